package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.console.SampleData;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.FakeLetterQueue;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.deadletter.rehearsal.RehearsalReport;
import io.orderflow.operations.deadletter.rehearsal.RehearsedEnd;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Protection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedriveCommandTest extends LetterCommands {
    private static final Instant SENT = SampleData.NOW.minusSeconds(3600);

    @Test
    void whatWouldFailAgainIsLeftOutAndTheRestIsProven() {
        assertThat(redrive("--all", "--yes", "--json", "--letters")).isZero();
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
    void toAQueueThatIsNotThereNothingIsSent() {
        assertThat(redrive("--all", "--to", "Nowhere", "--yes")).isEqualTo(1);
        assertThat(err.toString()).contains("Nowhere: there is no such queue here; check its name.");
        assertThat(services.letters.sent).isEmpty();
        assertThat(services.letters.queue.all()).hasSize(3);
    }

    @Test
    void whatIsPutBackAndDiesAgainIsNoSuccess() {
        assertThat(redrive("--ids-from", file("ids", "m3\n"), "--include", "failing", "--yes", "--json"))
                .isEqualTo(2);
        assertThat(json().get("ok").asBoolean()).isFalse();
        assertThat(json().at("/outcomes/DIED_AGAIN").asInt()).isEqualTo(1);
    }

    @Test
    void aRecipeMakesItWhole() {
        String recipe = file(
                "recipe.json",
                "{\"v\":1,\"name\":\"numbers\",\"steps\":[{\"op\":\"convert\",\"field\":\"quantity\",\"to\":\"integer\"}]}");
        assertThat(redrive("--filter", "rule:wrong_type", "--recipe", recipe, "--yes", "--json"))
                .isZero();
        assertThat(json().at("/outcomes/STORED").asInt()).isEqualTo(1);
        assertThat(services.letters.sent.get(0).body()).contains("\"quantity\":3,");
    }

    @Test
    void aRecipeThatIsKeptNowhereIsGivenAsItIs() {
        String recipe =
                "{\"v\":1,\"name\":\"numbers\",\"steps\":[{\"op\":\"convert\",\"field\":\"quantity\",\"to\":\"integer\"}]}";
        assertThat(redrive("--filter", "rule:wrong_type", "--recipe", recipe, "--dry-run", "--json"))
                .isZero();
        assertThat(json().at("/set/count").asInt()).isEqualTo(1);
        assertThat(redrive("--all", "--recipe", "{\"v\":1,", "--dry-run", "--json"))
                .isEqualTo(1);
        assertThat(json().get("error").asText()).startsWith("Line 1, column 8 of the recipe");
    }

    @Test
    void anOrderWhoseIdIsRepairedIsTheOneThatItIsSentAs() {
        put("m7", SampleData.order("O7", "1").replace("orderId", "order_id"), HOME);
        String recipe = file(
                "recipe.json",
                "{\"v\":1,\"name\":\"ids\",\"steps\":[{\"op\":\"move\",\"from\":\"order_id\",\"to\":\"orderId\"}]}");
        assertThat(redrive("--filter", "field:orderId", "--recipe", recipe, "--letters", "--yes", "--json"))
                .isZero();
        assertThat(json().at("/letters/0/orderId").asText()).isEqualTo("O7");
    }

    @Test
    void whoAskedForJsonGetsItWhereNobodyAgreedAndOfWrongOptionsToo() {
        assertThat(redrive("--all", "--json")).isEqualTo(1);
        assertThat(json().get("ok").asBoolean()).isFalse();
        assertThat(json().get("error").asText()).startsWith("nothing was changed");
        assertThat(redrive("--all", "--ramp", "many", "--json")).isEqualTo(2);
        assertThat(json().get("error").asText()).startsWith("--ramp takes numbers");
        assertThat(redrive("--filter", "foo:x", "--yes", "--json")).isEqualTo(2);
        assertThat(json().get("error").asText()).contains("foo");
        assertThat(redrive("--nonsense", "--json")).isEqualTo(2);
        assertThat(json().get("error").asText()).contains("--nonsense");
        assertThat(services.letters.sent).isEmpty();
    }

    @Test
    void aDryRunTellsTheSetAndSendsNothing() {
        assertThat(redrive("--all", "--dry-run", "--json")).isZero();
        String hash = json().at("/set/hash").asText();
        assertThat(hash).hasSize(64);
        assertThat(json().get("receipt").isNull()).isTrue();
        assertThat(services.letters.sent).isEmpty();
        assertThat(services.letters.queue.visible()).isEqualTo(3);
        put("m4", SampleData.order("O4", "1"), HOME);
        assertThat(redrive("--all", "--expect-set", hash, "--yes", "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).startsWith("The letters are not those that were confirmed");
        assertThat(services.letters.sent).isEmpty();
        assertThat(redrive("--filter", "-id:m4", "--expect-set", hash, "--yes", "--json"))
                .isZero();
        assertThat(json().at("/set/hash").asText()).isEqualTo(hash);
    }

    /** As after a deletion that was lost. */
    @Test
    void whatAReceiptHasAsSentIsSaidBeforeAnybodyAgrees() {
        assertThat(redrive("--ids-from", file("ids", "m1\n"), "--yes")).isZero();
        put("m1", SampleData.order("O1", "1"), HOME);
        assertThat(redrive("--ids-from", file("ids", "m1\nm2\n"), "--include", "stored", "--dry-run", "--json"))
                .isZero();
        assertThat(json().get("sentAlready").toString()).isEqualTo("{\"there\":1,\"elsewhere\":0}");
        assertThat(err.toString()).contains("1 sent there by an earlier redrive and not deleted: only to be deleted");
        services.letters.others.put("Other", new FakeLetterQueue("Other", services.clock()));
        assertThat(redrive("--all", "--include", "stored", "--to", "Other", "--dry-run", "--json"))
                .isZero();
        assertThat(json().get("sentAlready").toString()).isEqualTo("{\"there\":0,\"elsewhere\":1}");
        assertThat(err.toString())
                .contains("1 sent to another place by an earlier redrive and not deleted: to stay where they are");
    }

    @Test
    void foreignAndStoredOnesAreLeftOutUnlessPutBack() {
        put("m5", SampleData.order("O5", "1"), "arn:aws:sqs:us-east-1:000000000000:OtherQueue");
        services.letters.rows.put(
                "O1", new OrderState(Instant.parse("2026-11-22T13:51:03Z"), "00", SENT, null, Map.of("orderId", "O1")));
        assertThat(redrive("--all", "--dry-run", "--json")).isZero();
        assertThat(json().get("leftOut").toString())
                .isEqualTo("{\"failing\":1,\"stored\":1,\"foreign\":1,\"looped\":0,\"doesNotFit\":0}");
        assertThat(redrive("--all", "--include", "stored,foreign", "--dry-run", "--json"))
                .isZero();
        assertThat(json().at("/set/count").asInt()).isEqualTo(3);
    }

    @Test
    void whatItCostsIsToldFirst() {
        assertThat(redrive("--all", "--dry-run")).isZero();
        assertThat(err.toString())
                .contains("About 13 requests, less than $0.0001; each letter is followed for at most");
    }

    @Test
    void whoDoesNotAgreeSendsNothing() {
        services.replies.add("no");
        assertThat(redrive("--all")).isEqualTo(1);
        assertThat(services.questions).containsExactly("Send 2 letters to OrderQueue? Type yes: ");
        assertThat(services.letters.sent).isEmpty();
        assertThat(services.letters.queue.visible()).isEqualTo(3);
    }

    @Test
    void nothingIsSentWhereTheEnvironmentIsReadOnly() {
        services.protection = new Protection(
                new Environment("prod", Environment.Colour.RED, new Environment.Embedded(null), "", null, true, false));
        assertThat(redrive("--all", "--yes", "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).contains("read-only");
        assertThat(services.letters.queue.requests).isZero();
    }

    @Test
    void idsThatAreNotThereAreLeftOver() {
        assertThat(redrive("--ids-from", file("ids", "m1\nnowhere\n"), "--yes", "--json"))
                .isEqualTo(2);
        assertThat(json().at("/outcomes/STORED").asInt()).isEqualTo(1);
        assertThat(err.toString()).contains("1 is not there");
    }

    @Test
    void idsThatAreNotThereAreNamed() {
        assertThat(redrive("--ids-from", file("ids", "m1\nnowhere\n"), "--dry-run", "--json"))
                .isEqualTo(2);
        assertThat(json().get("absent").toString()).isEqualTo("[\"nowhere\"]");
        assertThat(err.toString()).contains("1 is not there, or held by somebody else: nowhere");
    }

    @Test
    void whereAllOfThemWereLeftOutTheyAreLeftOver() {
        for (String way : new String[] {"--yes", "--dry-run"}) {
            assertThat(redrive("--filter", "id:m3", way, "--json")).isEqualTo(2);
            assertThat(json().get("ok").asBoolean()).isFalse();
            assertThat(json().at("/leftOut/failing").asInt()).isEqualTo(1);
            assertThat(json().at("/set/count").asInt()).isZero();
        }
        assertThat(services.letters.sent).isEmpty();
    }

    @Test
    void whereNothingWasChosenEverythingIsDone() {
        assertThat(redrive("--filter", "id:none", "--yes", "--json")).isZero();
        assertThat(json().get("ok").asBoolean()).isTrue();
        assertThat(json().at("/set/count").asInt()).isZero();
    }

    @Test
    void anEmptyFilterIsNotAllOfThem() {
        for (String command : new String[] {"redrive --yes", "delete --confirm OrderDLQ"}) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.addAll(List.of("--filter", " ", "--json"));
            assertThat(run(words.toArray(String[]::new))).isEqualTo(2);
            assertThat(json().get("error").asText()).startsWith("--filter is empty: --all takes all of them");
        }
        assertThat(services.letters.queue.requests).isZero();
    }

    @Test
    void aDryRunTellsWhatItWouldTake() {
        services.letters.whenRowsRead = () -> put("m9", SampleData.order("O9", "1"), HOME);
        assertThat(redrive("--all", "--dry-run", "--json")).isZero();
        assertThat(json().at("/set/count").asInt()).isEqualTo(2);
        assertThat(json().get("late").asLong()).isEqualTo(1);
        assertThat(json().get("requests").asLong()).isEqualTo(13);
        assertThat(json().get("dollars").asDouble()).isPositive();
    }

    @Test
    void towardsAnotherQueueSentIsAllThatIsAskedUnlessItIsToBeFollowed() {
        services.letters.others.put("Other", new FakeLetterQueue("Other", services.clock()));
        assertThat(redrive("--filter", "id:m1", "--to", "Other", "--yes", "--json"))
                .isZero();
        assertThat(json().at("/outcomes/UNDER_WAY").asInt()).isEqualTo(1);
        assertThat(err.toString()).contains("nothing there tells ends unless --follow waits for them");
        assertThat(redrive("--filter", "id:m2", "--to", "Other", "--follow", "60", "--yes", "--json"))
                .isZero();
        assertThat(json().at("/outcomes/STORED").asInt()).isEqualTo(1);
        services.letters.lines.clear();
        services.letters.silent = true;
        put("m4", SampleData.order("O4", "1"), HOME);
        assertThat(redrive("--filter", "id:m4", "--to", "Other", "--follow", "1", "--yes", "--json"))
                .isEqualTo(2);
        assertThat(json().at("/outcomes/UNKNOWN").asInt()).isEqualTo(1);
    }

    @Test
    void aRampNeedsEnds() {
        services.letters.others.put("Other", new FakeLetterQueue("Other", services.clock()));
        for (String options : new String[] {
            "--stop-at 5 --ramp none",
            "--stop-at 5 --follow 0",
            "--ramp 1,5 --follow 0",
            "--stop-at 5 --to Other",
            "--ramp 1,5 --to Other"
        }) {
            assertThat(redrive(("--all --yes --json " + options).split(" ")))
                    .as(options)
                    .isEqualTo(2);
            assertThat(json().get("error").asText()).as(options).contains("ends");
        }
        assertThat(services.letters.sent).isEmpty();
        assertThat(services.letters.queue.visible()).isEqualTo(3);
        assertThat(redrive("--all", "--ramp", "none", "--follow", "0", "--yes", "--json"))
                .isZero();
    }

    @Test
    void aRehearsalOfOtherCodeSaysSoFirst() {
        services.rehearsal = (letters, rows, progress) ->
                new RehearsalReport(Map.of("m1", new RehearsedEnd(RehearsedEnd.Kind.STORED, List.of(), "")), false);
        assertThat(redrive("--all", "--dry-run", "--rehearse")).isZero();
        assertThat(out.toString()).startsWith("Rehearsed: stored 1\n");
        services.letters.codeMatches = false;
        assertThat(redrive("--all", "--dry-run", "--rehearse")).isZero();
        assertThat(out.toString()).startsWith("Other code is deployed; its verdict may differ\nRehearsed: stored 1\n");
        assertThat(redrive("--all", "--dry-run", "--rehearse", "--json")).isZero();
        assertThat(json().get("codeMatches").asBoolean()).isFalse();
        assertThat(json().at("/rehearsal/STORED").asInt()).isEqualTo(1);
        services.letters.codeMatches = null;
        assertThat(redrive("--all", "--dry-run", "--rehearse")).isZero();
        assertThat(out.toString()).startsWith("Which code is deployed is not known; its verdict may differ\n");
        assertThat(redrive("--all", "--dry-run", "--rehearse", "--json")).isZero();
        assertThat(json().get("codeMatches").isNull()).isTrue();
        assertThat(redrive("--all", "--dry-run", "--json")).isZero();
        assertThat(json().has("codeMatches")).isFalse();
    }

    private int redrive(String... args) {
        return run(Stream.concat(Stream.of("redrive"), Stream.of(args)).toArray(String[]::new));
    }
}
