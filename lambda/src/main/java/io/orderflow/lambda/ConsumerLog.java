package io.orderflow.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.orderflow.lambda.MessageResult.Outcome;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.OrderStoreException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the function's log: JSON, one object a line, ASCII only, with nothing of an order but its id and its event's hash.
 * Thread-safe if the sink is.
 *
 * <p>A message's line: {@code timestamp, level, requestId, outcome, orderId?, messageId, publishId? (SNS's), eventHash? (of a
 * valid order), sentAt? (when SQS took it), processedAt? (as the row
 * that was written has it), receiveCount?, ms, reason? (why unchanged), error? and explanation? (why failed),
 * faults? [{field, rule, message}]}.
 */
public final class ConsumerLog {
    static final String NAMESPACE = "Orderflow";
    private static final int LONGEST_ID = 128;
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Clock clock;
    private final Consumer<String> sink;

    /** @param sink takes one line at a time, without its line end */
    public ConsumerLog(Clock clock, Consumer<String> sink) {
        this.clock = clock;
        this.sink = sink;
    }

    void message(Invocation invocation, @Nullable SQSMessage message, BatchRun.Finished finished) {
        MessageResult result = finished.result();
        write(json -> {
            head(json, result.outcome().done() ? "INFO" : "WARN", invocation);
            json.writeStringField("outcome", result.outcome().name());
            optional(json, "orderId", result.keys().orderId());
            json.writeStringField("messageId", shortened(message == null ? null : message.getMessageId()));
            optional(json, "publishId", result.keys().publishId());
            optional(json, "eventHash", result.keys().eventHash());
            Instant sentAt = SqsAttributes.sentAt(message);
            optional(json, "sentAt", sentAt == null ? null : OrderTimestamp.format(sentAt));
            Instant processedAt = result.processedAt();
            optional(json, "processedAt", processedAt == null ? null : OrderTimestamp.format(processedAt));
            Integer count = SqsAttributes.receiveCount(message);
            if (count != null) {
                json.writeNumberField("receiveCount", count);
            }
            json.writeNumberField("ms", finished.ms());
            optional(json, result.outcome() == Outcome.FAILED ? "error" : "reason", result.detail());
            optional(json, "explanation", result.explanation());
            if (!result.faults().isEmpty()) {
                faults(json, result.faults());
            }
        });
    }

    /** Says once that no order at all can be stored, and what to do. */
    void tableFault(Invocation invocation, OrderStoreException fault) {
        write(json -> {
            head(json, "ERROR", invocation);
            json.writeStringField("error", fault.code());
            json.writeStringField("explanation", fault.getMessage());
        });
    }

    /** Says what happened around a checkpoint: {@code PRIMED} or {@code RESTORED}. */
    void snapshot(String what) {
        write(json -> {
            head(json, "INFO");
            json.writeStringField("snapshot", what);
        });
    }

    /** Says that a checkpoint is colder than it could be, and why. */
    void notPrimed(String code, String explanation) {
        write(json -> {
            head(json, "WARN");
            json.writeStringField("snapshot", "NOT_PRIMED");
            json.writeStringField("error", code);
            json.writeStringField("explanation", explanation);
        });
    }

    /**
     * The metrics of an invocation in the <a
     * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
     * metric format</a>.
     */
    void metrics(Invocation invocation, InvocationMetrics metrics) {
        OptionalLong p50 = metrics.latency(50);
        OptionalLong p99 = metrics.latency(99);
        write(json -> {
            json.writeObjectFieldStart("_aws");
            json.writeNumberField("Timestamp", clock.millis());
            json.writeArrayFieldStart("CloudWatchMetrics");
            json.writeStartObject();
            json.writeStringField("Namespace", NAMESPACE);
            json.writeArrayFieldStart("Dimensions");
            json.writeStartArray();
            json.writeString("FunctionName");
            json.writeEndArray();
            json.writeEndArray();
            json.writeArrayFieldStart("Metrics");
            for (Outcome outcome : Outcome.values()) {
                definition(json, metricName(outcome), "Count");
            }
            if (p50.isPresent()) {
                definition(json, "PublishToStoredP50", "Milliseconds");
                definition(json, "PublishToStoredP99", "Milliseconds");
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeStringField("FunctionName", invocation.functionName());
            json.writeStringField("requestId", invocation.requestId());
            for (Outcome outcome : Outcome.values()) {
                json.writeNumberField(metricName(outcome), metrics.of(outcome));
            }
            if (p50.isPresent()) {
                json.writeNumberField("PublishToStoredP50", p50.getAsLong());
                json.writeNumberField("PublishToStoredP99", p99.orElseThrow());
            }
        });
    }

    private void head(JsonGenerator json, String level, Invocation invocation) throws IOException {
        head(json, level);
        json.writeStringField("requestId", invocation.requestId());
    }

    private void head(JsonGenerator json, String level) throws IOException {
        json.writeStringField("timestamp", OrderTimestamp.format(clock.instant()));
        json.writeStringField("level", level);
    }

    private static void faults(JsonGenerator json, List<OrderFault> faults) throws IOException {
        json.writeArrayFieldStart("faults");
        for (OrderFault fault : faults) {
            json.writeStartObject();
            json.writeStringField("field", fault.field());
            json.writeStringField("rule", fault.rule().name());
            json.writeStringField("message", fault.messageWithoutValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void definition(JsonGenerator json, String name, String unit) throws IOException {
        json.writeStartObject();
        json.writeStringField("Name", name);
        json.writeStringField("Unit", unit);
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static String metricName(Outcome outcome) {
        return outcome.name().charAt(0) + outcome.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String shortened(@Nullable String id) {
        return id == null || id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
    }

    private void write(Fields fields) {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string writer failed", impossible);
        }
        sink.accept(line.toString());
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
