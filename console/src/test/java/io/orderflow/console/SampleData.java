package io.orderflow.console;

import io.orderflow.infra.doctor.Finding;
import io.orderflow.infra.doctor.FindingCode;
import io.orderflow.infra.doctor.FindingText;
import io.orderflow.infra.doctor.Severity;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.evidence.ConsumerLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages and resources as they occur. */
public final class SampleData {
    public static final Instant NOW = Instant.parse("2026-11-22T14:06:20.250Z");

    private static final String ORDER_QUEUE = "arn:aws:sqs:us-east-1:000000000000:OrderQueue";

    private SampleData() {}

    public static DeadLetter letter(String id, Duration age, String body) {
        return new DeadLetter(id, body, 3, NOW.minus(age), List.of(), Map.of(DeadLetter.SOURCE, ORDER_QUEUE));
    }

    public static String order(String orderId, String quantity) {
        return """
                {"orderId":"%s","userId":"U134","itemName":"Desk lamp","quantity":%s,"status":"new",\
                "timestamp":"2026-11-22T13:51:02.000Z"}"""
                .formatted(orderId, quantity);
    }

    public static String envelope(String message) {
        return """
                {"Type":"Notification","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",\
                "TopicArn":"arn:aws:sns:us-east-1:000000000000:OrderTopic","Message":"%s",\
                "Timestamp":"2026-11-22T13:51:02.000Z"}"""
                .formatted(message.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    public static List<DeadLetter> letters() {
        return List.of(
                new DeadLetter(
                        "5f2c1b7e-0a1d-4f6e-9d52-7c1de00b91ab",
                        envelope(order("ORD-55212", "1.5")),
                        3,
                        NOW.minus(Duration.ofMinutes(30)),
                        List.of(
                                new MessageAttribute("source", "String", "import"),
                                new MessageAttribute("run", "Number", "42")),
                        Map.of(DeadLetter.SOURCE, ORDER_QUEUE, DeadLetter.GROUP, "U134")),
                letter("0d7c2a90-1", Duration.ofMinutes(12), envelope(order("ORD-55210", "0"))),
                letter("0d7c2a90-2", Duration.ofMinutes(21), order("ORD-55211", "\"three\"")),
                letter("0d7c2a90-3", Duration.ofHours(26), envelope(order("ORD-55213", "2"))),
                letter("0d7c2a90-4", Duration.ofDays(3), "not json at all\t\u0007 <b>bold</b> \u202Eevil\nsecond line"),
                letter(
                        "0d7c2a90-5",
                        Duration.ofSeconds(48),
                        "{\"orderId\":\"ORD-55216\",\"quantity\":0,\"status\":\"lost\"}"));
    }

    /** One of another queue's consumer, one that died again and again, and one that is lost soon. */
    public static List<DeadLetter> markedLetters() {
        return List.of(
                new DeadLetter(
                        "foreign",
                        order("ORD-55301", "1"),
                        3,
                        NOW.minus(Duration.ofMinutes(9)),
                        List.of(),
                        Map.of(DeadLetter.SOURCE, "arn:aws:sqs:us-east-1:000000000000:RefundQueue")),
                letter("looped", Duration.ofMinutes(14), order("ORD-55302", "1")),
                letter("soon", Duration.ofDays(13).plusHours(21), order("ORD-55303", "1")));
    }

    /** A line of the function about a message that failed. */
    public static ConsumerLine failure(String messageId) {
        return new ConsumerLine(
                NOW.minusSeconds(30),
                "FAILED",
                messageId,
                null,
                null,
                null,
                null,
                3,
                null,
                "Throttled",
                null,
                List.of());
    }

    public static List<Change> resources() {
        return List.of(
                of(ResourceKind.TABLE, "Orders", ResourceState.IN_STEP),
                of(ResourceKind.QUEUE, "OrderDLQ", ResourceState.IN_STEP),
                of(ResourceKind.QUEUE, "OrderUndelivered", ResourceState.IN_STEP),
                new Change(
                        new ResourceId(ResourceKind.QUEUE, "OrderQueue"),
                        ResourceState.DRIFTED,
                        List.of(
                                new PropertyDiff("VisibilityTimeout", "30", "60"),
                                new PropertyDiff("RedrivePolicy.maxReceiveCount", "9", "3"),
                                new PropertyDiff("Policy", null, "Allow-SNS-SendMessage")),
                        List.of(),
                        ""),
                of(ResourceKind.TOPIC, "OrderTopic", ResourceState.IN_STEP),
                of(ResourceKind.SUBSCRIPTION, "OrderTopic → OrderQueue", ResourceState.IN_STEP),
                of(ResourceKind.ROLE, "OrderConsumerRole", ResourceState.MISSING),
                of(ResourceKind.LOG_GROUP, "/aws/lambda/OrderConsumer", ResourceState.IN_STEP),
                of(ResourceKind.FUNCTION, "OrderConsumer", ResourceState.MISSING),
                new Change(
                        new ResourceId(ResourceKind.MAPPING, "OrderQueue → OrderConsumer"),
                        ResourceState.UNREADABLE,
                        List.of(),
                        List.of(),
                        "no permission for lambda:ListEventSourceMappings"));
    }

    public static List<Finding> findings() {
        return List.of(
                new Finding(
                        Severity.ERROR,
                        FindingCode.MAPPING_DISABLED,
                        new ResourceId(ResourceKind.MAPPING, "OrderQueue → OrderConsumer"),
                        FindingText.MAPPING_DISABLED),
                new Finding(
                        Severity.WARNING,
                        FindingCode.POINT_IN_TIME_RECOVERY,
                        new ResourceId(ResourceKind.TABLE, "Orders"),
                        FindingText.POINT_IN_TIME_RECOVERY),
                new Finding(
                        Severity.INFO,
                        FindingCode.RECEIVE_COUNT,
                        new ResourceId(ResourceKind.QUEUE, "OrderQueue"),
                        FindingText.RECEIVE_COUNT,
                        3,
                        5));
    }

    private static Change of(ResourceKind kind, String name, ResourceState state) {
        return new Change(new ResourceId(kind, name), state, List.of(), List.of(), "");
    }
}
