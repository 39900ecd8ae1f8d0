/** Who else hears of orders: subscriptions of OrderTopic besides the queue's own. */
@NullMarked
package io.orderflow.infra.subscribers;

import org.jspecify.annotations.NullMarked;
