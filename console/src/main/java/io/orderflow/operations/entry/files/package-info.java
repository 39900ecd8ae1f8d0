/** What is kept on disk of imports of orders. */
@NullMarked
package io.orderflow.operations.entry.files;

import org.jspecify.annotations.NullMarked;
