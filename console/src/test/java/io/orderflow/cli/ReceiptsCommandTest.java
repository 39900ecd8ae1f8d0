package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.console.SampleData;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.redrive.Actor;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.OpenReceipt;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.RowBefore;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.journal.JournalLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was done, what is left of it, and what letters went through before. */
class ReceiptsCommandTest extends LetterCommands {
    private static final String MALFORMED = SampleData.order("O3", "\"3\"");

    private String redriven(String id) {
        int code =
                run("redrive", "--ids-from", file("ids", id + "\n"), "--include", "failing,looped", "--yes", "--json");
        assertThat(code).as(err.toString()).isEqualTo(2);
        assertThat(json().at("/outcomes/DIED_AGAIN").asInt()).isEqualTo(1);
        return json().get("receipt").asText();
    }

    /** As SQS has it after a redrive: dead again under the id that it was sent with. */
    private void diedAgainTwice() {
        redriven("m3");
        put("new-0", MALFORMED, HOME);
        redriven("new-0");
        put("new-1", MALFORMED, HOME);
    }

    @Test
    void whatDiedTwiceAfterRedrivesIsLeftOut() {
        redriven("m3");
        put("new-0", MALFORMED, HOME);
        assertThat(run("redrive", "--all", "--include", "failing", "--dry-run", "--json"))
                .isZero();
        assertThat(json().at("/leftOut/looped").asInt()).isZero();
        redriven("new-0");
        put("new-1", MALFORMED, HOME);
        assertThat(run("redrive", "--all", "--include", "failing", "--dry-run", "--json"))
                .isZero();
        assertThat(json().at("/leftOut/looped").asInt()).isEqualTo(1);
        assertThat(json().at("/set/count").asInt()).isEqualTo(2);
        assertThat(run("redrive", "--all", "--include", "failing,looped", "--dry-run", "--json"))
                .isZero();
        assertThat(json().at("/set/count").asInt()).isEqualTo(3);
    }

    @Test
    void showTellsTheEarlierRedrivesOfALetter() {
        diedAgainTwice();
        assertThat(run("show", "new-1", "--json")).isZero();
        JsonNode receipts = json().get("receipts");
        assertThat(receipts).hasSize(2);
        assertThat(receipts.get(0).fieldNames())
                .toIterable()
                .containsExactly("receipt", "at", "end", "evidence", "reason", "messageId", "newMessageId");
        assertThat(receipts.findValuesAsText("messageId")).containsExactly("m3", "new-0");
        assertThat(receipts.findValuesAsText("newMessageId")).containsExactly("new-0", "new-1");
        assertThat(receipts.findValuesAsText("end")).containsExactly("DIED_AGAIN", "DIED_AGAIN");
        assertThat(receipts.findValuesAsText("evidence")).containsExactly("line", "line");

        assertThat(run("show", "new-1")).isZero();
        assertThat(out.toString()).contains("Died again 2 times after redrives").contains("m3 → new-0");
        assertThat(run("show", "m1", "--json")).isZero();
        assertThat(json().get("receipts")).isEmpty();
    }

