package io.orderflow.infra.local.lambda;

import java.time.Duration;
import java.util.Map;

/** What it takes to run one version of a function. */
record FunctionSpec(
        String name,
        String version,
        String arn,
        String handler,
        String runtime,
        Duration timeout,
        int memoryMb,
        Map<String, String> variables,
        String codeSha256,
        String revision,
        String logGroup) {

    FunctionSpec {
        variables = Map.copyOf(variables);
    }
}
