package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.http.Xml;
import java.util.List;
import java.util.Map;

/** SQS's older query protocol, used by clients of before 2023, in terms of the JSON one's shapes. */
final class QueryShapes {

    private static final List<String> SCALARS = List.of(("QueueName QueueUrl QueueNamePrefix MessageBody DelaySeconds"
                    + " MaxNumberOfMessages WaitTimeSeconds VisibilityTimeout ReceiptHandle SourceArn DestinationArn"
                    + " MaxNumberOfMessagesPerSecond TaskHandle MaxResults NextToken QueueOwnerAWSAccountId"
                    + " MessageDeduplicationId MessageGroupId Id")
            .split(" "));
    /** Member of the answer → element, for lists that the query protocol flattens. */
    private static final Map<String, String> LISTS =
            Map.of("QueueUrls", "QueueUrl", "queueUrls", "QueueUrl", "Results", "Result", "Messages", "Message");

    private QueryShapes() {}

    static ObjectNode input(String operation, QueryParams params) {
        ObjectNode in = entry(params);
        for (String name : List.of("AttributeName", "MessageAttributeName", "MessageSystemAttributeName", "TagKey")) {
            params.strings(name).forEach(in.putArray(name + "s")::add);
        }
        params.map("Attribute", "Name", "Value").forEach(in.putObject("Attributes")::put);
        String tags = operation.equals("CreateQueue") ? "tags" : "Tags";
        params.map("Tag", "Key", "Value").forEach(in.putObject(tags)::put);
        List<QueryParams> entries = params.list(operation + "RequestEntry");
        if (!entries.isEmpty()) {
            ArrayNode list = in.putArray("Entries");
            entries.forEach(entry -> list.add(entry(entry)));
        }
        return in;
    }

    private static ObjectNode entry(QueryParams params) {
        ObjectNode in = Json.object();
        SCALARS.forEach(name -> params.get(name).ifPresent(value -> in.put(name, value)));
        attributes(in, params, "MessageAttribute");
        attributes(in, params, "MessageSystemAttribute");
        return in;
    }

    private static void attributes(ObjectNode in, QueryParams params, String kind) {
        for (QueryParams attribute : params.list(kind)) {
            ObjectNode value = in.withObject("/" + kind + "s")
                    .putObject(attribute.get("Name").orElse(""));
            for (String name : List.of("DataType", "StringValue", "BinaryValue")) {
                attribute.get("Value." + name).ifPresent(text -> value.put(name, text));
            }
            for (String list : List.of("StringListValue", "BinaryListValue")) {
                attribute.strings("Value." + list).forEach(text -> value.withArray(list + "s")
                        .add(text));
            }
        }
    }

    /** Writes an answer, or a part of one, in the older protocol's shape. */
    static Xml write(Xml xml, String operation, JsonNode node) {
        node.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            switch (name) {
                case "Attributes" -> pairs(xml, "Attribute", "Name", value);
                case "Tags" -> pairs(xml, "Tag", "Key", value);
                case "MessageAttributes" -> messageAttributes(xml, value);
                case "Successful" -> elements(xml, operation + "ResultEntry", operation, value);
                case "Failed" -> elements(xml, "BatchResultErrorEntry", operation, value);
                default -> {
                    if (value.isArray()) {
                        elements(xml, LISTS.getOrDefault(name, name), operation, value);
                    } else {
                        xml.leaf(name, value.asText());
                    }
                }
            }
        });
        return xml;
    }

    private static void elements(Xml xml, String element, String operation, JsonNode list) {
        list.forEach(item -> {
            if (item.isObject()) {
                write(xml.open(element), operation, item).close(element);
            } else {
                xml.leaf(element, item.asText());
            }
        });
    }

    private static void pairs(Xml xml, String element, String key, JsonNode map) {
        map.properties().forEach(field -> xml.open(element)
                .leaf(key, field.getKey())
                .leaf("Value", field.getValue().asText())
                .close(element));
    }

    private static void messageAttributes(Xml xml, JsonNode map) {
        map.properties().forEach(field -> {
            xml.open("MessageAttribute").leaf("Name", field.getKey()).open("Value");
            field.getValue()
                    .properties()
                    .forEach(part -> xml.leaf(part.getKey(), part.getValue().asText()));
            xml.close("Value").close("MessageAttribute");
        });
    }
}
