/** SQS: queues of ours behind AWS's JSON and query protocols. */
@NullMarked
package io.orderflow.infra.local.sqs;

import org.jspecify.annotations.NullMarked;
