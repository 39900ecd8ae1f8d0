package io.orderflow.infra.apply.embedded;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Makes the embedded AWS a server that lacks a good deal of AWS. */
final class Refusing implements ExecutionInterceptor {
    private final Set<String> operations;
    private final Set<QueueAttributeName> attributes;
    private final boolean tags;
    private final boolean snapStart;
    /** Whether an attribute that is not there may be asked for without a refusal. */
    private final boolean silent;

    /**
     * @param operations that it does not know
     * @param attributes of queues that it does not know
     * @param silent whether it leaves them out without a word when it is asked for them
     */
    Refusing(
            Set<String> operations,
            Set<QueueAttributeName> attributes,
            boolean tags,
            boolean snapStart,
            boolean silent) {
        this.operations = operations;
        this.attributes = attributes;
        this.tags = tags;
        this.snapStart = snapStart;
        this.silent = silent;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes execution) {
        String operation = execution.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        if (operations.contains(operation) || (!tags && operation.contains("Tag"))) {
            throw unknown(operation);
        }
        SdkRequest request = context.request();
        if (!tags && hasTags(request)) {
            throw unknown("tags");
        }
        if (request instanceof CreateQueueRequest create) {
            refuse(create.attributes().keySet());
        } else if (request instanceof SetQueueAttributesRequest set) {
            refuse(set.attributes().keySet());
        } else if (request instanceof GetQueueAttributesRequest get && !silent) {
            refuse(get.attributeNames());
        } else if (request instanceof CreateFunctionRequest create
                && !snapStart
                && create.snapStart() != null
                && create.snapStart().applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS) {
            throw InvalidParameterValueException.builder()
                    .statusCode(400)
                    .message("SnapStart is not known here.")
                    .build();
        }
    }

    private static boolean hasTags(SdkRequest request) {
        for (String field : List.of("Tags", "tags")) {
            Optional<Object> value = request.getValueForField(field, Object.class);
            // even an empty member is one that such a server may not know
            if (value.filter(it -> !(it instanceof SdkAutoConstructMap) && !(it instanceof SdkAutoConstructList))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private void refuse(Collection<QueueAttributeName> asked) {
        for (QueueAttributeName attribute : asked) {
            if (attributes.contains(attribute)) {
                throw failure(SqsException.builder(), "InvalidAttributeName", "Unknown Attribute " + attribute + ".");
            }
        }
    }

    private static AwsServiceException unknown(String what) {
        return failure(SqsException.builder(), "UnknownOperationException", "no such thing: " + what);
    }

    private static AwsServiceException failure(AwsServiceException.Builder builder, String code, String message) {
        return builder.statusCode(400)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Any")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes execution) {
        SdkResponse response = context.response();
        if (response instanceof GetQueueAttributesResponse queue) {
            Map<QueueAttributeName, String> known = new HashMap<>(queue.attributes());
            known.keySet().removeAll(attributes);
            return queue.toBuilder().attributes(known).build();
        }
        if (response instanceof GetFunctionResponse function) {
            GetFunctionResponse.Builder changed = function.toBuilder();
            if (!tags) {
                changed.tags(null);
            }
            if (!snapStart) {
                changed.configuration(function.configuration().toBuilder()
                        .snapStart((SnapStartResponse) null)
                        .build());
            }
            return changed.build();
        }
        if (response instanceof GetFunctionConfigurationResponse function && !snapStart) {
            return function.toBuilder().snapStart((SnapStartResponse) null).build();
        }
        return response;
    }
}
