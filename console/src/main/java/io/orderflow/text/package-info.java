/** The texts of the console and their formatting: the only place that makes sentences. */
@NullMarked
package io.orderflow.text;

import org.jspecify.annotations.NullMarked;
