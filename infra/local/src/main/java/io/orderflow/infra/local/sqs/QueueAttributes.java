package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which queue attributes may be set, to what, and what they are when nobody set them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
 */
final class QueueAttributes {

    private record Range(long from, long to) {}

    static final String SSE = "SqsManagedSseEnabled";
    static final String KEY = "KmsMasterKeyId";
    private static final Map<String, Range> NUMBERS = Map.of(
            "DelaySeconds", new Range(0, 900),
            "MaximumMessageSize", new Range(1024, 1_048_576),
            "MessageRetentionPeriod", new Range(60, 1_209_600),
            "ReceiveMessageWaitTimeSeconds", new Range(0, 20),
            "VisibilityTimeout", new Range(0, 43_200),
            "KmsDataKeyReusePeriodSeconds", new Range(60, 86_400));
    private static final Map<String, String> DEFAULTS = Map.of(
            "DelaySeconds", "0",
            "MaximumMessageSize", "1048576",
            "MessageRetentionPeriod", "345600",
            "ReceiveMessageWaitTimeSeconds", "0",
            "VisibilityTimeout", "30",
            "SqsManagedSseEnabled", "true");
    private static final Set<String> DOCUMENTS = Set.of("Policy", "RedrivePolicy", "RedriveAllowPolicy");
    private static final Set<String> COMPUTED = Set.of(("All QueueArn ApproximateNumberOfMessages"
                    + " ApproximateNumberOfMessagesNotVisible ApproximateNumberOfMessagesDelayed CreatedTimestamp"
                    + " LastModifiedTimestamp")
            .split(" "));
    private static final int MAX_RECEIVES = 1000;

    private QueueAttributes() {}

    /** The queue's attribute as AWS would say it, if it has one. */
    static Optional<String> read(QueueState queue, String name) {
        return Optional.ofNullable(queue.attributes().getOrDefault(name, DEFAULTS.get(name)));
    }

    /** All that the queue has, set or not. */
    static Map<String, String> withDefaults(QueueState queue) {
        Map<String, String> all = new HashMap<>(queue.attributes());
        DEFAULTS.forEach(all::putIfAbsent);
        if (!all.containsKey(KEY)) {
            all.remove("KmsDataKeyReusePeriodSeconds");
        }
        return all;
    }

    static long number(QueueState queue, String name) {
        return Long.parseLong(read(queue, name).orElseThrow());
    }

    /** Whether GetQueueAttributes may be asked for it. */
    static boolean readable(String name) {
        return COMPUTED.contains(name) || settable(name);
    }

    private static boolean settable(String name) {
        return NUMBERS.containsKey(name) || DOCUMENTS.contains(name) || name.equals(KEY) || name.equals(SSE);
    }

    /** Refuses names that AWS does not know and values that it does not take. */
    static void check(Map<String, String> attributes) throws AwsError {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            String value = attribute.getValue();
            if (!settable(name)) {
                throw AwsError.badRequest("InvalidAttributeName", "Unknown Attribute " + name + ".");
            }
            checkValue(name, value);
        }
        if (!attributes.getOrDefault(KEY, "").isEmpty() && "true".equals(attributes.get(SSE))) {
            throw AwsError.badRequest(
                    "InvalidAttributeName",
                    "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or"
                            + " SQS SSE.");
        }
    }

    private static void checkValue(String name, String value) throws AwsError {
        Range range = NUMBERS.get(name);
        if (range != null) {
            boolean number = value.matches("\\d{1,9}");
            if (!number || Long.parseLong(value) < range.from() || Long.parseLong(value) > range.to()) {
                throw invalid(name, value, "Must be between " + range.from() + " and " + range.to() + ".");
            }
        } else if (name.equals(SSE) && !value.equals("true") && !value.equals("false")) {
            throw invalid(name, value, "Must be true or false.");
        } else if (DOCUMENTS.contains(name)
                && !value.isEmpty()
                && Json.tryRead(value).isEmpty()) {
            throw invalid(name, value, "Not a JSON object.");
        } else if (name.equals("RedriveAllowPolicy") && !isPermission(value)) {
            throw invalid(
                    name, value, "Amazon SQS can't create the redrive allow policy, as it’s in an unsupported format.");
        }
    }

    private static boolean isPermission(String document) {
        ObjectNode policy = Json.tryRead(document).orElse(Json.object());
        String permission = Json.text(policy, "redrivePermission").orElse("allowAll");
        boolean listed = policy.path("sourceQueueArns").has(0);
        return permission.matches("allowAll|denyAll") || (permission.equals("byQueue") && listed);
    }

    static AwsError invalid(String name, String value, String reason) {
        AwsError fault = SqsFaults.invalid(name, value, reason);
        return name.startsWith("Redrive") ? fault : AwsError.badRequest("InvalidAttributeValue", fault.message());
    }

    /** Where dead letters go and after how many receives. */
    record Redrive(String deadLetterArn, int maxReceiveCount) {}

    /** The redrive policy of a document that was checked, if it is one. */
    static Optional<Redrive> redrive(QueueState queue) {
        return Optional.ofNullable(queue.attributes().get("RedrivePolicy")).flatMap(QueueAttributes::redrive);
    }

    private static Optional<Redrive> redrive(String document) {
        Optional<ObjectNode> policy = Json.tryRead(document);
        Optional<String> arn = policy.flatMap(p -> Json.text(p, "deadLetterTargetArn"));
        int receives = policy.flatMap(p -> Json.text(p, "maxReceiveCount"))
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .orElse(0);
        return receives < 1 || receives > MAX_RECEIVES ? Optional.empty() : arn.map(a -> new Redrive(a, receives));
    }

    static Redrive checkRedrive(String document) throws AwsError {
        return redrive(document)
                .orElseThrow(() -> invalid(
                        "RedrivePolicy",
                        document,
                        "It needs deadLetterTargetArn and a maxReceiveCount between 1 and " + MAX_RECEIVES + "."));
    }
}
