/** Controls and styles that several tabs use. */
@NullMarked
package io.orderflow.console.ui;

import org.jspecify.annotations.NullMarked;
