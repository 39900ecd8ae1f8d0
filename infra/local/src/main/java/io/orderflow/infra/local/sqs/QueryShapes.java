package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.http.Xml;
import java.util.List;
import java.util.Map;

/** SQS's older query protocol, spoken by clients of before 2023, in terms of the JSON one's shapes. */
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
        strings(in, "AttributeNames", params.strings("AttributeName"));
        strings(in, "MessageAttributeNames", params.strings("MessageAttributeName"));
        strings(in, "MessageSystemAttributeNames", params.strings("MessageSystemAttributeName"));
        strings(in, "TagKeys", params.strings("TagKey"));
        map(in, "Attributes", params.map("Attribute", "Name", "Value"));
        map(in, operation.equals("CreateQueue") ? "tags" : "Tags", params.map("Tag", "Key", "Value"));
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
        ObjectNode attributes = Json.object();
        for (QueryParams attribute : params.list("MessageAttribute")) {
            ObjectNode value = Json.object();
            for (String name : List.of("DataType", "StringValue", "BinaryValue")) {
                attribute.get("Value." + name).ifPresent(text -> value.put(name, text));
            }
            attribute.get("Name").ifPresent(name -> attributes.set(name, value));
        }
        if (!attributes.isEmpty()) {
            in.set("MessageAttributes", attributes);
        }
        for (QueryParams attribute : params.list("MessageSystemAttribute")) {
            ObjectNode system = in.withObject("/MessageSystemAttributes");
            ObjectNode value = system.putObject(attribute.get("Name").orElse(""));
            attribute.get("Value.DataType").ifPresent(text -> value.put("DataType", text));
            attribute.get("Value.StringValue").ifPresent(text -> value.put("StringValue", text));
        }
        return in;
    }

    private static void strings(ObjectNode in, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode list = in.putArray(name);
            values.forEach(list::add);
        }
    }

    private static void map(ObjectNode in, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode map = in.putObject(name);
            values.forEach(map::put);
        }
    }

    static Xml output(String operation, ObjectNode out) {
        Xml xml = new Xml();
        write(xml, operation, out);
        return xml;
    }

    private static void write(Xml xml, String operation, JsonNode node) {
        node.fields().forEachRemaining(field -> {
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
    }

    private static void elements(Xml xml, String element, String operation, JsonNode list) {
        list.forEach(item -> {
            if (item.isObject()) {
                xml.open(element);
                write(xml, operation, item);
                xml.close(element);
            } else {
                xml.leaf(element, item.asText());
            }
        });
    }

    private static void pairs(Xml xml, String element, String key, JsonNode map) {
        map.fields().forEachRemaining(field -> xml.open(element)
                .leaf(key, field.getKey())
                .leaf("Value", field.getValue().asText())
                .close(element));
    }

    private static void messageAttributes(Xml xml, JsonNode map) {
        map.fields().forEachRemaining(field -> {
            xml.open("MessageAttribute").leaf("Name", field.getKey()).open("Value");
            field.getValue()
                    .fields()
                    .forEachRemaining(
                            part -> xml.leaf(part.getKey(), part.getValue().asText()));
            xml.close("Value").close("MessageAttribute");
        });
    }
}
