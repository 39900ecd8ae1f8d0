/** The Orders tab: what was stored lately, newest first. */
@NullMarked
package io.orderflow.console.orders;

import org.jspecify.annotations.NullMarked;
