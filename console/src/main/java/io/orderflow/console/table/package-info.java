/** The table and its filter line, as the areas share them. */
@NullMarked
package io.orderflow.console.table;

import org.jspecify.annotations.NullMarked;
