/** What would change and how it ended, as values: nothing in here makes a call. */
@NullMarked
package io.orderflow.infra.plan;

import org.jspecify.annotations.NullMarked;
