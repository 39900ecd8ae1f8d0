package io.orderflow.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.deadletter.LetterJson;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters on the embedded AWS, the deployed function behind them, by the packaged program's commands. */
class DeadLettersIT {
    private static final String RECIPE =
            "{\"v\":1,\"name\":\"numbers\",\"steps\":[{\"op\":\"convert\",\"field\":\"quantity\",\"to\":\"integer\"}]}";

    @TempDir
    Path home;

    private PackagedJar jar;
    private Process local;

    @BeforeEach
    void serve() throws Exception {
        jar = new PackagedJar(home);
        local = jar.start("local", "--json", "--data-dir", home.resolve("data").toString());
        try (BufferedReader out = PackagedJar.out(local)) {
            assertThat(out.readLine()).as("the export lines of `local`").isNotNull();
        }
        run(0, "setup", "apply", "--yes");
    }

    @AfterEach
    void end() throws InterruptedException {
        local.destroy();
        if (!local.waitFor(5, TimeUnit.SECONDS)) {
            local.destroyForcibly();
        }
    }

    private JsonNode run(int code, String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--json", "--data-dir", home.resolve("data").toString()));
        PackagedJar.Ended ended = jar.run(all.toArray(String[]::new));
        assertThat(ended.exitCode()).as(all + "\n" + ended.out() + ended.err()).isEqualTo(code);
        JsonNode json = new ObjectMapper().readTree(ended.out());
        assertThat(json.get("ok").asBoolean()).isEqualTo(code == 0);
        return json;
    }

    private String letters(String name, String... bodies) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String body : bodies) {
            lines.add(LetterJson.line(
                    SampleData.letter("m" + lines.size(), Duration.ZERO, body), "made up for this test"));
        }
        return Files.write(home.resolve(name), lines).toString();
    }

    private JsonNode byOrder(String queue) throws Exception {
        Map<String, String> found = new TreeMap<>();
        run(0, "dead-letters", "list", "--queue", queue)
                .get("letters")
                .forEach(letter -> found.put(
                        letter.get("orderId").asText(), letter.get("messageId").asText()));
        return new ObjectMapper().valueToTree(found);
    }

    @Test
    void lettersAreUnderstoodRepairedRedrivenProvenDeletedAndBroughtBack() throws Exception {
        run(
                0,
                "dead-letters",
                "import",
                letters(
                        "dead.jsonl",
                        SampleData.envelope(SampleData.order("TEXT1", "\"3\"")),
                        SampleData.order("TEXT2", "\"4\""),
                        SampleData.order("VALID", "5"),
                        SampleData.order("ZERO", "0")));
        JsonNode list = run(0, "dead-letters", "list", "--group");
        assertThat(list.get("seen").asInt()).isEqualTo(4);
        assertThat(list.get("groups").findValuesAsText("key"))
                .containsExactly("quantity:WRONG_TYPE", "quantity:RANGE", "unknown");

        JsonNode repaired = run(
                0,
                "dead-letters",
                "redrive",
                "--filter",
                "rule:wrong_type",
                "--recipe",
                Files.writeString(home.resolve("recipe.json"), RECIPE).toString(),
                "--letters",
                "--yes");
        assertThat(repaired.at("/outcomes/STORED").asInt()).isEqualTo(2);
        assertThat(repaired.get("letters").findValuesAsText("evidence"))
                .hasSize(2)
                .isSubsetOf("line", "row");
        assertThat(run(0, "orders", "list").get("orders").findValuesAsText("quantity"))
                .containsExactlyInAnyOrder("3", "4");

        JsonNode died = run(
                2, "dead-letters", "redrive", "--filter", "rule:range", "--include", "failing", "--letters", "--yes");
        assertThat(died.at("/outcomes/DIED_AGAIN").asInt()).isEqualTo(1);
        String again = died.at("/letters/0/newMessageId").asText();

        run(
                0,
                "dead-letters",
                "import",
                letters("undelivered.jsonl", SampleData.order("UNDELIVERED", "1")),
                "--to",
                "OrderUndelivered");
        JsonNode delivered = run(0, "dead-letters", "redrive", "--all", "--queue", "OrderUndelivered", "--yes");
        assertThat(delivered.at("/outcomes/STORED").asInt()).isEqualTo(1);
        assertThat(byOrder("OrderUndelivered")).isEmpty();

        JsonNode published =
                run(0, "dead-letters", "redrive", "--filter", "id:VALID", "--to", "topic", "--letters", "--yes");
        assertThat(published.at("/outcomes/STORED").asInt()).isEqualTo(1);

        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(byOrder("OrderDLQ").toString()).isEqualTo("{\"ZERO\":\"" + again + "\"}"));
        assertThat(run(0, "dead-letters", "show", again).get("receipts").findValuesAsText("receipt"))
                .containsExactly(died.get("receipt").asText());
        JsonNode deleted = run(0, "dead-letters", "delete", "--all", "--confirm", "OrderDLQ");
        assertThat(deleted.get("deleted").asInt()).isEqualTo(1);
        assertThat(byOrder("OrderDLQ")).isEmpty();
        run(0, "dead-letters", "import", deleted.get("backup").asText());
        assertThat(byOrder("OrderDLQ").fieldNames()).toIterable().containsExactly("ZERO");
        oneThatIsToldToEndEndsInOrder();
    }

    /** By SIGTERM, which Ctrl-C is like; a shell may have its children ignore that. */
    private void oneThatIsToldToEndEndsInOrder() throws Exception {
        String[] orders = IntStream.range(0, 5)
                .mapToObj(n -> SampleData.order("CUT" + n, "1"))
                .toArray(String[]::new);
        run(0, "dead-letters", "import", letters("cut.jsonl", orders));
        PackagedJar.Running redrive = jar.begin(
                "dead-letters",
                "redrive",
                "--all",
                "--rate",
                "1",
                "--yes",
                "--json",
                "--data-dir",
                home.resolve("data").toString());
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(Files.readString(redrive.err())).contains("of 5 sent"));
        redrive.process().destroy();
        PackagedJar.Ended ended = redrive.ended();
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(2);
        JsonNode json = new ObjectMapper().readTree(ended.out());
        assertThat(json.get("ok").asBoolean()).isFalse();
        assertThat(json.get("stopped").asText()).isEqualTo("cancelled");
        int sent = json.get("sent").asInt();
        assertThat(sent).isLessThan(5);
        assertThat(json.get("deleted").asInt()).isEqualTo(sent);
        assertThat(byOrder("OrderDLQ")).hasSize(1 + 5 - sent);
    }
}
