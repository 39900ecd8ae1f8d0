package io.orderflow.infra.stack;

import java.time.Duration;
import java.util.Map;

/**
 * The function, deployed from a zip.
 *
 * @param logGroup where its lines go
 * @param jsonLogging false leaves the format as it is
 * @param snapStart whether published versions start from a snapshot
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
        boolean jsonLogging,
        boolean snapStart,
        Map<String, String> environment,
        FunctionCode code) {
    public FunctionSpec {
        environment = Map.copyOf(environment);
    }
}
