package io.orderflow.operations.deadletter.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.journal.JournalLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierRedrivesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T21:00:00.000Z");
    private static final Destination ORDER_QUEUE = new Destination(Destination.Kind.ORDER_QUEUE, "OrderQueue");
    private static final Destination DLQ = new Destination(Destination.Kind.QUEUE, "OrderDLQ");

    @TempDir
    Path home;

    private ReceiptFolders receipts;
    private EarlierRedrives earlier;
    private int made;

    @BeforeEach
    void none() {
        receipts = new ReceiptFolders(home);
        earlier = receipts.earlier();
    }

    private static FrozenLetter letter(String id, String orderId) {
        return new FrozenLetter(
                id, orderId, "hash-" + orderId, RowBefore.NOT_READ, "{\n\u00e9", List.of(), null, null, null, null);
    }

    private static JournalLine line(JournalLine.Kind kind, int letter, String... values) {
        return new JournalLine(NOW, kind, List.of(JournalLine.Mark.of(letter, values)), "");
    }

    private static JournalLine closed() {
        return new JournalLine(NOW, JournalLine.Kind.CLOSED, List.of(), "");
    }

    private OpenReceipt begin(Destination to, FrozenLetter... letters) throws IOException {
        RedriveOrder order =
                RedriveOrder.of("OrderDLQ", to, 3, Duration.ofSeconds(12), new Actor("", "ops", "desk"), "x");
        return receipts.create(order, NOW.plusSeconds(made++), List.of(letters));
    }

    /** One letter, sent under a new id, with that end. */
    private String redriven(Destination to, String oldId, String newId, End end) throws IOException {
        try (OpenReceipt receipt = begin(to, letter(oldId, "O1"))) {
            receipt.append(List.of(
                    line(JournalLine.Kind.SENT, 0, newId, "same"),
                    line(JournalLine.Kind.END, 0, end.name(), end == End.DIED_AGAIN ? "LINE" : "", "", ""),
                    closed()));
            return receipt.id();
        }
    }

    @Test
    void deathsAreCountedAlongTheMessageIds() throws Exception {
        redriven(ORDER_QUEUE, "m1", "m2", End.DIED_AGAIN);
        redriven(ORDER_QUEUE, "m2", "m3", End.DIED_AGAIN);
        redriven(ORDER_QUEUE, "other", "another", End.DIED_AGAIN);
        earlier.refresh();

        assertThat(earlier.of("m1")).isZero();
        assertThat(earlier.of("m2")).isEqualTo(1);
        assertThat(earlier.of("m3")).isEqualTo(2);
        assertThat(earlier.of("nowhere")).isZero();
    }

    /** Nobody saw it die, but there it lies. */
    @Test
    void whatLiesThereAgainDiedWhateverWasKnownOfItsEnd() throws Exception {
        redriven(ORDER_QUEUE, "m1", "m2", End.UNKNOWN);
        redriven(ORDER_QUEUE, "m2", "m3", End.UNDER_WAY);
        earlier.refresh();

        assertThat(earlier.of("m3")).isEqualTo(2);
    }

    @Test
    void whatWasSentToTheDeadLettersDidNotDie() throws Exception {
        redriven(ORDER_QUEUE, "m1", "m2", End.DIED_AGAIN);
        redriven(DLQ, "m2", "m3", End.UNKNOWN);
        earlier.refresh();

        assertThat(earlier.of("m3")).isEqualTo(1);
    }

    @Test
    void whatHappensLaterIsReadWhenItIsAskedForAnew() throws Exception {
        earlier.refresh();
        try (OpenReceipt receipt = begin(ORDER_QUEUE, letter("m1", "O1"))) {
            receipt.append(List.of(line(JournalLine.Kind.INTENT, 0)));
            earlier.refresh();
            assertThat(earlier.of("m2")).isZero();

            receipt.append(List.of(line(JournalLine.Kind.SENT, 0, "m2", "same")));
            assertThat(earlier.of("m2")).isZero();
            earlier.refresh();
            assertThat(earlier.of("m2")).isEqualTo(1);
            receipt.append(List.of(closed()));
        }
        receipts.forget(receipts.ids().get(0), NOW);
        earlier.refresh();
        assertThat(earlier.of("m2")).isZero();
    }

    @Test
    void theThreadOfAnOrderIsItsMessagesAndItsReceipts() throws Exception {
        String first = redriven(ORDER_QUEUE, "m1", "m2", End.DIED_AGAIN);
        String second = redriven(ORDER_QUEUE, "m2", "m3", End.UNKNOWN);
        String sameOrder = redriven(ORDER_QUEUE, "x1", "x2", End.STORED);
        earlier.refresh();

        List<EarlierRedrive> thread = earlier.thread("m3", "O1");
        assertThat(thread).extracting(EarlierRedrive::receipt).containsExactly(first, second, sameOrder);
        assertThat(thread).extracting(EarlierRedrive::eventHash).containsOnly("hash-O1");
        assertThat(earlier.thread("m3", null))
                .extracting(EarlierRedrive::receipt)
                .containsExactly(first, second);
        assertThat(earlier.thread("m1", null))
                .extracting(EarlierRedrive::receipt)
                .containsExactly(first);
        assertThat(thread.get(0).fields().toString())
                .isEqualTo("{receipt=" + first + ", at=2026-11-26T21:00:00.000Z, end=DIED_AGAIN, evidence=line,"
                        + " reason=null, messageId=m1, newMessageId=m2}");
        assertThat(earlier.find("x2")).extracting(EarlierRedrive::receipt).containsExactly(sameOrder);
    }

    @Test
    void aReceiptThatCannotBeReadTellsNothing() throws Exception {
        String broken = redriven(ORDER_QUEUE, "m1", "m2", End.DIED_AGAIN);
        redriven(ORDER_QUEUE, "m2", "m3", End.DIED_AGAIN);
        Files.writeString(home.resolve("receipts").resolve(broken).resolve("set.jsonl"), "{\"v\":2}\n");
        earlier.refresh();

        assertThat(earlier.of("m3")).isEqualTo(1);
        assertThat(earlier.of("m2")).isZero();
    }

    /** Each is read once, and no more of them than it may. */
    @Test
    void theNewestAreReadUpToSoManyLetters() throws Exception {
        redriven(ORDER_QUEUE, "m0", "m1", End.DIED_AGAIN);
        redriven(ORDER_QUEUE, "m1", "m2", End.DIED_AGAIN);
        redriven(ORDER_QUEUE, "m2", "m3", End.DIED_AGAIN);
        EarlierRedrives two = new EarlierRedrives(receipts, 2);
        two.refresh();

        assertThat(two.of("m3")).isEqualTo(2);
    }

    @Test
    void lettersLongerThanWhatIsReadAtATimeAreReadToo() throws Exception {
        List<FrozenLetter> letters = new ArrayList<>();
        for (int size : new int[] {10, 700_000, 262_144, 0}) {
            letters.add(new FrozenLetter(
                    "m" + size,
                    "O\"" + size,
                    null,
                    RowBefore.NOT_READ,
                    "\"".repeat(size),
                    List.of(),
                    null,
                    null,
                    null,
                    null));
        }
        try (OpenReceipt receipt = begin(ORDER_QUEUE, letters.toArray(FrozenLetter[]::new))) {
            receipt.append(List.of(closed()));
            Receipt outline = receipts.outline(receipt.id());
            Receipt whole = receipts.read(receipt.id());
            assertThat(outline.entries())
                    .extracting(SetEntry::messageId, SetEntry::orderId, SetEntry::eventHash)
                    .containsExactlyElementsOf(whole.entries().stream()
                            .map(each -> org.assertj.core.groups.Tuple.tuple(
                                    each.messageId(), each.orderId(), each.eventHash()))
                            .toList());
            assertThat(outline.setHash()).isEqualTo(whole.setHash());
            assertThat(outline.order()).isEqualTo(whole.order());
        }
    }
}
