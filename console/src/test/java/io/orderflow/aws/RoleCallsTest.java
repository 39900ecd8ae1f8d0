package io.orderflow.aws;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.CallerIdentity;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.policy.RoleCalls;
import io.orderflow.infra.policy.RoleCalls.Comparison;
import io.orderflow.infra.stack.PolicyRole;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.DirectExecutor;
import io.orderflow.operations.deadletter.DeployedCode;
import io.orderflow.operations.deadletter.LetterMoves;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.ReceivedLetter;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.OrderPlan;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderSearch;
import io.orderflow.operations.orders.OrderTable;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Support's and the operator's policies allow the calls that their work in the window makes, and no other. */
class RoleCallsTest {
    @RegisterExtension
    static final EmbeddedStack AWS = new EmbeddedStack();

    private final Clock clock = Clock.systemUTC();
    private final Set<String> calls = new ConcurrentSkipListSet<>();

    @Test
    void supportPlacesOrdersAndLooksThemUp() throws Exception {
        Bootstrapper stack = AWS.newStack();
        ResourceNames names = stack.spec().names();
        try (AwsClients clients = recorded()) {
            assertThat(CallerIdentity.of(clients).account()).isEqualTo("000000000000");
            var order = new Order(
                    "ROLE-1", "U1", "Item", 1, OrderStatus.NEW, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            new SnsOrderPublisher(
                            clients.sns(),
                            stack.spec().topic().arn(),
                            clients.target(),
                            new OrderMessageCodec(new OrderValidator(clock)),
                            new GroupedPublishing(true, line -> {}))
                    .publish(order);
            assertThat(new SnsOrderPublisher(
                                    clients.sns(),
                                    stack.spec().topic().arn(),
                                    clients.target(),
                                    new OrderMessageCodec(new OrderValidator(clock)),
                                    new GroupedPublishing(true, line -> {}))
                            .publish(List.of(order)))
                    .hasSize(1);
            var lookup = new DynamoDbOrderLookup(clients.dynamoDb(), names.table(), clients.target());
            await().atMost(60, SECONDS)
                    .until(() -> !lookup.find(List.of("ROLE-1")).isEmpty());
            assertThat(path(clients, stack).read()).isEmpty();
            var table = new DynamoDbOrderTable(
                    clients.dynamoDb(), names.table(), stack.spec().options().shards(), clients.target());
            for (String line : List.of("", "user:U1", "id:ROLE-1")) {
                assertThat(found(table, line, false)).as(line).isNotEmpty();
            }
            assertThat(found(table, "", true)).isNotEmpty();
            assertThat(table.item("ROLE-1")).isPresent();
            assertThat(table.size().items()).isPositive();
            var log = new LogsJourney(clients.logs(), clients.target(), names.logGroup(), clock);
            assertThat(log.of("ROLE-1", null).gaps()).isEmpty();
            depths(clients, names);
        }
        assertAllowed(PolicyRole.SUPPORT);
    }

    @Test
    void theOperatorLooksIntoTheDeadLettersAndMovesThemBack() throws Exception {
        Bootstrapper stack = AWS.newStack();
        ResourceNames names = stack.spec().names();
        for (int n = 0; n < 4; n++) {
            put(names.deadLetterQueue());
        }
        put(names.undelivered());
        try (AwsClients clients = recorded()) {
            assertThat(CallerIdentity.of(clients).account()).isEqualTo("000000000000");
            depths(clients, names);
            LetterMoves moves =
                    new SqsLetterMoves(clients.sqs(), clients.target(), names.deadLetterQueue(), names.queue());
            String handle = moves.start(null).handle();
            // It may have ended by then, which SQS refuses: the call is what counts here.
            Throwable unused = catchThrowable(() -> moves.cancel(handle));
            await().atMost(60, SECONDS)
                    .until(() -> !moves.newest().orElseThrow().state().active());
            new DynamoDbOrderLookup(clients.dynamoDb(), names.table(), clients.target()).find(List.of("ROLE-1"));
            understands(clients, stack);
            sendsAndDeletes(clients, stack);
            marks(clients, names.deadLetterQueue());
        }
        assertAllowed(PolicyRole.OPERATOR);
    }

    private static AwsOrderPath path(AwsClients clients, Bootstrapper stack) {
        String queue = stack.spec().queue().arn();
        return new AwsOrderPath(
                clients.sns(),
                clients.target(),
                stack.spec().topic().arn(),
                queue,
                new LambdaQueueConsumer(
                        clients.lambda(),
                        clients.target(),
                        queue,
                        stack.spec().function().arn()));
    }

    @Test
    void whatIsInTheWayOfOrdersIsToldBeforeTheyArePlaced() throws Exception {
        Bootstrapper stack = AWS.newStack();
        var lambda = AWS.clients().lambda();
        String mapping = lambda.listEventSourceMappings(
                        request -> request.eventSourceArn(stack.spec().queue().arn()))
                .eventSourceMappings()
                .get(0)
                .uuid();
        var unused =
                lambda.updateEventSourceMapping(request -> request.uuid(mapping).enabled(false));
        AwsOrderPath path = path(AWS.clients(), stack);
        assertThat(path.read()).containsExactly(Trouble.PAUSED);

        String topic = stack.spec().topic().arn();
        AWS.clients()
                .sns()
                .listSubscriptionsByTopic(request -> request.topicArn(topic))
                .subscriptions()
                .forEach(each -> {
                    var unusedToo =
                            AWS.clients().sns().unsubscribe(request -> request.subscriptionArn(each.subscriptionArn()));
                });
        assertThat(path.read()).containsExactly(Trouble.NOT_SUBSCRIBED, Trouble.PAUSED);
    }

    private void understands(AwsClients clients, Bootstrapper stack) throws Exception {
        ResourceNames names = stack.spec().names();
        new LogsFunctionLog(clients.logs(), clients.target(), names.logGroup())
                .read(clock.instant().minusSeconds(60), clock.instant(), true, null);
        new DynamoDbOrderRows(clients.dynamoDb(), names.table(), clients.target()).read(List.of("ROLE-1"));
        DeployedCode.State code = new LambdaDeployedCode(
                        clients.lambda(),
                        clients.target(),
                        stack.spec().queue().arn(),
                        stack.spec().function().arn(),
                        stack.spec().code().sha256Base64())
                .read();
        assertThat(code.matches()).isTrue();
    }

    private static void sendsAndDeletes(AwsClients clients, Bootstrapper stack) throws Exception {
        ResourceNames names = stack.spec().names();
        var letter = new OutgoingLetter("1", "not an order", List.of(), null, null);
        new SnsLetterTarget(
                        clients.sns(), clients.target(), stack.spec().topic().arn())
                .send(List.of(letter));
        for (String queue : List.of(names.queue(), names.deadLetterQueue(), names.undelivered())) {
            new SqsLetterTarget(clients, queue).send(List.of(letter));
        }
        var queue = new SqsLetterQueue(clients.sqs(), clients.target(), names.undelivered());
        assertThat(queue.facts().arn()).endsWith(names.undelivered());
        List<String> handles = queue.receive(10, Duration.ofSeconds(60), Duration.ofSeconds(1)).stream()
                .map(ReceivedLetter::handle)
                .toList();
        assertThat(queue.hide(handles, Duration.ofSeconds(60))).isEmpty();
        assertThat(queue.delete(handles)).isEmpty();
    }

    /** The advisory mark of a redrive. */
    private static void marks(AwsClients clients, String queue) throws Exception {
        var mark = new SqsQueueMark(clients.sqs(), clients.target());
        var ours = new QueueMark.Mark("ops@desk", Instant.parse("2026-11-22T14:06:20Z"));
        mark.write(queue, ours);
        assertThat(mark.read(queue)).contains(ours);
        mark.remove(queue);
        assertThat(mark.read(queue)).isEmpty();
    }

    private static void put(String queue) {
        String url = url(AWS.clients(), queue);
        AWS.clients().sqs().sendMessage(request -> request.queueUrl(url).messageBody("not an order"));
    }

    private static String url(AwsClients clients, String queue) {
        return clients.sqs().getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    private static List<OrderRow> found(OrderTable table, String line, boolean scan) throws Exception {
        Filter filter = OrderRow.KEYS.parse(line, ZoneOffset.UTC);
        Instant now = Instant.now();
        OrderPlan plan = OrderPlan.of(filter, now, scan);
        var search = new OrderSearch(table, plan, filter, now, new DirectExecutor());
        return search.look(10, 1_000, new OrderSearch.Watcher() {}).rows();
    }

    private static void depths(AwsClients clients, ResourceNames names) throws Exception {
        var unused = new SqsQueueDepths(
                        clients.sqs(), clients.target(), Map.of(WatchedQueue.ORDER_QUEUE, names.queue()))
                .read(WatchedQueue.ORDER_QUEUE);
    }

    private void assertAllowed(PolicyRole role) {
        Comparison comparison = RoleCalls.compare(role, calls);
        assertThat(comparison.missing()).as("made, but not allowed").isEmpty();
        assertThat(comparison.unneeded()).as("allowed, but not made").isEmpty();
    }

    private AwsClients recorded() {
        return SdkAwsClients.open(AWS.clients().target(), List.of(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                calls.add(attributes
                                .getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                                .toLowerCase(Locale.ROOT)
                                .replace("cloudwatchlogs", "logs") // as IAM calls it
                        + ":" + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
            }
        }));
    }
}
