package io.orderflow.infra.apply.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.DestroyListener;
import io.orderflow.infra.data.TableFileException;
import io.orderflow.infra.data.TableImport;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.DestroyResult;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.RemovalAction;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.OrdersTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Takes the stack away: what is ours, in reverse, and the orders only after they are safe. */
class DestroyOnEmbeddedAwsIT {
    private static final FaultyCalls calls = new FaultyCalls();
    private static EmbeddedStack stack;

    @TempDir
    Path folder;

    private final String prefix = EmbeddedStack.freshPrefix();

    @BeforeAll
    static void setUp() throws Exception {
        stack = new EmbeddedStack(calls);
    }

    @AfterAll
    static void tearDown() throws Exception {
        stack.close();
    }

    @Test
    void aPreviewChangesNothingAndGoesInReverse() {
        stack.apply(prefix);
        send("OrderDLQ", "dead");
        calls.clear();

        DestroyPlan plan = stack.bootstrapper(prefix).destroyPlan(DestroyOptions.KEEP_DATA);

        assertThat(calls.made()).isNotEmpty().allMatch(FaultyCalls::isRead);
        assertThat(plan.removals())
                .extracting(it -> it.resource().kind())
                .containsExactly(
                        ResourceKind.MAPPING,
                        ResourceKind.ALIAS,
                        ResourceKind.FUNCTION,
                        ResourceKind.ROLE,
                        ResourceKind.LOG_GROUP,
                        ResourceKind.TABLE,
                        ResourceKind.SUBSCRIPTION,
                        ResourceKind.QUEUE,
                        ResourceKind.QUEUE,
                        ResourceKind.TOPIC,
                        ResourceKind.QUEUE);
        assertThat(of(plan, ResourceKind.TABLE)).extracting(Removal::action).isEqualTo(RemovalAction.KEEP);
        assertThat(plan.removals().get(10).contents()).isEqualTo("about 1 messages");
        assertThat(plan.count(RemovalAction.DELETE)).isEqualTo(10);
    }

