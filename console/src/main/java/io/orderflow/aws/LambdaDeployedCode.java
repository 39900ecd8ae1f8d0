package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeployedCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** The CodeSha256 of the version that the queue's event source mapping runs, beside that of the package on board. */
public final class LambdaDeployedCode implements DeployedCode {
    /** As in {@code 2026-11-26T20:47:09.000+0000}. */
    private static final DateTimeFormatter LAST_MODIFIED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);

    private final LambdaClient lambda;
    private final AwsTarget target;
    private final String queueArn;
    private final String functionArn;
    private final String onBoard;

    /** @param onBoard SHA-256 of the package here, in Base64 */
    public LambdaDeployedCode(
            LambdaClient lambda, AwsTarget target, String queueArn, String functionArn, String onBoard) {
        this.lambda = lambda;
        this.target = target;
        this.queueArn = queueArn;
        this.functionArn = functionArn;
        this.onBoard = onBoard;
    }

    @Override
    public State read() throws PortException {
        try {
            Optional<String> runs =
                    lambda
                            .listEventSourceMappings(request -> request.eventSourceArn(queueArn))
                            .eventSourceMappings()
                            .stream()
                            .map(EventSourceMappingConfiguration::functionArn)
                            .filter(arn -> arn.equals(functionArn) || arn.startsWith(functionArn + ":"))
                            .findFirst();
            if (runs.isEmpty()) {
                return new State(null, null);
            }
            GetFunctionConfigurationResponse function =
                    lambda.getFunctionConfiguration(request -> request.functionName(runs.get()));
            return new State(
                    function.codeSha256() == null ? null : function.codeSha256().equals(onBoard),
                    time(function.lastModified()));
        } catch (SdkException e) {
            throw PortFaults.of(e, target, "OrderConsumer");
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : OffsetDateTime.parse(text, LAST_MODIFIED).toInstant();
        } catch (DateTimeException otherForm) {
            return null;
        }
    }
}
