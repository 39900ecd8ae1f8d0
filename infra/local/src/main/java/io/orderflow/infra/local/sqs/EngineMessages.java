package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticmq.AfterMillisNextDelivery;
import org.elasticmq.DeduplicationId;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.ImmediateNextDelivery$;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageData;
import org.elasticmq.MessageId;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NewMessageData;
import org.elasticmq.NextDelivery;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.Received;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** Between ElasticMQ's Scala values and ours. The engine never looks into attributes, so all are texts to it. */
final class EngineMessages {

    private EngineMessages() {}

    /** The part of a message that never changes. */
    record Content(String body, Map<String, AttributeValue> attributes, long created, @Nullable String trace) {}

    /** The part that every receive changes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delivery(
            String queue,
            long nextDelivery,
            List<String> receipts,
            int receiveCount,
            @Nullable Long firstReceive,
            @Nullable String deadLetterSource) {

        Delivery withoutLastReceive() {
            int before = Math.max(0, receiveCount - 1);
            return new Delivery(
                    queue, nextDelivery, receipts, before, before == 0 ? null : firstReceive, deadLetterSource);
        }
    }

    static NewMessageData toEngine(OutgoingMessage message) {
        NextDelivery next = message.delay()
                .<NextDelivery>map(delay -> new AfterMillisNextDelivery(delay.toMillis()))
                .orElse(ImmediateNextDelivery$.MODULE$);
        return new NewMessageData(
                Option.<MessageId>empty(),
                new MessageContent(message.body()),
                attributes(message.attributes()),
                next,
                Option.<String>empty(),
                Option.<DeduplicationId>empty(),
                0,
                OptionConverters.toScala(message.traceHeader().map(TracingId::new)),
                Option.<String>empty(),
                Option.<String>empty());
    }

    static ReceivedMessage fromEngine(MessageData data) {
        return new ReceivedMessage(
                data.id().id(),
                OptionConverters.toJava(data.deliveryReceipt())
                        .map(DeliveryReceipt::receipt)
                        .orElse(""),
                data.content().value(),
                attributes(data.messageAttributes()),
                data.created().toInstant().toEpochMilli(),
                Optional.ofNullable(millis(data.statistics().approximateFirstReceive()))
                        .orElse(0L),
                data.statistics().approximateReceiveCount(),
                OptionConverters.toJava(data.deadLetterSourceQueueName()),
                OptionConverters.toJava(data.tracingId()).map(TracingId::id));
    }

    static Content content(InternalMessage message) {
        return new Content(
                message.content().value(),
                attributes(message.messageAttributes()),
                message.created().toInstant().toEpochMilli(),
                OptionConverters.toJava(message.tracingId()).map(TracingId::id).orElse(null));
    }

    static Delivery delivery(String queue, InternalMessage message) {
        return new Delivery(
                queue,
                message.nextDelivery(),
                new ArrayList<>(CollectionConverters.asJava(message.deliveryReceipts())),
                message.receiveCount(),
                millis(message.firstReceive()),
                OptionConverters.toJava(message.deadLetterSourceQueueName()).orElse(null));
    }

    static InternalMessage restore(String id, Content content, Delivery delivery) {
        Received first = delivery.firstReceive() == null
                ? NeverReceived$.MODULE$
                : new OnDateTimeReceived(at(delivery.firstReceive()));
        return new InternalMessage(
                id,
                CollectionConverters.asScala(new ArrayList<>(delivery.receipts())),
                delivery.nextDelivery(),
                new MessageContent(content.body()),
                attributes(content.attributes()),
                at(content.created()),
                0,
                first,
                delivery.receiveCount(),
                false,
                Option.<String>empty(),
                Option.<DeduplicationId>empty(),
                Option.apply(content.trace() == null ? null : new TracingId(content.trace())),
                Option.<String>empty(),
                Option.apply(delivery.deadLetterSource()));
    }

    private static OffsetDateTime at(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Long millis(Received received) {
        return received instanceof OnDateTimeReceived on ? on.when().toInstant().toEpochMilli() : null;
    }

    private static scala.collection.immutable.Map<String, MessageAttribute> attributes(
            Map<String, AttributeValue> attributes) {
        Map<String, MessageAttribute> texts = new HashMap<>();
        attributes.forEach((name, attribute) ->
                texts.put(name, new StringMessageAttribute(attribute.value(), Option.apply(attribute.dataType()))));
        return scala.collection.immutable.Map.from(CollectionConverters.asScala(texts));
    }

    private static Map<String, AttributeValue> attributes(
            scala.collection.immutable.Map<String, MessageAttribute> texts) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        CollectionConverters.asJava(texts).forEach((name, attribute) -> {
            if (attribute instanceof StringMessageAttribute text) {
                String type = OptionConverters.toJava(text.customType()).orElse("String");
                attributes.put(name, new AttributeValue(type, text.stringValue()));
            }
        });
        return attributes;
    }
}