    @Test
    void theOrdersStayUnlessTheirFileIsNamed() {
        stack.apply(prefix);

        stack.destroy(prefix, null);

        assertThat(stack.leftovers(prefix)).containsExactly(prefix + "Orders");
        assertThat(stack.bootstrapper(prefix)
                        .destroyPlan(DestroyOptions.KEEP_DATA)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void theOrdersAreExportedAndCanBeImportedAgain() throws IOException {
        stack.apply(prefix);
        put(order("O1", "Laptop"));
        put(order("O2", "Büro\u2028stuhl"));
        Map<String, AttributeValue> sent = new HashMap<>(order("O3", "Desk"));
        sent.put("sentAt", AttributeValue.fromS("2025-05-03T12:00:00.950Z"));
        put(sent);
        Map<String, AttributeValue> foreign = new HashMap<>(Map.of(
                "orderId", AttributeValue.fromS("not ours"),
                "blob", AttributeValue.fromB(SdkBytes.fromUtf8String("bytes")),
                "tags", AttributeValue.fromSs(List.of("a", "b")),
                "nested",
                        AttributeValue.fromM(Map.of(
                                "list",
                                AttributeValue.fromL(List.of(
                                        AttributeValue.fromBool(true),
                                        AttributeValue.fromNul(true),
                                        AttributeValue.fromN("1.50")))))));
        put(foreign);
        Map<String, Map<String, AttributeValue>> before = rows();
        Path file = folder.resolve("orders.ndjson");

        stack.destroy(prefix, file);

        assertThat(stack.leftovers(prefix)).isEmpty();
        assertThat(Files.readAllLines(file))
                .hasSize(4)
                .filteredOn(it -> it.contains("O1"))
                .singleElement()
                .satisfies(line -> assertThat(new OrderMessageCodec(new OrderValidator(stack.time()))
                                .decode(line)
                                .itemName())
                        .isEqualTo("Laptop"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        stack.apply(prefix);
        assertThat(importer().readFrom(file)).isEqualTo(new TableImport.Result(4, 0));
        assertThat(rows()).isEqualTo(before);
        assertThat(importer().readFrom(file)).isEqualTo(new TableImport.Result(0, 4));
    }

    @Test
    void aFileOfPlainOrdersIsImportedAndAWrongLineImportsNothing() throws IOException {
        stack.apply(prefix);
        String order = "{\"orderId\":\"O7\",\"userId\":\"U1\",\"itemName\":\"Desk\",\"quantity\":1,\"status\":\"new\","
                + "\"timestamp\":\"2025-05-03T12:00:00Z\"}";
        Path wrong = Files.writeString(folder.resolve("wrong.ndjson"), order + "\n{\"orderId\":\"O8\"}\n");
        assertThatThrownBy(() -> importer().readFrom(wrong))
                .isInstanceOf(TableFileException.class)
                .hasMessageContaining("Line 2 of")
                .hasMessageContaining("nothing was imported");
        assertThat(rows()).isEmpty();

        Path right = Files.writeString(folder.resolve("right.ndjson"), "\uFEFF" + order + "\n\n");
        assertThat(importer().readFrom(right).stored()).isEqualTo(1);
        assertThat(rows().get("O7")).containsKeys("processedAt", "dayShard", "eventHash");
    }

    @Test
    void aFileThatIsThereIsNeverOverwrittenAndNothingIsDeletedBefore() throws IOException {
        stack.apply(prefix);
        Path file = Files.writeString(folder.resolve("orders.ndjson"), "precious");

        assertThatThrownBy(() -> stack.destroy(prefix, file))
                .isInstanceOf(TableFileException.class)
                .hasMessageContaining("is there already");
        assertThat(stack.leftovers(prefix)).contains(prefix + "OrderConsumer", prefix + "Orders");
        assertThat(file).hasContent("precious");
    }

    @Test
    void whatWasAdoptedStaysUnlessAskedForAndWhatIsNotOursAlways() {
        stack.plain().sqs().createQueue(it -> it.queueName(prefix + "OrderQueue"));
        stack.plain().sns().createTopic(it -> it.name(prefix + "OrderTopic"));
        stack.apply(prefix);
        String url = url("OrderDLQ");
        stack.plain().sqs().untagQueue(it -> it.queueUrl(url).tagKeys("managed-by", "orderflow:origin"));

        stack.destroy(prefix, null);

        assertThat(stack.leftovers(prefix))
                .containsExactlyInAnyOrder(
                        prefix + "OrderQueue",
                        prefix + "OrderTopic",
                        prefix + "subscription", // goes with its topic and queue
                        prefix + "OrderDLQ",
                        prefix + "Orders");

        Bootstrapper bootstrapper = stack.bootstrapper(prefix);
        bootstrapper.destroy(
                bootstrapper.destroyPlan(new DestroyOptions(true, folder.resolve("orders.ndjson"))),
                DestroyListener.NONE);
        assertThat(stack.leftovers(prefix)).containsExactly(prefix + "OrderDLQ");
    }

    @Test
    void whatLosesItsTagBetweenPreviewAndDestroyStays() {
        stack.apply(prefix);
        Bootstrapper bootstrapper = stack.bootstrapper(prefix);
        DestroyPlan plan = bootstrapper.destroyPlan(DestroyOptions.KEEP_DATA);
        String url = url("OrderQueue");
        stack.plain().sqs().untagQueue(it -> it.queueUrl(url).tagKeys("managed-by", "orderflow:origin"));

        List<DestroyResult> results = bootstrapper.destroy(plan, DestroyListener.NONE);

        assertThat(results).filteredOn(it -> !it.deleted()).singleElement().satisfies(it -> assertThat(it.detail())
                .isEqualTo("kept: has no tag of ours"));
        assertThat(stack.leftovers(prefix)).contains(prefix + "OrderQueue");
    }

    private static Removal of(DestroyPlan plan, ResourceKind kind) {
        return plan.removals().stream()
                .filter(it -> it.resource().kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private String url(String queue) {
        return stack.plain()
                .sqs()
                .getQueueUrl(it -> it.queueName(prefix + queue))
                .queueUrl();
    }

    private void send(String queue, String body) {
        String url = url(queue);
        stack.plain().sqs().sendMessage(it -> it.queueUrl(url).messageBody(body));
        assertThat(stack.plain()
                        .sqs()
                        .getQueueAttributes(it ->
                                it.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                        .attributes())
                .containsValue("1");
    }

    private Map<String, AttributeValue> order(String id, String item) {
        try {
            return OrdersTable.toItem(
                    new OrderMessageCodec(new OrderValidator(stack.time()))
                            .decode("{\"orderId\":\"" + id + "\",\"userId\":\"U1\",\"itemName\":\""
                                    + item.replace("\u2028", "") + "\",\"quantity\":2,\"status\":\"new\","
                                    + "\"timestamp\":\"2025-05-03T12:00:00Z\"}"),
                    Instant.parse("2025-05-03T12:00:01Z"),
                    4);
        } catch (io.orderflow.order.MalformedOrderException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(Map<String, AttributeValue> row) {
        stack.plain().dynamoDb().putItem(it -> it.tableName(prefix + "Orders").item(row));
    }

    private Map<String, Map<String, AttributeValue>> rows() {
        return stack.plain().dynamoDb().scan(it -> it.tableName(prefix + "Orders")).items().stream()
                .collect(Collectors.toMap(it -> it.get("orderId").s(), Function.identity()));
    }

    private TableImport importer() {
        StackSpec spec = stack.spec(prefix);
        return new TableImport(
                stack.plain().dynamoDb(), spec.table().name(), spec.options().shards(), stack.time());
    }
}
