package io.orderflow.operations.deadletter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.redrive.Actor;
import io.orderflow.operations.deadletter.redrive.Budget;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.OpenReceipt;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.ReceiptExport;
import io.orderflow.operations.deadletter.redrive.ReceiptInUseException;
import io.orderflow.operations.deadletter.redrive.ReceiptStore.SentBefore;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.RowBefore;
import io.orderflow.operations.deadletter.redrive.SetHash;
import io.orderflow.operations.journal.JournalLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptFoldersTest {
    private static final Instant NOW = Instant.parse("2026-11-26T21:00:00.123Z");
    private static final RedriveOrder ORDER = RedriveOrder.of(
                    "OrderDLQ",
                    new Destination(Destination.Kind.ORDER_QUEUE, "OrderQueue"),
                    3,
                    Duration.ofSeconds(12),
                    new Actor("arn:aws:iam::1:user/ops", "ops", "desk"),
                    "dead-letters redrive --all")
            .withRamp(List.of(1, 5), 20)
            .withRate(7)
            .withBudget(new Budget(1000, 0.5));
    private static final FrozenLetter PLAIN = letter("m1", "{\"a\":1}\nü\u2028");
    private static final FrozenLetter RICH = new FrozenLetter(
            "m2",
            "O2",
            "hash",
            new RowBefore(true, "old", NOW),
            "<script>\u202e",
            List.of(
                    new MessageAttribute("b", "Binary.png", "AAEC/w=="),
                    new MessageAttribute("n", "Number.int", "1"),
                    new MessageAttribute("s", "String", "x")),
            "group",
            "Root=1-2-3",
            "handle",
            NOW);

    @TempDir
    Path home;

    private ReceiptFolders receipts;

    @BeforeEach
    void make() {
        receipts = new ReceiptFolders(home);
    }

    private static FrozenLetter letter(String id, String body) {
        return new FrozenLetter(id, null, null, RowBefore.NOT_READ, body, List.of(), null, null, null, null);
    }

    private static JournalLine line(JournalLine.Kind kind, int letter, String... values) {
        return new JournalLine(NOW, kind, List.of(new JournalLine.Mark(letter, List.of(values))), "");
    }

    private static JournalLine closed() {
        return new JournalLine(NOW, JournalLine.Kind.CLOSED, List.of(), "");
    }

    private String create(JournalLine... lines) throws IOException {
        try (OpenReceipt receipt = receipts.create(ORDER, NOW, List.of(PLAIN, RICH))) {
            receipt.append(List.of(lines));
            return receipt.id();
        }
    }

    @Test
    void aSetIsReadAsItWasFrozen() throws Exception {
        String id = create(line(JournalLine.Kind.INTENT, 1));

        try (OpenReceipt receipt = receipts.open(id)) {
            assertThat(receipt.order()).isEqualTo(ORDER);
            assertThat(receipt.startedAt()).isEqualTo(NOW);
            assertThat(receipt.setHash()).isEqualTo(SetHash.of(List.of(RICH, PLAIN)));
            assertThat(receipt.entries()).hasSize(2);
            assertThat(receipt.entries().get(1).row()).isEqualTo(RICH.row());
            assertThat(receipt.entries().get(1).handle()).isEqualTo("handle");
            assertThat(receipt.outgoing(0)).isEqualTo(new OutgoingLetter("0", PLAIN.body(), List.of(), null, null));
            assertThat(receipt.outgoing(1))
                    .isEqualTo(new OutgoingLetter("1", RICH.body(), RICH.attributes(), "group", "Root=1-2-3"));
            assertThat(receipt.history()).containsExactly(line(JournalLine.Kind.INTENT, 1));
        }
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        create(line(JournalLine.Kind.INTENT, 0));
        receipts.chain(summary("STARTED"));

        try (Stream<Path> all = Files.walk(home.resolve("receipts"))) {
            for (Path each : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .as(each.toString())
                        .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void whatIsTornIsCutOffAndWrittenOnBehind() throws Exception {
        String id = create(line(JournalLine.Kind.INTENT, 0), line(JournalLine.Kind.SENT, 0, "n", "same"));
        Path journal = home.resolve("receipts").resolve(id).resolve("journal");
        byte[] whole = Files.readAllBytes(journal);
        for (int length = whole.length - 1; length > whole.length / 2; length--) {
            Files.write(journal, java.util.Arrays.copyOf(whole, length));
            try (OpenReceipt receipt = receipts.open(id)) {
                assertThat(receipt.history()).containsExactly(line(JournalLine.Kind.INTENT, 0));
                receipt.append(List.of(line(JournalLine.Kind.NOT, 0)));
            }
            assertThat(receipts.read(id).history())
                    .containsExactly(line(JournalLine.Kind.INTENT, 0), line(JournalLine.Kind.NOT, 0));
        }
    }

    @Test
    void aLineThatWasTakenOutEndsWhatCounts() throws Exception {
        String id = create(
                line(JournalLine.Kind.INTENT, 0), line(JournalLine.Kind.INTENT, 1), line(JournalLine.Kind.NOT, 1));
        Path journal = home.resolve("receipts").resolve(id).resolve("journal");
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        lines.remove(1);
        Files.write(journal, lines);

        assertThat(receipts.read(id).history()).containsExactly(line(JournalLine.Kind.INTENT, 0));
    }

    @Test
    void oneWorksOnItAtATime() throws Exception {
        String id = create(line(JournalLine.Kind.INTENT, 0));
        try (OpenReceipt open = receipts.open(id)) {
            assertThatThrownBy(() -> receipts.open(id)).isInstanceOf(ReceiptInUseException.class);
            assertThatThrownBy(() -> receipts.forget(id, NOW)).isInstanceOf(ReceiptInUseException.class);
            assertThat(open.id()).isEqualTo(id);
        }
        receipts.open(id).close();
    }

    @Test
    void unfinishedOnesAreFoundUntilTheyAreClosed() throws Exception {
        String open = create(line(JournalLine.Kind.INTENT, 0));
        String done = create(closed());
        String nothing = create();

        assertThat(receipts.ids()).containsExactlyInAnyOrder(open, done, nothing);
        assertThat(receipts.unfinished()).containsExactly(open);
    }

    @Test
    void whatWasSentIsKnownByItsOldId() throws Exception {
        String id = create(line(JournalLine.Kind.SENT, 1, "new", "same"));

        assertThat(receipts.sentBefore(Set.of("m1", "m2", "m3")))
                .containsExactly(Map.entry("m2", new SentBefore("new", NOW, ORDER.to(), id)));
    }

    @Test
    void whatArrivedAsSomethingElseIsNotKnownAsSent() throws Exception {
        create(line(JournalLine.Kind.SENT, 1, "new", "differs"));

        assertThat(receipts.sentBefore(Set.of("m1", "m2", "m3"))).isEmpty();
    }

    @Test
    void aSetThatCannotBeWrittenLeavesNothing() {
        Iterable<FrozenLetter> broken = () -> {
            throw new IllegalStateException("gone");
        };

        assertThatThrownBy(() -> receipts.create(ORDER, NOW, broken)).hasMessage("gone");
        assertThat(home.resolve("receipts")).isEmptyDirectory();
    }

    private static ReceiptSummary summary(String act) {
        return new ReceiptSummary(
                NOW,
                act,
                "id",
                new Actor("", "ops", ""),
                "OrderDLQ",
                "OrderQueue",
                "hash",
                "x",
                null,
                Map.of("sent", 2L));
    }

    @Test
    void theChainTellsWhatWasChanged() throws Exception {
        for (String act : List.of("STARTED", "ENDED", "STARTED")) {
            receipts.chain(summary(act));
        }
        assertThat(receipts.chain().lines()).containsExactly(summary("STARTED"), summary("ENDED"), summary("STARTED"));
        assertThat(receipts.chain().broken()).isNull();

        Path chain = home.resolve("receipts/chain.jsonl");
        Files.writeString(chain, Files.readString(chain).replaceFirst("ENDED", "ENDEE"));
        assertThat(receipts.chain().broken()).isEqualTo(3);

        List<String> lines = new ArrayList<>(Files.readAllLines(chain));
        lines.remove(0);
        Files.write(chain, lines);
        assertThat(receipts.chain().broken()).isEqualTo(1);
    }

    @Test
    void aTornLineOfTheChainIsWrittenOver() throws Exception {
        receipts.chain(summary("STARTED"));
        Files.writeString(home.resolve("receipts/chain.jsonl"), "{\"befo", StandardOpenOption.APPEND);
        receipts.chain(summary("ENDED"));

        assertThat(receipts.chain().lines()).extracting(ReceiptSummary::act).containsExactly("STARTED", "ENDED");
        assertThat(receipts.chain().broken()).isNull();
    }

    @Test
    void oldOnesAreForgottenButNotWhatIsUnfinished() throws Exception {
        String done = create(closed());
        String open = create(line(JournalLine.Kind.INTENT, 0));

        receipts.forgetBefore(NOW.minusSeconds(1), NOW);
        assertThat(receipts.ids()).containsExactlyInAnyOrder(done, open);
        receipts.forgetBefore(NOW.plus(Duration.ofDays(30)), NOW);

        assertThat(receipts.ids()).containsExactly(open);
        assertThat(receipts.chain().lines()).extracting(ReceiptSummary::act).containsExactly("FORGOTTEN");
        assertThatThrownBy(() -> receipts.read("../" + open)).isInstanceOf(IOException.class);
    }

    @Test
    void anExportHasALineForEachLetter() throws Exception {
        String id = create(
                line(JournalLine.Kind.SENT, 1, "new", "same"),
                line(JournalLine.Kind.END, 1, "DIED_AGAIN", "LINE", "<script>alert(1)</script>\u202e", ""));
        Receipt receipt = receipts.read(id);

        List<String> lines = new ArrayList<>();
        ReceiptExport.jsonLines(receipt, lines::add);
        assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("{"));
        assertThat(lines.get(2)).contains("\"end\":\"DIED_AGAIN\"", "\"evidence\":\"line\"");
        assertThat(String.join("", lines).getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    }
}
