/** SNS: topics, subscriptions and durable delivery to queues. */
@NullMarked
package io.orderflow.infra.local.sns;

import org.jspecify.annotations.NullMarked;
