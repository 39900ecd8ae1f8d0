/** What is kept of dead letters on disk: customers' data, for its owner alone. */
@NullMarked
package io.orderflow.operations.deadletter.files;

import org.jspecify.annotations.NullMarked;
