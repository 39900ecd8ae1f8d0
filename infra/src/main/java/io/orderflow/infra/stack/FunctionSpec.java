package io.orderflow.infra.stack;

import java.time.Duration;
import java.util.Map;

/**
 * The function, deployed from a zip.
 *
 * @param environment the variables that must be there; others are left alone
 */
public record FunctionSpec(
        String name,
        String arn,
        String roleArn,
        String runtime,
        String handler,
        Duration timeout,
        int memoryMb,
        String architecture,
        String logGroup,
        Map<String, String> environment,
        FunctionCode code) {
    public FunctionSpec {
        environment = Map.copyOf(environment);
    }
}
