package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.queues.ConsumerState;
import io.orderflow.operations.queues.ConsumerState.Kind;
import io.orderflow.operations.queues.QueueConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/**
 * The event source mapping from the queue to the function, by ListEventSourceMappings. States as in <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html">its reference</a>.
 */
public final class LambdaQueueConsumer implements QueueConsumer {
    private final LambdaClient lambda;
    private final AwsTarget target;
    private final String queueArn;
    private final String functionArn;

    /** @param functionArn without an alias or a version; a mapping to any of them counts */
    public LambdaQueueConsumer(LambdaClient lambda, AwsTarget target, String queueArn, String functionArn) {
        this.lambda = lambda;
        this.target = target;
        this.queueArn = queueArn;
        this.functionArn = functionArn;
    }

    @Override
    public ConsumerState read() throws PortException {
        try {
            return lambda
                    .listEventSourceMappings(request -> request.eventSourceArn(queueArn))
                    .eventSourceMappings()
                    .stream()
                    .filter(this::ours)
                    .findFirst()
                    .map(LambdaQueueConsumer::state)
                    .orElseGet(() -> new ConsumerState(Kind.MISSING, ""));
        } catch (SdkException e) {
            PortException fault = PortFaults.of(e, target, "OrderConsumer");
            if (fault.kind() == PortException.Kind.DENIED) {
                return new ConsumerState(Kind.NOT_PERMITTED, String.valueOf(fault.getMessage()));
            }
            if (fault.kind() == PortException.Kind.MISSING) {
                return new ConsumerState(Kind.MISSING, "");
            }
            throw fault;
        }
    }

    private boolean ours(EventSourceMappingConfiguration mapping) {
        String arn = mapping.functionArn();
        return arn.equals(functionArn) || arn.startsWith(functionArn + ":");
    }

    private static ConsumerState state(EventSourceMappingConfiguration mapping) {
        String result = mapping.lastProcessingResult() == null ? "" : mapping.lastProcessingResult();
        return switch (mapping.state()) {
            case "Enabled" ->
                result.startsWith("PROBLEM")
                        ? new ConsumerState(Kind.FAILING, result)
                        : new ConsumerState(Kind.RUNNING, "");
            case "Disabled", "Disabling" -> new ConsumerState(Kind.PAUSED, "");
            case "Deleting" -> new ConsumerState(Kind.MISSING, "");
            default -> new ConsumerState(Kind.STARTING, "");
        };
    }
}
