/** What of dead letters is kept on disk, for its owner alone: receipts of redrives. */
@NullMarked
package io.orderflow.operations.deadletter.files;

import org.jspecify.annotations.NullMarked;
