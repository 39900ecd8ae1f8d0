/** Where people work: environments, what was confirmed of them, and what they allow. */
@NullMarked
package io.orderflow.operations.session;

import org.jspecify.annotations.NullMarked;
