package io.orderflow.infra.apply.embedded;

import java.util.List;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;

/** A server that takes a topic's tags and drops them, and keeps a mapping's alias as the version behind it. */
final class Forgetting implements ExecutionInterceptor {
    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (context.response() instanceof ListTagsForResourceResponse tags) {
            return tags.toBuilder().tags(List.of()).build();
        }
        if (context.response() instanceof ListEventSourceMappingsResponse mappings) {
            return mappings.toBuilder()
                    .eventSourceMappings(mappings.eventSourceMappings().stream()
                            .map(Forgetting::resolved)
                            .toList())
                    .build();
        }
        return context.response();
    }

    private static EventSourceMappingConfiguration resolved(EventSourceMappingConfiguration mapping) {
        return mapping.toBuilder()
                .functionArn(mapping.functionArn().replaceAll(":live$", ":1"))
                .build();
    }
}
