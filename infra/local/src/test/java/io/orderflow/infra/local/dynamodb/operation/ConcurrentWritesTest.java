package io.orderflow.infra.local.dynamodb.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sixteen writers at once: no update is lost, and indexes agree with rows. */
@Timeout(60)
final class ConcurrentWritesTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = 400;
    private static final int ROWS = 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Engine engine = new Engine();

    @BeforeEach
    void create() throws AwsError {
        engine.create("a", true);
        engine.create("b", true);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        engine.close();
    }

    /** What fails in a thread fails the test. */
    private <T> List<T> together(Callable<T> work) throws Exception {
        List<Callable<T>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(work);
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : threads.invokeAll(all, 50, TimeUnit.SECONDS)) {
            results.add(future.get());
        }
        return results;
    }

    private static String key(String p, int c) {
        return "{'p':{'S':'" + p + "'},'c':{'N':'" + c + "'}}";
    }

    private static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    @Test
    void ofManyConditionalPutsOneWins() throws Exception {
        List<Integer> won = together(() -> {
            int wins = 0;
            for (int i = 0; i < ROUNDS; i++) {
                try {
                    engine.run(
                            "PutItem",
                            "{'TableName':'a','Item':" + key("p", i)
                                    + ",'ConditionExpression':'attribute_not_exists(p)'}");
                    wins++;
                } catch (AwsError e) {
                    assertThat(e.code()).isEqualTo("ConditionalCheckFailedException");
                }
            }
            return wins;
        });
        assertThat(won.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ROUNDS);
    }

    @Test
    void noIncrementIsLostAndIndexesAgreeWithRows() throws Exception {
        together(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                String request = "{'TableName':'a','Key':" + key("p" + random(3), random(ROWS))
                        + ",'UpdateExpression':'SET x = :x ADD y :one','ExpressionAttributeValues':{':x':{'S':'x"
                        + random(2) + "'},':one':{'N':'1'}}}";
                engine.run("UpdateItem", request);
                engine.run(
                        "Query",
                        "{'TableName':'a','IndexName':'g','KeyConditionExpression':'x ="
                                + " :x','ExpressionAttributeValues':{':x':{'S':'x1'}},'Limit':5}");
            }
            return null;
        });
        List<JsonNode> rows = scan("");
        assertThat(rows.stream().mapToInt(row -> row.get("y").get("N").asInt()).sum())
                .isEqualTo(THREADS * ROUNDS);
        assertThat(scan("g")).containsExactlyInAnyOrderElementsOf(rows);
        List<JsonNode> keys = rows.stream()
                .map(row -> (JsonNode) ((ObjectNode) row.deepCopy()).without("x"))
                .toList();
        assertThat(scan("l")).containsExactlyInAnyOrderElementsOf(keys);
    }

    private List<JsonNode> scan(String index) throws AwsError {
        ObjectNode scan = Json.object().put("TableName", "a");
        return engine.pages("Scan", index.isEmpty() ? scan : scan.put("IndexName", index), 1000);
    }

    /** Money moved between two tables, in both directions: a reader never sees that any is missing. */
    @Test
    void transactionsAreSeenWholeAndWaitForNobodyInACircle() throws Exception {
        for (String table : List.of("a", "b")) {
            for (int row = 0; row < 2; row++) {
                engine.run(
                        "UpdateItem",
                        "{'TableName':'" + table + "','Key':" + key("p", row)
                                + ",'UpdateExpression':'SET y = :y','ExpressionAttributeValues':{':y':{'N':'1000'}}}");
            }
        }
        together(() -> {
            for (int i = 0; i < ROUNDS / 4; i++) {
                boolean forth = random(2) == 0;
                int row = random(2);
                engine.run(
                        "TransactWriteItems",
                        "{'TransactItems':[" + move(forth ? "a" : "b", row, -1) + "," + move(forth ? "b" : "a", row, 1)
                                + "]}");
                assertThat(total()).isEqualTo(4000);
            }
            return null;
        });
        assertThat(total()).isEqualTo(4000);
    }

    private static String move(String table, int row, int amount) {
        return "{'Update':{'TableName':'" + table + "','Key':" + key("p", row)
                + ",'UpdateExpression':'ADD y :n','ExpressionAttributeValues':{':n':{'N':'" + amount + "'}}}}";
    }

    private int total() throws AwsError {
        List<String> gets = new ArrayList<>();
        for (String table : List.of("a", "b")) {
            for (int row = 0; row < 2; row++) {
                gets.add("{'Get':{'TableName':'" + table + "','Key':" + key("p", row) + "}}");
            }
        }
        int total = 0;
        for (JsonNode response : engine.run("TransactGetItems", "{'TransactItems':[" + String.join(",", gets) + "]}")
                .get("Responses")) {
            total += response.get("Item").get("y").get("N").asInt();
        }
        return total;
    }
}
