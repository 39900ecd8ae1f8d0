package io.orderflow.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda function: takes SQS batches of order events and brings the Orders table up to them. Its event source mapping must
 * have the function response type {@code ReportBatchItemFailures}.
 *
 * <p>Of its two methods Lambda <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">picks the one with more parameters</a>, the stream's;
 * the typed one is for callers in Java.
 */
public final class OrderConsumer implements RequestHandler<SQSEvent, SQSBatchResponse>, RequestStreamHandler {
    private static final String SNAP_START = "snap-start";

    private final BatchProcessor processor;
    /** Kept here, as a CRaC context forgets whom nobody else holds. */
    private final SnapshotHooks hooks;

    /**
     * As Lambda makes it, once per sandbox: everything that costs is made here and kept.
     *
     * @throws IllegalArgumentException when the environment does not fit {@link ConsumerConfig}
     */
    public OrderConsumer() {
        this(ConsumerParts.production(System.getenv()));
        // Lambda calls hooks under SnapStart only; elsewhere finding the context would just cost time.
        if (SNAP_START.equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            Core.getGlobalContext().register(hooks);
        }
    }

    OrderConsumer(ConsumerParts parts) {
        this.processor = parts.processor();
        this.hooks = parts.hooks();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        SqsJson.write(process(SqsJson.read(event), context), answer);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<@Nullable SQSMessage> messages = new ArrayList<>();
        if (event.getRecords() != null) {
            messages.addAll(event.getRecords());
        }
        return process(messages, context);
    }

    private SQSBatchResponse process(List<@Nullable SQSMessage> messages, Context context) {
        Invocation invocation = new Invocation(
                String.valueOf(context.getAwsRequestId()),
                String.valueOf(context.getFunctionName()),
                context::getRemainingTimeInMillis);
        return processor.process(messages, invocation);
    }
}
