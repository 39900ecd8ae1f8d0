package io.orderflow.infra.fake;

import io.orderflow.infra.stack.FunctionCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** One function and its mappings in memory; each change keeps them busy for two reads. */
public final class FakeLambda implements LambdaClient {
    private static final int BUSY = 2;
    private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:";

    public FunctionConfiguration function;
    public final List<EventSourceMappingConfiguration> mappings = new ArrayList<>();
    /** By ARN. */
    public final Map<String, Map<String, String>> tags = new TreeMap<>();
    /** How many CreateFunction calls come before Lambda sees the role. */
    public int roleUnseen;

    public final List<FunctionConfiguration> versions = new ArrayList<>();
    /** Alias to version. */
    public final Map<String, String> aliases = new TreeMap<>();

    private final Calls calls;
    private int nextVersion = 1;
    private int functionBusy;
    private int mappingBusy;

    FakeLambda(Calls calls) {
        this.calls = calls;
    }

    @Override
    public GetFunctionResponse getFunction(GetFunctionRequest request) {
        if (function == null) {
            throw ResourceNotFoundException.builder().build();
        }
        State state = functionBusy-- > 0 ? State.PENDING : State.ACTIVE;
        return GetFunctionResponse.builder()
                .configuration(function.toBuilder().state(state).build())
                .tags(tags.getOrDefault(function.functionArn(), Map.of()))
                .build();
    }

    @Override
    public CreateFunctionResponse createFunction(CreateFunctionRequest request) {
        return calls.mutate("lambda:CreateFunction", () -> {
            if (roleUnseen-- > 0) {
                throw InvalidParameterValueException.builder()
                        .message("The role defined for the function cannot be assumed by Lambda.")
                        .build();
            }
            if (function != null) {
                throw ResourceConflictException.builder()
                        .message("Function already exist")
                        .build();
            }
            function = FunctionConfiguration.builder()
                    .functionName(request.functionName())
                    .functionArn(ARN + "function:" + request.functionName())
                    .runtime(request.runtime())
                    .handler(request.handler())
                    .role(request.role())
                    .timeout(request.timeout())
                    .memorySize(request.memorySize())
                    .architectures(request.architectures())
                    .loggingConfig(request.loggingConfig())
                    .environment(it -> it.variables(request.environment().variables()))
                    .snapStart(snapStart(request.snapStart()))
                    .codeSha256(hash(request.code().zipFile().asByteArray()))
                    .build();
            tags.put(function.functionArn(), new HashMap<>(request.tags()));
            functionBusy = BUSY;
            return CreateFunctionResponse.builder().build();
        });
    }

    private static SnapStartResponse snapStart(SnapStart asked) {
        return SnapStartResponse.builder()
                .applyOn(asked == null ? SnapStartApplyOn.NONE : asked.applyOn())
                .build();
    }

    private static String hash(byte[] zip) {
        return new FunctionCode(zip).sha256Base64();
    }

    private void checkIdle() {
        if (functionBusy-- > 0) {
            throw ResourceConflictException.builder()
                    .message("An update is in progress")
                    .build();
        }
    }

    @Override
    public UpdateFunctionConfigurationResponse updateFunctionConfiguration(UpdateFunctionConfigurationRequest request) {
        return calls.mutate("lambda:UpdateFunctionConfiguration", () -> {
            checkIdle();
            function = function.toBuilder()
                    .runtime(request.runtime())
                    .handler(request.handler())
                    .role(request.role())
                    .timeout(request.timeout())
                    .memorySize(request.memorySize())
                    .loggingConfig(request.loggingConfig())
                    .environment(it -> it.variables(request.environment().variables()))
                    .snapStart(snapStart(request.snapStart()))
                    .build();
            functionBusy = BUSY;
            return UpdateFunctionConfigurationResponse.builder().build();
        });
    }

    @Override
    public UpdateFunctionCodeResponse updateFunctionCode(UpdateFunctionCodeRequest request) {
        return calls.mutate("lambda:UpdateFunctionCode", () -> {
            checkIdle();
            function = function.toBuilder()
                    .codeSha256(hash(request.zipFile().asByteArray()))
                    .architectures(request.architectures())
                    .build();
            functionBusy = BUSY;
            return UpdateFunctionCodeResponse.builder().build();
        });
    }

    @Override
    public ListEventSourceMappingsResponse listEventSourceMappings(ListEventSourceMappingsRequest request) {
        String busyState = mappingBusy-- > 0 ? "Updating" : null;
        return ListEventSourceMappingsResponse.builder()
                .eventSourceMappings(mappings.stream()
                        .filter(it -> it.eventSourceArn().equals(request.eventSourceArn()))
                        .map(it -> busyState == null
                                ? it
                                : it.toBuilder().state(busyState).build())
                        .toList())
                .build();
    }

    @Override
    public GetEventSourceMappingResponse getEventSourceMapping(GetEventSourceMappingRequest request) {
        return GetEventSourceMappingResponse.builder()
                .eventSourceMappingArn(ARN + "event-source-mapping:" + request.uuid())
                .build();
    }

