/** Where the console starts and is put together. */
@NullMarked
package io.orderflow.app;

import org.jspecify.annotations.NullMarked;
