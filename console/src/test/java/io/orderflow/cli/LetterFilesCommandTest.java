package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Letters that go into files and come back, and those that are deleted or repaired. */
class LetterFilesCommandTest extends LetterCommands {
    @Test
    void anExportHoldsWhatPassesAndIsForItsOwnerAlone() throws Exception {
        Path file = folder.resolve("letters.jsonl");
        assertThat(run("export", file.toString(), "--filter", "rule:wrong_type", "--json"))
                .isZero();
        assertThat(json().get("seen").asInt()).isEqualTo(3);
        assertThat(json().get("exported").asInt()).isEqualTo(1);
        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .startsWith("{\"v\":1,\"messageId\":\"m3\",\"queue\":\"OrderDLQ\",\"body\":");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(services.letters.queue.visible()).isEqualTo(3);
    }

    @Test
    void noExportIsWrittenOverAnotherFile() throws Exception {
        String file = file("notes", "mine");
        assertThat(run("export", file, "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).contains("is there already");
        assertThat(Files.readString(Path.of(file))).isEqualTo("mine");
    }

    @Test
    void whatWasExportedComesBackWithAllThatItCarried() {
        String file = folder.resolve("letters.jsonl").toString();
        assertThat(run("export", file)).isZero();
        assertThat(run("import", file, "--json")).isZero();
        assertThat(json().get("ok").asBoolean()).isTrue();
        assertThat(json().get("read").asInt()).isEqualTo(3);
        assertThat(json().get("sent").asInt()).isEqualTo(3);
        assertThat(json().get("to").asText()).isEqualTo("OrderDLQ");
        assertThat(services.letters.sent)
                .extracting(OutgoingLetter::body)
                .containsExactly(
                        SampleData.order("O1", "1"), SampleData.order("O2", "2"), SampleData.order("O3", "\"3\""));
        assertThat(services.letters.sent).allSatisfy(sent -> {
            assertThat(sent.attributes()).containsExactly(new MessageAttribute("shop", "Binary.x", "AAE="));
            assertThat(sent.group()).isEqualTo("U1");
            assertThat(sent.trace()).isEqualTo("Root=1-5f2c1b7e");
        });
    }

    @Test
    void aLineThatIsNoLetterIsNamedAndNothingIsSent() throws Exception {
        Path file = folder.resolve("letters.jsonl");
        assertThat(run("export", file.toString())).isZero();
        Files.writeString(file, Files.readString(file) + "{\"v\":2}\n");
        assertThat(run("import", file.toString(), "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).startsWith("Line 4 of ").contains("another version");
        assertThat(services.letters.sent).isEmpty();
    }

    @Test
    void whatIsNoJsonIsSaidInOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("letters.jsonl"), "{\"v\":1,\n");
        assertThat(run("import", file.toString(), "--json")).isEqualTo(1);
        assertThat(json().get("error").asText())
                .startsWith("Line 1 of ")
                .contains("is no JSON")
                .doesNotContain("Source")
                .hasLineCount(1);
    }

    @Test
    void toAQueueThatIsNotThereNothingIsSent() {
        String file = folder.resolve("letters.jsonl").toString();
        assertThat(run("export", file)).isZero();
        assertThat(run("import", file, "--to", "Nowhere", "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).isEqualTo("Nowhere: there is no such queue here; check its name.");
        assertThat(services.letters.sent).isEmpty();
    }

    @Test
    void aLetterThatTheQueueRefusesIsLeftOver() {
        String file = folder.resolve("letters.jsonl").toString();
        assertThat(run("export", file)).isZero();
        services.letters.refused = "O2";
        assertThat(run("import", file, "--to", "OrderQueue", "--json")).isEqualTo(2);
        assertThat(json().get("ok").asBoolean()).isFalse();
        assertThat(json().get("sent").asInt()).isEqualTo(2);
        assertThat(json().get("to").asText()).isEqualTo("OrderQueue");
        assertThat(json().get("refused").get(0).asText()).startsWith("Line 2 was not taken: InvalidMessageContents");
    }

    @Test
    void onlyWhoNamesTheQueueDeletesFromIt() {
        for (List<String> confirm : List.of(List.<String>of(), List.of("--confirm", "OrderQueue"))) {
            List<String> args = new ArrayList<>(List.of("delete", "--all", "--json"));
            args.addAll(confirm);
            assertThat(run(args.toArray(String[]::new))).isEqualTo(1);
            assertThat(json().get("error").asText()).contains("--confirm OrderDLQ");
        }
        assertThat(services.letters.queue.requests).isZero();
        assertThat(there()).containsExactly("m1", "m2", "m3");
    }

    @Test
    void exactlyTheChosenAreDeletedAndTheirBackupBringsThemBack() throws Exception {
        assertThat(run("delete", "--filter", "rule:wrong_type", "--confirm", "OrderDLQ", "--note", "junk", "--json"))
                .isZero();
        assertThat(json().at("/set/count").asInt()).isEqualTo(1);
        assertThat(json().get("deleted").asInt()).isEqualTo(1);
        assertThat(json().get("left").asInt()).isZero();
        assertThat(there()).containsExactly("m1", "m2");
        assertThat(services.letters.queue.visible()).isEqualTo(2);
        assertThat(services.receipts.chain().lines())
                .extracting(line ->
                        line.act() + " " + line.note() + " " + line.counts().get("deleted"))
                .containsExactly("DELETING junk 0", "DELETED junk 1");

        String backup = json().get("backup").asText();
        assertThat(run("import", backup, "--json")).isZero();
        assertThat(services.letters.sent).singleElement().satisfies(sent -> assertThat(sent.body())
                .isEqualTo(SampleData.order("O3", "\"3\"")));
    }

    @Test
    void nothingIsDeletedWhereTheBackupCannotBeWritten() throws IOException {
        Files.writeString(services.lettersFolder.resolve("backups"), "in the way");
        assertThat(run("delete", "--all", "--confirm", "OrderDLQ", "--json")).isEqualTo(1);
        assertThat(json().get("ok").asBoolean()).isFalse();
        assertThat(there()).containsExactly("m1", "m2", "m3");
        assertThat(services.letters.queue.visible()).isEqualTo(3);
    }

    @Test
    void anotherSetThanWasConfirmedIsNotDeleted() {
        assertThat(run("delete", "--all", "--confirm", "OrderDLQ", "--expect-set", "00", "--json"))
                .isEqualTo(1);
        String error = json().get("error").asText();
        assertThat(error).contains("not those that were confirmed");
        String hash = error.replaceAll("(?s).*the set is ([0-9a-f]{64}).*", "$1");
        assertThat(there()).hasSize(3);
        assertThat(run("delete", "--all", "--confirm", "OrderDLQ", "--expect-set", hash, "--json"))
                .isZero();
        assertThat(there()).isEmpty();
    }

    @Test
    void aBodyThatTheRuleBookRefusesIsNotSent() {
        String body = file("body.json", SampleData.order("O3", "0"));
        assertThat(run("repair", "m3", "--body", body, "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).contains("would fail again");
        assertThat(services.letters.sent).isEmpty();
        assertThat(services.letters.queue.visible()).isEqualTo(3);
    }

    @Test
    void aRepairedOrderTakesTheOldOnesPlaceInItsEnvelope() {
        put("m4", SampleData.envelope(SampleData.order("O4", "0")), HOME);
        services.piped = SampleData.order("O4", "4");
        assertThat(run("repair", "m4", "--body", "-", "--json")).isZero();
        assertThat(json().at("/outcomes/STORED").asInt()).isEqualTo(1);
        assertThat(json().at("/letters/0/messageId").asText()).isEqualTo("m4");
        assertThat(services.letters.sent)
                .singleElement()
                .extracting(OutgoingLetter::body)
                .isEqualTo(SampleData.envelope(SampleData.order("O4", "4")));
        assertThat(there()).containsExactly("m1", "m2", "m3");
        assertThat(services.letters.queue.visible()).isEqualTo(3);
    }

    @Test
    void aLetterThatIsNotThereCannotBeRepaired() {
        assertThat(run("repair", "nowhere", "--body", file("body.json", SampleData.order("O3", "1")), "--json"))
                .isEqualTo(1);
        assertThat(json().get("error").asText()).contains("No message nowhere was found");
    }

    @Test
    void idsThatAreNotThereAreNamedWhereOthersAreDeleted() {
        String ids = file("ids", "m1\nnowhere\n");
        assertThat(run("delete", "--ids-from", ids, "--confirm", "OrderDLQ", "--json"))
                .isEqualTo(2);
        assertThat(json().get("absent").toString()).isEqualTo("[\"nowhere\"]");
        assertThat(json().get("deleted").asInt()).isEqualTo(1);
        assertThat(json().get("left").asInt()).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenDownOfADeletionOfNothing() {
        assertThat(run("delete", "--filter", "id:none", "--confirm", "OrderDLQ", "--json"))
                .isZero();
        assertThat(json().get("backup").isNull()).isTrue();
        assertThat(services.lettersFolder.resolve("backups")).doesNotExist();
    }

    @Test
    void anotherConsolesMarkEndsARepairAndAResumeUnlessTheyTakeOver() {
        var mark = new QueueMark.Mark("ann@elsewhere", Instant.parse("2999-01-01T00:00:00Z"));
        services.letters.marks.marks.put("OrderDLQ", mark);
        String body = file("body.json", SampleData.order("O3", "3"));
        for (String[] command :
                new String[][] {{"repair", "m3", "--body", body, "--json"}, {"redrive", "--all", "--yes", "--json"}}) {
            assertThat(run(command)).isEqualTo(2);
            assertThat(json().get("error").asText()).contains("ann@elsewhere").contains("--take-over");
            assertThat(services.letters.sent).isEmpty();
        }
        assertThat(run("repair", "m3", "--body", body, "--take-over", "--json")).isZero();
        assertThat(run("resume", "--take-over", "--json")).isEqualTo(1);
        assertThat(json().get("error").asText()).startsWith("Nothing is left");
    }
}