    @Override
    public CreateEventSourceMappingResponse createEventSourceMapping(CreateEventSourceMappingRequest request) {
        return calls.mutate("lambda:CreateEventSourceMapping", () -> {
            if (mappings.stream().anyMatch(it -> it.eventSourceArn().equals(request.eventSourceArn()))) {
                throw ResourceConflictException.builder().build();
            }
            String uuid = "mapping-" + mappings.size();
            mappings.add(EventSourceMappingConfiguration.builder()
                    .uuid(uuid)
                    .eventSourceMappingArn(ARN + "event-source-mapping:" + uuid)
                    .eventSourceArn(request.eventSourceArn())
                    .functionArn(request.functionName())
                    .batchSize(request.batchSize())
                    .functionResponseTypes(request.functionResponseTypes())
                    .scalingConfig(request.scalingConfig())
                    .state("Enabled")
                    .build());
            tags.put(ARN + "event-source-mapping:" + uuid, new HashMap<>(request.tags()));
            mappingBusy = BUSY;
            return CreateEventSourceMappingResponse.builder().build();
        });
    }

    @Override
    public UpdateEventSourceMappingResponse updateEventSourceMapping(UpdateEventSourceMappingRequest request) {
        return calls.mutate("lambda:UpdateEventSourceMapping", () -> {
            if (mappingBusy > 0) {
                throw ResourceInUseException.builder().build();
            }
            mappings.replaceAll(it -> it.uuid().equals(request.uuid())
                    ? it.toBuilder()
                            .functionArn(request.functionName())
                            .batchSize(request.batchSize())
                            .functionResponseTypes(request.functionResponseTypes())
                            .scalingConfig(request.scalingConfig())
                            .filterCriteria(
                                    request.filterCriteria() == null ? it.filterCriteria() : request.filterCriteria())
                            .maximumBatchingWindowInSeconds(request.maximumBatchingWindowInSeconds())
                            .state("Enabled")
                            .build()
                    : it);
            mappingBusy = BUSY;
            return UpdateEventSourceMappingResponse.builder().build();
        });
    }

    @Override
    public GetFunctionConfigurationResponse getFunctionConfiguration(GetFunctionConfigurationRequest request) {
        FunctionConfiguration found = request.qualifier() == null
                ? function
                : versions.stream()
                        .filter(it -> it.version().equals(request.qualifier()))
                        .findFirst()
                        .orElse(null);
        if (found == null) {
            throw ResourceNotFoundException.builder().build();
        }
        return GetFunctionConfigurationResponse.builder()
                .version(found.version())
                .runtime(found.runtime())
                .handler(found.handler())
                .role(found.role())
                .timeout(found.timeout())
                .memorySize(found.memorySize())
                .architectures(found.architectures())
                .loggingConfig(found.loggingConfig())
                .snapStart(found.snapStart())
                .environment(found.environment())
                .codeSha256(found.codeSha256())
                .state(State.ACTIVE)
                .build();
    }

    @Override
    public PublishVersionResponse publishVersion(PublishVersionRequest request) {
        return calls.mutate("lambda:PublishVersion", () -> {
            checkIdle();
            FunctionConfiguration last = versions.isEmpty() ? null : versions.get(versions.size() - 1);
            FunctionConfiguration next = function.toBuilder()
                    .version(last == null ? "" : last.version())
                    .description(request.description())
                    .build();
            if (!next.equals(last)) {
                next = next.toBuilder().version(Integer.toString(nextVersion++)).build();
                versions.add(next);
            }
            return PublishVersionResponse.builder().version(next.version()).build();
        });
    }

    @Override
    public ListVersionsByFunctionResponse listVersionsByFunction(ListVersionsByFunctionRequest request) {
        return ListVersionsByFunctionResponse.builder().versions(versions).build();
    }

    @Override
    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        return ListAliasesResponse.builder()
                .aliases(aliases.entrySet().stream()
                        .map(it -> AliasConfiguration.builder()
                                .name(it.getKey())
                                .functionVersion(it.getValue())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public GetAliasResponse getAlias(GetAliasRequest request) {
        String version = aliases.get(request.name());
        if (version == null) {
            throw ResourceNotFoundException.builder().build();
        }
        return GetAliasResponse.builder()
                .name(request.name())
                .functionVersion(version)
                .build();
    }

    @Override
    public CreateAliasResponse createAlias(CreateAliasRequest request) {
        return calls.mutate("lambda:CreateAlias", () -> {
            if (aliases.putIfAbsent(request.name(), request.functionVersion()) != null) {
                throw ResourceConflictException.builder().build();
            }
            return CreateAliasResponse.builder().build();
        });
    }

    @Override
    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        return calls.mutate("lambda:UpdateAlias", () -> {
            aliases.put(request.name(), request.functionVersion());
            return UpdateAliasResponse.builder().build();
        });
    }

    @Override
    public DeleteFunctionResponse deleteFunction(DeleteFunctionRequest request) {
        return calls.mutate("lambda:DeleteFunction " + request.qualifier(), () -> {
            versions.removeIf(it -> it.version().equals(request.qualifier()));
            return DeleteFunctionResponse.builder().build();
        });
    }

    @Override
    public ListTagsResponse listTags(ListTagsRequest request) {
        return ListTagsResponse.builder()
                .tags(tags.getOrDefault(request.resource(), Map.of()))
                .build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return calls.mutate("lambda:TagResource", () -> {
            tags.computeIfAbsent(request.resource(), arn -> new HashMap<>()).putAll(request.tags());
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
