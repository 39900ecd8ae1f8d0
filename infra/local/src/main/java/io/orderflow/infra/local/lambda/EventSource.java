package io.orderflow.infra.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.Map;

/**
 * What a mapping may read from: SQS queues; every other source of AWS's is refused by its name.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html">Event source mappings</a>
 */
final class EventSource {

    private static final String QUEUE = "arn:aws:sqs:";
    private static final String REPORT = "ReportBatchItemFailures";
    /** By the start of their ARNs. */
    private static final Map<String, String> OTHERS = Map.of(
            "arn:aws:dynamodb:", "a DynamoDB stream",
            "arn:aws:kinesis:", "a Kinesis stream",
            "arn:aws:kafka:", "an MSK cluster",
            "arn:aws:mq:", "an Amazon MQ broker",
            "arn:aws:rds:", "a DocumentDB cluster");

    private EventSource() {}

    /** Refuses what would otherwise be forgotten, in a new mapping or a change. */
    static void refuseUnsupported(ObjectNode in) throws AwsError {
        Unsupported.refuse(
                in,
                "FilterCriteria",
                "ProvisionedPollerConfig",
                "DestinationConfig",
                "KMSKeyArn",
                "MetricsConfig",
                "LoggingConfig",
                "SelfManagedEventSource",
                "SelfManagedKafkaEventSourceConfig",
                "AmazonManagedKafkaEventSourceConfig",
                "DocumentDBEventSourceConfig",
                "SourceAccessConfigurations",
                "Topics",
                "Queues",
                "StartingPosition",
                "StartingPositionTimestamp",
                "ParallelizationFactor",
                "MaximumRecordAgeInSeconds",
                "MaximumRetryAttempts",
                "BisectBatchOnFunctionError",
                "TumblingWindowInSeconds");
    }

    /** Refuses members of another kind than AWS's, which would otherwise be taken for none. */
    static void checkKinds(ObjectNode in) throws AwsError {
        JsonNode types = in.path("FunctionResponseTypes");
        checkKind(types.isArray(), types, "FunctionResponseTypes");
        checkKind(in.path("ScalingConfig").isObject(), in.path("ScalingConfig"), "ScalingConfig");
        checkKind(in.path("Enabled").isBoolean(), in.path("Enabled"), "Enabled");
        for (JsonNode type : types) {
            if (!type.asText().equals(REPORT)) {
                throw AwsError.badRequest(
                        "ValidationException",
                        "1 validation error detected: Value '[" + type.asText() + "]' at 'functionResponseTypes' failed"
                                + " to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum"
                                + " value set: [" + REPORT + "]]");
            }
        }
    }

    private static void checkKind(boolean fits, JsonNode value, String name) throws AwsError {
        if (!fits && !value.isMissingNode() && !value.isNull()) {
            throw AwsError.badRequest("SerializationException", "The value of " + name + " is of another type.");
        }
    }

    /** The queue's ARN that a new mapping names. */
    static String queue(ObjectNode in) throws AwsError {
        String arn = Json.text(in, "EventSourceArn").orElse("");
        if (arn.startsWith(QUEUE)) {
            return arn;
        }
        String what = OTHERS.entrySet().stream()
                .filter(other -> arn.startsWith(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("another source");
        throw AwsError.badRequest(
                "InvalidParameterValueException",
                "The embedded AWS has no event source \"" + arn + "\" (" + what
                        + "); it has SQS queues (arn:aws:sqs:us-east-1:000000000000:NAME).");
    }
}
