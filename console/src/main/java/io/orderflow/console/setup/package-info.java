/** Which resources exist, and making those that are missing: the Setup tab and its port. */
@NullMarked
package io.orderflow.console.setup;

import org.jspecify.annotations.NullMarked;
