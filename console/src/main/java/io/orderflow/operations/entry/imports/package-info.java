/** Many orders at once: checked, kept on disk as they will be sent, published with a journal, followed to their ends. */
@NullMarked
package io.orderflow.operations.entry.imports;

import org.jspecify.annotations.NullMarked;
