/** DynamoDB: a table engine of ours; the service itself is here, its rooms below. */
@NullMarked
package io.orderflow.infra.local.dynamodb;

import org.jspecify.annotations.NullMarked;
