/** Where the console starts and is put together. */
@NullMarked
package io.orderflow.console.app;

import org.jspecify.annotations.NullMarked;
