package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.console.SampleData;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.deadletter.OrderState;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedriveCommandTest {
    private static final String HOME = "arn:aws:sqs:us-east-1:000000000000:OrderQueue";
    private static final Instant SENT = SampleData.NOW.minusSeconds(3600);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeServices services;

    @BeforeEach
    void twoThatAreValidNowAndOneThatIsNot() {
        services = new FakeServices(() -> folder, () -> new FakeStack(List.of()).tools());
        put("m1", SampleData.order("O1", "1"), HOME);
        put("m2", SampleData.order("O2", "2"), HOME);
        put("m3", SampleData.order("O3", "\"3\""), HOME);
    }

    private void put(String id, String body, String source) {
        services.letters.queue.put(new DeadLetter(
                id,
                body,
                3,
                SENT,
                List.of(new MessageAttribute("shop", "Binary.x", "AAE=")),
                Map.of(DeadLetter.SOURCE, source, DeadLetter.GROUP, "U1", DeadLetter.TRACE, "Root=1-5f2c1b7e")));
    }

    @Test
    void whatWouldFailAgainIsLeftOutAndTheRestIsProven() {
        assertThat(run("--all", "--yes", "--json", "--letters")).isZero();
        JsonNode json = json();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "ok",
                        "account",
                        "region",
                        "endpoint",
                        "receipt",
                        "set",
                        "sent",
                        "deleted",
                        "maybeTwice",
                        "outcomes",
                        "leftOut",
                        "late",
                        "stopped",
                        "requests",
                        "dollars",
                        "letters");
        assertThat(json.get("ok").asBoolean()).isTrue();
        assertThat(json.at("/set/count").asInt()).isEqualTo(2);
        assertThat(json.at("/outcomes/STORED").asInt()).isEqualTo(2);
        assertThat(json.get("outcomes").fieldNames())
                .toIterable()
                .containsExactly("STORED", "REPLACED", "DUPLICATE", "SUPERSEDED", "DIED_AGAIN", "UNDER_WAY", "UNKNOWN");
        assertThat(json.get("leftOut").toString())
                .isEqualTo("{\"failing\":1,\"stored\":0,\"foreign\":0,\"looped\":0,\"doesNotFit\":0}");
        assertThat(json.at("/letters/0").fieldNames())
                .toIterable()
                .containsExactly("messageId", "newMessageId", "orderId", "end", "evidence", "reason", "ms");
        assertThat(services.letters.queue.all())
                .extracting(DeadLetter::messageId)
                .containsExactly("m3");
        assertThat(services.letters.queue.visible()).isEqualTo(1);
        assertThat(services.letters.sent).allSatisfy(sent -> {
            assertThat(sent.group()).isEqualTo("U1");
            assertThat(sent.trace()).isEqualTo("Root=1-5f2c1b7e");
            assertThat(sent.attributes()).containsExactly(new MessageAttribute("shop", "Binary.x", "AAE="));
        });
    }

    @Test
    void whatIsPutBackAndDiesAgainIsNoSuccess() {
        assertThat(run("--ids-from", file("ids", "m3\n"), "--include", "failing", "--yes", "--json"))
                .isEqualTo(2);
        assertThat(json().get("ok").asBoolean()).isFalse();
        assertThat(json().at("/outcomes/DIED_AGAIN").asInt()).isEqualTo(1);
    }

    @Test
    void aRecipeMakesItWhole() {
        String recipe = file(
                "recipe.json",
                "{\"v\":1,\"name\":\"numbers\",\"steps\":[{\"op\":\"convert\",\"field\":\"quantity\",\"to\":\"integer\"}]}");
        assertThat(run("--filter", "rule:wrong_type", "--recipe", recipe, "--yes", "--json"))
                .isZero();
        assertThat(json().at("/outcomes/STORED").asInt()).isEqualTo(1);
        assertThat(services.letters.sent.get(0).body()).contains("\"quantity\":3,");
    }

    @Test
    void aDryRunTellsTheSetAndSendsNothing() {
        assertThat(run("--all", "--dry-run", "--json")).isZero();
        String hash = json().at("/set/hash").asText();
        assertThat(hash).hasSize(64);
        assertThat(json().get("receipt").isNull()).isTrue();
        assertThat(services.letters.sent).isEmpty();
        assertThat(services.letters.queue.visible()).isEqualTo(3);
        put("m4", SampleData.order("O4", "1"), HOME);
        assertThat(run("--all", "--expect-set", hash, "--yes", "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).startsWith("The letters are not those that were confirmed");
        assertThat(services.letters.sent).isEmpty();
        assertThat(run("--filter", "-id:m4", "--expect-set", hash, "--yes", "--json"))
                .isZero();
        assertThat(json().at("/set/hash").asText()).isEqualTo(hash);
    }

    @Test
    void foreignAndStoredOnesAreLeftOutUnlessPutBack() {
        put("m5", SampleData.order("O5", "1"), "arn:aws:sqs:us-east-1:000000000000:OtherQueue");
        services.letters.rows.put(
                "O1", new OrderState(Instant.parse("2026-11-22T13:51:03Z"), "00", SENT, null, Map.of("orderId", "O1")));
        assertThat(run("--all", "--dry-run", "--json")).isZero();
        assertThat(json().get("leftOut").toString())
                .isEqualTo("{\"failing\":1,\"stored\":1,\"foreign\":1,\"looped\":0,\"doesNotFit\":0}");
        assertThat(run("--all", "--include", "stored,foreign", "--dry-run", "--json"))
                .isZero();
        assertThat(json().at("/set/count").asInt()).isEqualTo(3);
    }

    @Test
    void whoDoesNotAgreeSendsNothing() {
        services.replies.add("no");
        assertThat(run("--all")).isEqualTo(1);
        assertThat(services.questions).containsExactly("Send 2 letters to OrderQueue? Type yes: ");
        assertThat(services.letters.sent).isEmpty();
        assertThat(services.letters.queue.visible()).isEqualTo(3);
    }

    @Test
    void nothingIsSentWhereTheEnvironmentIsReadOnly() {
        services.protection = new Protection(
                new Environment("prod", Environment.Colour.RED, new Environment.Embedded(null), "", null, true, false));
        assertThat(run("--all", "--yes", "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).contains("read-only");
        assertThat(services.letters.queue.requests).isZero();
    }

    @Test
    void idsThatAreNotThereAreLeftOver() {
        assertThat(run("--ids-from", file("ids", "m1\nnowhere\n"), "--yes", "--json"))
                .isEqualTo(2);
        assertThat(json().at("/outcomes/STORED").asInt()).isEqualTo(1);
        assertThat(err.toString()).contains("1 ids are not there");
    }

    private String file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode json() {
        try {
            return new ObjectMapper().readTree(out.toString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(out.toString(), e);
        }
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        var answer = new Answer(
                new PrintWriter(out, true), new PrintWriter(err, true), new FaultTexts(new Texts(Locale.ENGLISH)));
        String[] whole = new String[args.length + 2];
        whole[0] = "dead-letters";
        whole[1] = "redrive";
        System.arraycopy(args, 0, whole, 2, args.length);
        return OrderflowCommand.commandLine(services, answer).execute(whole);
    }
}
