package io.orderflow.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda function: takes SQS batches of order events and brings the Orders table up to them. Its event source mapping must
 * have the function response type {@code ReportBatchItemFailures}.
 */
public final class OrderConsumer implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final BatchProcessor processor;

    /**
     * As Lambda makes it, once per sandbox: everything that costs is made here and kept.
     *
     * @throws IllegalArgumentException when the environment does not fit {@link ConsumerConfig}
     */
    public OrderConsumer() {
        this(ConsumerParts.production(System.getenv()));
    }

    OrderConsumer(BatchProcessor processor) {
        this.processor = processor;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<@Nullable SQSMessage> messages = new ArrayList<>();
        if (event.getRecords() != null) {
            messages.addAll(event.getRecords());
        }
        Invocation invocation = new Invocation(
                String.valueOf(context.getAwsRequestId()),
                String.valueOf(context.getFunctionName()),
                context::getRemainingTimeInMillis);
        return processor.process(messages, invocation);
    }
}
