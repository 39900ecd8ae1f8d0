package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.queues.ConsumerState;
import io.orderflow.operations.queues.ConsumerState.Kind;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;

final class LambdaQueueConsumerTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:OrderQueue";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:OrderConsumer";

    private static ConsumerState read(EventSourceMappingConfiguration... mappings) throws PortException {
        return consumer(new FakeLambda() {
                    @Override
                    public ListEventSourceMappingsResponse listEventSourceMappings(
                            ListEventSourceMappingsRequest request) {
                        assertThat(request.eventSourceArn()).isEqualTo(QUEUE);
                        return ListEventSourceMappingsResponse.builder()
                                .eventSourceMappings(List.of(mappings))
                                .build();
                    }
                })
                .read();
    }

    private static LambdaQueueConsumer consumer(LambdaClient lambda) {
        return new LambdaQueueConsumer(
                lambda,
                new AwsTarget.Embedded(URI.create("http://127.0.0.1:1"), "us-east-1", "a", "b"),
                QUEUE,
                FUNCTION);
    }

    private static EventSourceMappingConfiguration mapping(String function, String state, String result) {
        return EventSourceMappingConfiguration.builder()
                .functionArn(function)
                .state(state)
                .lastProcessingResult(result)
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "Enabled, No records processed, RUNNING",
        "Enabled, 'PROBLEM: Function call failed', FAILING",
        "Enabling, , STARTING",
        "Updating, , STARTING",
        "Disabling, , PAUSED",
        "Disabled, , PAUSED",
        "Deleting, , MISSING"
    })
    void theMappingsStateIsTheConsumers(String state, String result, Kind expected) throws PortException {
        assertThat(read(mapping(FUNCTION + ":live", state, result)).kind()).isEqualTo(expected);
        assertThat(read(mapping(FUNCTION, state, result)).kind()).isEqualTo(expected);
    }

    @Test
    void anotherFunctionsMappingIsNotOurConsumer() throws PortException {
        assertThat(read().kind()).isEqualTo(Kind.MISSING);
        assertThat(read(mapping(FUNCTION + "Two", "Enabled", "OK")).kind()).isEqualTo(Kind.MISSING);
    }

    @Test
    void aMissingPermissionIsAStateAndOtherFaultsAreFaults() throws PortException {
        assertThat(consumer(failing(403, "AccessDeniedException")).read().kind())
                .isEqualTo(Kind.NOT_PERMITTED);
        assertThatThrownBy(
                        () -> consumer(failing(429, "TooManyRequestsException")).read())
                .isInstanceOfSatisfying(
                        PortException.class, fault -> assertThat(fault.kind()).isEqualTo(PortException.Kind.THROTTLED));
    }

    private static LambdaClient failing(int status, String code) {
        return new FakeLambda() {
            @Override
            public ListEventSourceMappingsResponse listEventSourceMappings(ListEventSourceMappingsRequest request) {
                throw LambdaException.builder()
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage("no")
                                .build())
                        .message("no")
                        .build();
            }
        };
    }

    private abstract static class FakeLambda implements LambdaClient {
        @Override
        public String serviceName() {
            return "lambda";
        }

        @Override
        public void close() {}
    }
}
