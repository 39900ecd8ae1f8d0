package io.orderflow.infra.local.lambda;

import io.orderflow.infra.local.http.AbsentOperations;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operations of Lambda that the embedded AWS does not have, by method and path: so that they are refused by name. As
 * of the AWS SDK that this project is built with, without the API's dates.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html">Lambda's actions</a>
 */
record AbsentRoute(String method, List<String> path, Optional<String> parameter, String operation) {

    /** Those told apart by a parameter stand before those without. */
    private static final List<AbsentRoute> ALL =
            """
            GET functions/*/provisioned-concurrency?List=ALL ListProvisionedConcurrencyConfigs
            GET layers?find=LayerVersion GetLayerVersionByArn
            GET account-settings GetAccountSettings
            GET capacity-providers ListCapacityProviders
            POST capacity-providers CreateCapacityProvider
            DELETE capacity-providers/* DeleteCapacityProvider
            GET capacity-providers/* GetCapacityProvider
            PUT capacity-providers/* UpdateCapacityProvider
            GET capacity-providers/*/function-versions ListFunctionVersionsByCapacityProvider
            GET code-signing-configs ListCodeSigningConfigs
            POST code-signing-configs CreateCodeSigningConfig
            DELETE code-signing-configs/* DeleteCodeSigningConfig
            GET code-signing-configs/* GetCodeSigningConfig
            PUT code-signing-configs/* UpdateCodeSigningConfig
            GET code-signing-configs/*/functions ListFunctionsByCodeSigningConfig
            POST durable-execution-callbacks/*/fail SendDurableExecutionCallbackFailure
            POST durable-execution-callbacks/*/heartbeat SendDurableExecutionCallbackHeartbeat
            POST durable-execution-callbacks/*/succeed SendDurableExecutionCallbackSuccess
            GET durable-executions/* GetDurableExecution
            POST durable-executions/*/checkpoint CheckpointDurableExecution
            GET durable-executions/*/history GetDurableExecutionHistory
            GET durable-executions/*/state GetDurableExecutionState
            POST durable-executions/*/stop StopDurableExecution
            DELETE functions/*/code-signing-config DeleteFunctionCodeSigningConfig
            GET functions/*/code-signing-config GetFunctionCodeSigningConfig
            PUT functions/*/code-signing-config PutFunctionCodeSigningConfig
            GET functions/*/durable-executions ListDurableExecutionsByFunction
            DELETE functions/*/event-invoke-config DeleteFunctionEventInvokeConfig
            GET functions/*/event-invoke-config GetFunctionEventInvokeConfig
            POST functions/*/event-invoke-config UpdateFunctionEventInvokeConfig
            PUT functions/*/event-invoke-config PutFunctionEventInvokeConfig
            GET functions/*/event-invoke-config/list ListFunctionEventInvokeConfigs
            GET functions/*/function-scaling-config GetFunctionScalingConfig
            PUT functions/*/function-scaling-config PutFunctionScalingConfig
            POST functions/*/invoke-async InvokeAsync
            GET functions/*/policy GetPolicy
            POST functions/*/policy AddPermission
            DELETE functions/*/policy/* RemovePermission
            DELETE functions/*/provisioned-concurrency DeleteProvisionedConcurrencyConfig
            GET functions/*/provisioned-concurrency GetProvisionedConcurrencyConfig
            PUT functions/*/provisioned-concurrency PutProvisionedConcurrencyConfig
            GET functions/*/recursion-config GetFunctionRecursionConfig
            PUT functions/*/recursion-config PutFunctionRecursionConfig
            POST functions/*/response-streaming-invocations InvokeWithResponseStream
            GET functions/*/runtime-management-config GetRuntimeManagementConfig
            PUT functions/*/runtime-management-config PutRuntimeManagementConfig
            DELETE functions/*/url DeleteFunctionUrlConfig
            GET functions/*/url GetFunctionUrlConfig
            POST functions/*/url CreateFunctionUrlConfig
            PUT functions/*/url UpdateFunctionUrlConfig
            GET functions/*/urls ListFunctionUrlConfigs
            GET layers ListLayers
            GET layers/*/versions ListLayerVersions
            POST layers/*/versions PublishLayerVersion
            DELETE layers/*/versions/* DeleteLayerVersion
            GET layers/*/versions/* GetLayerVersion
            GET layers/*/versions/*/policy GetLayerVersionPolicy
            POST layers/*/versions/*/policy AddLayerVersionPermission
            DELETE layers/*/versions/*/policy/* RemoveLayerVersionPermission
            DELETE resource-policy/* DeleteResourcePolicy
            GET resource-policy/* GetResourcePolicy
            PUT resource-policy/* PutResourcePolicy
            """
                    .strip()
                    .lines()
                    .map(AbsentRoute::of)
                    .toList();

    private static AbsentRoute of(String line) {
        String[] parts = line.strip().split(" ", -1);
        String[] target = parts[1].split("\\?", -1);
        return new AbsentRoute(
                parts[0],
                List.of(target[0].split("/")),
                target.length == 1 ? Optional.empty() : Optional.of(target[1]),
                parts[2]);
    }

    /**
     * What to say of a request that is not served.
     *
     * @param path cut into its parts, without the API's date
     * @return empty if AWS does not serve it either
     */
    static Optional<String> sentence(String method, List<String> path, Map<String, String> query) {
        return ALL.stream()
                .filter(route -> route.leads(method, path, query))
                .findFirst()
                .map(route -> AbsentOperations.sentence(route.operation()));
    }

    private boolean leads(String asked, List<String> parts, Map<String, String> query) {
        if (!method.equals(asked) || path.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!path.get(i).equals("*") && !path.get(i).equals(parts.get(i))) {
                return false;
            }
        }
        return parameter.isEmpty()
                || query.entrySet().stream()
                        .anyMatch(given -> parameter.get().equals(given.getKey() + "=" + given.getValue()));
    }
}
