package io.orderflow.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.store.OrdersTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The desired state of the whole stack, resource by resource. Pure: the same input gives the same state.
 *
 * @param identity the account and region that it is for
 */
public record StackSpec(Identity identity, ResourceNames names, StackOptions options, FunctionCode code) {
    /** Fixed by the specification. AWS advises 5 or more, as throttled invocations burn receives. */
    public static final int MAX_RECEIVE_COUNT = 3;

    /** The function's environment variable with the table's name. */
    public static final String ORDERS_TABLE = "ORDERS_TABLE";

    /** The function's environment variable with the number of shards. */
    public static final String ORDERS_SHARDS = "ORDERS_SHARDS";

    private static final Duration QUEUE_RETENTION = Duration.ofDays(4);
    /** A move to a DLQ keeps the original enqueue time, so the DLQ must keep messages longer than the source. */
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);

    /**
     * What SNS may send, and every server accepts; newer queues take four times as much.
     *
     * @see <a href="https://docs.aws.amazon.com/general/latest/gr/sns.html">Amazon SNS quotas</a>
     */
    private static final int MESSAGE_SIZE = 262_144;

    private static final Duration BROWSE_VISIBILITY = Duration.ofSeconds(30);
    private static final String HANDLER = "io.orderflow.lambda.OrderConsumer::handleRequest";
    private static final String RUNTIME = "java21";
    private static final int BATCH_SIZE = 10;

    /** The alias that the mapping leads to. */
    public static final String ALIAS = "live";

    /** Forms the ARNs of this account and region. */
    public Arns arns() {
        return Arns.of(identity);
    }

    private String queueArn() {
        return arns().queue(names.queue());
    }

    private String deadLetterArn() {
        return arns().queue(names.deadLetterQueue());
    }

    public TopicSpec topic() {
        return new TopicSpec(names.topic(), arns().topic(names.topic()));
    }

    public QueueSpec queue() {
        Map<QueueAttributeName, JsonNode> documents = new LinkedHashMap<>();
        documents.put(QueueAttributeName.REDRIVE_POLICY, Policies.redrive(deadLetterArn(), MAX_RECEIVE_COUNT));
        documents.put(QueueAttributeName.POLICY, Policies.sendFromTopic(queueArn(), topic().arn(), options.tlsOnly()));
        return new QueueSpec(
                names.queue(), queueArn(), queueValues(options.visibilityTimeout(), QUEUE_RETENTION), documents, false);
    }

    /** No redrive policy of its own: looking into it would move messages on. */
    public QueueSpec deadLetterQueue() {
        Map<QueueAttributeName, JsonNode> documents = new LinkedHashMap<>();
        documents.put(QueueAttributeName.REDRIVE_POLICY, JsonTrees.parse(null));
        if (options.has(ExpertDefault.REDRIVE_ALLOW)) {
            documents.put(QueueAttributeName.REDRIVE_ALLOW_POLICY, Policies.redriveAllow(List.of(queueArn())));
        }
        documents.put(QueueAttributeName.POLICY, Policies.ownAccountOnly(deadLetterArn(), options.tlsOnly()));
        return new QueueSpec(
                names.deadLetterQueue(),
                deadLetterArn(),
                queueValues(BROWSE_VISIBILITY, DEAD_LETTER_RETENTION),
                documents,
                true);
    }

    /** Where SNS puts orders that it cannot deliver: it never retries client errors; empty where that is switched off. */
    public Optional<QueueSpec> undelivered() {
        if (!options.has(ExpertDefault.UNDELIVERED)) {
            return Optional.empty();
        }
        String arn = arns().queue(names.undelivered());
        Map<QueueAttributeName, JsonNode> documents = new LinkedHashMap<>();
        documents.put(QueueAttributeName.REDRIVE_POLICY, JsonTrees.parse(null));
        documents.put(QueueAttributeName.POLICY, Policies.sendFromTopic(arn, topic().arn(), options.tlsOnly()));
        return Optional.of(new QueueSpec(
                names.undelivered(), arn, queueValues(BROWSE_VISIBILITY, DEAD_LETTER_RETENTION), documents, false));
    }

    private Map<QueueAttributeName, String> queueValues(Duration visibility, Duration retention) {
        Map<QueueAttributeName, String> values = new LinkedHashMap<>();
        values.put(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibility.toSeconds()));
        if (options.has(ExpertDefault.RETENTION)) {
            values.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(retention.toSeconds()));
        }
        if (options.has(ExpertDefault.LONG_POLLING)) {
            values.put(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "20");
        }
        values.put(QueueAttributeName.DELAY_SECONDS, "0");
        values.put(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, Integer.toString(MESSAGE_SIZE));
        if (options.has(ExpertDefault.QUEUE_ENCRYPTION)) {
            values.put(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true");
        }
        return values;
    }

    public SubscriptionSpec subscription() {
        return new SubscriptionSpec(
                names.topic() + " → " + names.queue(),
                topic().arn(),
                queueArn(),
                options.has(ExpertDefault.UNDELIVERED) ? Policies.redrive(arns().queue(names.undelivered())) : null);
    }

    public TableSpec table() {
        return new TableSpec(
                names.table(),
                arns().table(names.table()),
                OrdersTable.ORDER_ID,
                options.has(ExpertDefault.INDEXES) ? indexes() : List.of(),
                options.has(ExpertDefault.ON_DEMAND),
                options.has(ExpertDefault.POINT_IN_TIME_RECOVERY),
                options.has(ExpertDefault.DELETION_PROTECTION),
                options.shards());
    }

    private static List<IndexSpec> indexes() {
        return List.of(
                new IndexSpec(OrdersTable.RECENT_ORDERS, OrdersTable.DAY_SHARD, OrdersTable.PROCESSED_AT),
                new IndexSpec(OrdersTable.ORDERS_BY_USER, OrdersTable.USER_ID, OrdersTable.TIMESTAMP));
    }

    /** The role to create; empty where the user brings one. */
    public Optional<RoleSpec> role() {
        if (options.roleArn() != null) {
            return Optional.empty();
        }
        return Optional.of(new RoleSpec(
                names.role(),
                arns().role(names.role()),
                Policies.lambdaTrust(),
                "OrderConsumer",
                Policies.consumer(
                        queueArn(), arns().table(names.table()), logGroup().arn())));
    }

    public LogGroupSpec logGroup() {
        return new LogGroupSpec(
                names.logGroup(),
                arns().logGroup(names.logGroup()),
                options.has(ExpertDefault.LOG_RETENTION) ? options.logRetentionDays() : null);
    }

    public FunctionSpec function() {
        String given = options.roleArn();
        return new FunctionSpec(
                names.function(),
                arns().function(names.function()),
                given != null ? given : arns().role(names.role()),
                RUNTIME,
                HANDLER,
                options.functionTimeout(),
                options.memoryMb(),
                options.architecture(),
                names.logGroup(),
                options.has(ExpertDefault.JSON_LOGGING),
                options.snapStart(),
                Map.of(ORDERS_TABLE, names.table(), ORDERS_SHARDS, Integer.toString(options.shards())),
                code);
    }

    /** The alias that the mapping leads to; empty where it leads to the function itself. */
    public Optional<AliasSpec> alias() {
        return options.has(ExpertDefault.ALIAS)
                ? Optional.of(new AliasSpec(ALIAS, arns().alias(names.function(), ALIAS), function()))
                : Optional.empty();
    }

    public MappingSpec mapping() {
        return new MappingSpec(
                names.queue() + " → " + names.function(),
                queueArn(),
                names.function(),
                arns().function(names.function()),
                alias().map(AliasSpec::arn).orElseGet(() -> arns().function(names.function())),
                BATCH_SIZE,
                options.has(ExpertDefault.MAXIMUM_CONCURRENCY),
                options.maximumConcurrency());
    }
}
