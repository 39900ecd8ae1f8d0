package io.orderflow.naive;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the benchmarks compare with: the consumer as a first draft has it. A default client and a mapper for each call, one
 * message after the other, everything in the handler.
 */
public final class NaiveConsumer implements RequestHandler<SQSEvent, SQSBatchResponse> {
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<BatchItemFailure> failures = new ArrayList<>();
        try (DynamoDbClient dynamoDb = DynamoDbClient.create()) {
            ObjectMapper mapper = new ObjectMapper();
            for (SQSMessage message : event.getRecords()) {
                try {
                    store(dynamoDb, mapper, message.getBody());
                } catch (Exception failed) {
                    context.getLogger().log(message.getMessageId() + " failed: " + failed);
                    failures.add(new BatchItemFailure(message.getMessageId()));
                }
            }
        }
        return new SQSBatchResponse(failures);
    }

    private static void store(DynamoDbClient dynamoDb, ObjectMapper mapper, String body) throws Exception {
        JsonNode json = mapper.readTree(body);
        JsonNode order =
                json.has("Message") ? mapper.readTree(json.get("Message").asText()) : json;
        dynamoDb.putItem(put -> put.tableName(System.getenv("ORDERS_TABLE"))
                .item(Map.of(
                        "orderId", AttributeValue.fromS(order.get("orderId").asText()),
                        "userId", AttributeValue.fromS(order.get("userId").asText()),
                        "itemName", AttributeValue.fromS(order.get("itemName").asText()),
                        "quantity", AttributeValue.fromN(order.get("quantity").asText()),
                        "status", AttributeValue.fromS(order.get("status").asText()),
                        "timestamp", AttributeValue.fromS(order.get("timestamp").asText()))));
    }
}
