package io.orderflow.infra.local.lambda;

import java.time.Duration;
import java.util.Map;

/** What it takes to run one version of a function. */
record VersionSpec(
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

    VersionSpec {
        variables = Map.copyOf(variables);
    }
}
