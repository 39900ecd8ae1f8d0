/** DynamoDB: DynamoDB Local inside the front server, with what it lacks laid over it. */
@NullMarked
package io.orderflow.infra.local.dynamodb;

import org.jspecify.annotations.NullMarked;
