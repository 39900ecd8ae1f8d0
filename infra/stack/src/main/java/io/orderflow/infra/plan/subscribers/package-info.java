/** Who else hears of orders: subscriptions of OrderTopic besides the queue's own. */
@NullMarked
package io.orderflow.infra.plan.subscribers;

import org.jspecify.annotations.NullMarked;
