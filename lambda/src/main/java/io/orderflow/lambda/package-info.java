/** The Lambda function OrderConsumer. */
@NullMarked
package io.orderflow.lambda;

import org.jspecify.annotations.NullMarked;
