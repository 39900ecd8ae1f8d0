/** The grammar of filter lines, for the window's tables and the commands. */
@NullMarked
package io.orderflow.operations.filter;

import org.jspecify.annotations.NullMarked;