    @Test
    void aReceiptTellsWhatItsRedriveTold() throws Exception {
        String id = redriven("m3");
        JsonNode told = json();
        assertThat(run("receipts", id, "--json")).isZero();
        JsonNode receipt = json();
        assertThat(receipt.fieldNames()).toIterable().contains(names(told));
        assertThat(receipt.get("outcomes")).isEqualTo(told.get("outcomes"));
        assertThat(receipt.get("requests")).isEqualTo(told.get("requests"));
        assertThat(receipt.get("dollars")).isEqualTo(told.get("dollars"));
        assertThat(receipt.at("/letters/0/messageId").asText()).isEqualTo("m3");
        assertThat(receipt.at("/who/user").asText()).isEqualTo("ops@desk");
        assertThat(run("receipts", "20260101-000000-000", "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).contains("there is no receipt 20260101-000000-000");
    }

    private static String[] names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.toArray(String[]::new);
    }

    @Test
    void aReceiptIsExportedForMachinesAndForPeople() throws Exception {
        put("m4", "{\"orderId\":\"O\\u202e4\\n\"}", HOME);
        String id = redriven("m4");
        Path lines = folder.resolve("receipt.jsonl");
        Path page = folder.resolve("receipt.txt");
        assertThat(run("receipts", id, "--export", lines.toString(), "--page", page.toString()))
                .isZero();

        List<String> written = Files.readAllLines(lines);
        assertThat(written).hasSize(2);
        JsonNode head = new ObjectMapper().readTree(written.get(0));
        assertThat(head.get("receipt").asText()).isEqualTo(id);
        assertThat(head.at("/outcomes/DIED_AGAIN").asInt()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(written.get(1)).get("end").asText())
                .isEqualTo("DIED_AGAIN");

        String text = Files.readString(page);
        assertThat(text.lines())
                .anyMatch(line -> line.equals("Redrive of OrderDLQ to OrderQueue, receipt " + id))
                .anyMatch(line -> line.equals("By         ops@desk, arn:aws:iam::000000000000:user/ops"))
                .anyMatch(line -> line.startsWith("Command    orderflow dead-letters redrive --ids-from "))
                .anyMatch(line -> line.equals("Recipe     none"))
                .anyMatch(line -> line.matches("Set        1 letters, SHA-256 [0-9a-f]{64}"))
                .anyMatch(line -> line.equals("         1  died again"))
                .anyMatch(line -> line.matches(".*Z  ended  ops@desk.*"))
                .anyMatch(line -> line.startsWith("m4 → new-0  O\\u202E4\\n  died again, by the function's line"));
        assertThat(text).doesNotContain("\u202e");
        for (Path each : List.of(lines, page)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rw-------");
        }
        assertThat(run("receipts", id, "--export", page.toString(), "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).contains("is there already");
        assertThat(Files.readString(page)).isEqualTo(text);
        assertThat(run("receipts", "--export", "x")).isEqualTo(2);
    }

    @Test
    void receiptsAreFoundByWhatTheyTell() {
        String first = redriven("m3");
        assertThat(run("delete", "--all", "--confirm", "OrderDLQ", "--note", "Spring cleaning"))
                .isZero();
        for (String text : List.of(first, "O3", "m3", "new-0", "--include FAILING")) {
            assertThat(run("receipts", "--search", text, "--json")).isZero();
            assertThat(json().get("receipts").findValuesAsText("receipt"))
                    .as(text)
                    .containsExactly(first, first);
        }
        assertThat(run("receipts", "--search", "O3", "--json")).isZero();
        assertThat(json().get("letters").findValuesAsText("newMessageId")).containsExactly("new-0");
        assertThat(run("receipts", "--search", "spring", "--json")).isZero();
        assertThat(json().get("receipts").findValuesAsText("act")).containsExactly("DELETING", "DELETED");
        assertThat(run("receipts", "--search", "ops@desk", "--json")).isZero();
        assertThat(json().get("receipts")).hasSize(4);
        assertThat(run("receipts", "--search", "nobody", "--json")).isZero();
        assertThat(json().get("receipts")).isEmpty();
    }

    @Test
    void theStateOfTheQueueIsOnePage() {
        String id = redriven("m3");
        put("new-0", MALFORMED, HOME);
        put("old", MALFORMED, HOME);
        services.letters.queue.retention = Duration.ofHours(20);
        services.letters.queue.holdElsewhere("m2", Duration.ofMinutes(5));
        assertThat(run("list", "--page")).isZero();
        assertThat(out.toString().lines())
                .hasSizeLessThan(40)
                .contains(
                        "Dead letters in OrderDLQ, account 000000000000, us-east-1, http://127.0.0.1:40213",
                        "1 are held by somebody else",
                        "3 are lost within 24 h, the first at 2026-11-23T09:06:20.250Z")
                .anyMatch(line -> line.contains("seen 3 of about 4, not all of them"))
                .anyMatch(line -> line.matches(" +2  .*quantity.* \\(rule\\)"))
                .anyMatch(line ->
                        line.matches("Last redrive .* by ops@desk, receipt " + id + ": 1 letters, 1 died again"))
                .noneMatch(line -> line.contains("listed"));
    }

    @Test
    void theStateTellsWhatIsUnfinished() throws Exception {
        String id = unfinished();
        assertThat(run("list", "--page", "--json")).isZero();
        assertThat(json().get("page").toString()).contains("\"Unfinished: receipt " + id + "\"");
        assertThat(json().get("letters")).hasSize(3);
    }

    /** Killed after it was sent and before it was deleted. */
    private String unfinished() throws Exception {
        DeadLetter letter = services.letters.queue.all().get(0);
        RedriveOrder order = RedriveOrder.of(
                "OrderDLQ",
                new Destination(Destination.Kind.ORDER_QUEUE, "OrderQueue"),
                3,
                Duration.ofSeconds(12),
                new Actor("", "ops", "desk"),
                "dead-letters redrive --all");
        FrozenLetter frozen = new FrozenLetter(
                letter.messageId(),
                "O1",
                null,
                RowBefore.NOT_READ,
                letter.body(),
                letter.attributes(),
                letter.group(),
                letter.trace(),
                null,
                null);
        Instant now = Clock.systemUTC().instant();
        try (OpenReceipt receipt = services.receipts.create(order, now, List.of(frozen))) {
            receipt.append(List.of(
                    new JournalLine(now, JournalLine.Kind.INTENT, List.of(new JournalLine.Mark(0, List.of())), ""),
                    new JournalLine(
                            now,
                            JournalLine.Kind.SENT,
                            List.of(new JournalLine.Mark(0, List.of("sent-1", "same"))),
                            "")));
            return receipt.id();
        }
    }

    private void stored(String newId) {
        Instant now = Clock.systemUTC().instant();
        services.letters.lines.add(
                new ConsumerLine(now, "STORED", newId, null, null, now, null, 1, null, null, null, List.of()));
    }

    @Test
    void whatWasSentBeforeAKillIsOnlyDeletedAndFollowed() throws Exception {
        String id = unfinished();
        stored("sent-1");
        assertThat(run("receipts", "--json")).isZero();
        assertThat(json().get("unfinished").get(0).asText()).isEqualTo(id);
        assertThat(run("resume", "--json", "--letters")).as(err.toString()).isZero();
        assertThat(json().get("receipt").asText()).isEqualTo(id);
        assertThat(json().at("/outcomes/STORED").asInt()).isEqualTo(1);
        assertThat(json().at("/letters/0/newMessageId").asText()).isEqualTo("sent-1");
        assertThat(services.letters.sent).isEmpty();
        assertThat(there()).containsExactly("m2", "m3");
        assertThat(run("resume", "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).contains("Nothing is left to be finished");
    }

    @Test
    void whatIsNotFinishedIsNotForgotten() throws Exception {
        String open = unfinished();
        assertThat(run("receipts", open, "--forget", "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).contains("is not finished");
        String done = redriven("m3");
        assertThat(run("delete", "--all", "--confirm", "OrderDLQ")).isZero();
        assertThat(run("export", folder.resolve("x").toString())).isZero();

        services.replies.add("no");
        assertThat(run("receipts", "--forget-all")).isEqualTo(1);
        assertThat(services.questions).singleElement().asString().contains("Delete the last snapshots");
        assertThat(services.receipts.ids()).hasSize(3).contains(open, done);

        assertThat(run("receipts", "--forget-all", "--yes", "--json")).isZero();
        assertThat(json().get("receipts").asInt()).isEqualTo(2);
        assertThat(json().get("backups").asInt()).isEqualTo(1);
        assertThat(json().get("snapshots").asInt()).isEqualTo(1);
        assertThat(json().get("unfinished").asInt()).isEqualTo(1);
        assertThat(services.receipts.ids()).containsExactly(open);
        assertThat(run("list", "--cached", "--json")).isEqualTo(1);
        assertThat(run("receipts", "--json")).isZero();
        assertThat(json().get("receipts").findValuesAsText("act"))
                .containsExactly("STARTED", "ENDED", "DELETING", "DELETED", "FORGOTTEN", "FORGOTTEN");
    }
}
