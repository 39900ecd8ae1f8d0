/** Files that are kept for their owner alone. */
@NullMarked
package io.orderflow.operations.files;

import org.jspecify.annotations.NullMarked;
