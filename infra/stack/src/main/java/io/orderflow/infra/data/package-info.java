/** The Orders table's rows as a file: written before the table is deleted, and read back into another. */
@NullMarked
package io.orderflow.infra.data;

import org.jspecify.annotations.NullMarked;
