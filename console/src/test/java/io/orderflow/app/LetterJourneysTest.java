package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.FakeLetterStore;
import io.orderflow.operations.deadletter.LetterStore;
import io.orderflow.operations.deadletter.SampleHeads;
import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.deadletter.files.SnapshotFiles;
import io.orderflow.operations.deadletter.redrive.Actor;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.End;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.OpenReceipt;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.RowBefore;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.operations.orders.JourneySource.Part;
import io.orderflow.operations.orders.JourneyStep;
import io.orderflow.operations.orders.JourneyStep.Kind;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterJourneysTest {
    private static final Instant NOW = Instant.parse("2026-11-26T21:00:00.000Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Destination ORDER_QUEUE = new Destination(Destination.Kind.ORDER_QUEUE, "OrderQueue");

    @TempDir
    Path home;

    private final Map<String, LetterStore> kept = new TreeMap<>();
    private ReceiptFolders receipts;
    private LetterJourneys journeys;

    @BeforeEach
    void none() {
        receipts = new ReceiptFolders(home);
        Diagnoser diagnoser = new Diagnoser(new OrderMessageCodec(new OrderValidator(CLOCK)));
        journeys = new LetterJourneys(
                kept, receipts.earlier(), body -> diagnoser.diagnose(body).orderId());
    }

    private static String body(String orderId) {
        return "{\"orderId\":\"" + orderId + "\",\"userId\":\"U1\",\"itemName\":\"Lamp\",\"quantity\":0,"
                + "\"status\":\"NEW\",\"timestamp\":\"2026-11-26T20:00:00.000Z\"}";
    }

    private static DeadLetter letter(String messageId, String body) {
        return new DeadLetter(messageId, body, 4, NOW.minusSeconds(60), List.of(), Map.of());
    }

    private void snapshot(String queue, DeadLetter... letters) throws Exception {
        var store = new FakeLetterStore();
        LetterStore.Draft draft = store.draft();
        draft.add(List.of(letters), queue);
        draft.keep(SampleHeads.of(queue, NOW, letters.length));
        kept.put(queue, store);
    }

    /** One letter, sent on as another message. */
    private String redriven(String orderId, String oldId, String newId, String commandLine, JournalLine... ends)
            throws Exception {
        var frozen = new FrozenLetter(
                oldId, orderId, "hash", RowBefore.NOT_READ, body(orderId), List.of(), null, null, null, null);
        RedriveOrder order = RedriveOrder.of(
                "OrderDLQ", ORDER_QUEUE, 3, Duration.ofSeconds(12), new Actor("", "ops", "desk"), commandLine);
        try (OpenReceipt receipt = receipts.create(order, NOW.plusSeconds(1), List.of(frozen))) {
            receipt.append(List.of(
                    new JournalLine(NOW, JournalLine.Kind.SENT, List.of(JournalLine.Mark.of(0, newId, "same")), "")));
            receipt.append(List.of(ends));
            return receipt.id();
        }
    }

    private static JournalLine ended(End end) {
        return new JournalLine(
                NOW, JournalLine.Kind.END, List.of(JournalLine.Mark.of(0, end.name(), "ROW", "", "")), "");
    }

    private Part of(String orderId) {
        return journeys.of(orderId, null);
    }

    @Test
    void aLetterOfTheLastSnapshotTellsOfTheOrderInItsBody() throws Exception {
        snapshot(
                "OrderDLQ",
                letter("m1", body("O1")),
                letter("m2", body("O12")),
                letter("m3", "not about O1"),
                letter("m4", "{\"note\":\"O1\",\"orderId\":\"O2\"}"));

        Part told = of("O1");
        assertThat(told.steps()).extracting(JourneyStep::step).containsExactly(Kind.DEAD_LETTERED);
        JourneyStep step = told.steps().get(0);
        assertThat(step.at()).isEqualTo(NOW);
        assertThat(step.source()).isEqualTo("snapshot");
        assertThat(step.detail()).isEqualTo("message m1, sent 2026-11-26T20:59:00Z, seen in OrderDLQ");
        assertThat(told.gaps()).isEmpty();
        assertThat(told.more()).isNull();
    }

    /** JSON may write any character as an escape. */
    @Test
    void anOrderIdMayBeWrittenWithEscapes() throws Exception {
        snapshot("OrderDLQ", letter("m1", body("\\u004f1")));

        assertThat(of("O1").steps()).extracting(JourneyStep::step).containsExactly(Kind.DEAD_LETTERED);
    }

    @Test
    void aSnapshotThatIsNotThereOrNotReadIsAGap() throws Exception {
        kept.put("OrderDLQ", new FakeLetterStore());
        Path broken = Files.createDirectories(home.resolve("undelivered"));
        Files.writeString(broken.resolve("snapshot.json"), "not a snapshot");
        kept.put("OrderUndelivered", new SnapshotFiles(broken, CLOCK));

        Part told = of("O1");
        assertThat(told.steps()).isEmpty();
        assertThat(told.gaps())
                .containsExactly(
                        "snapshot: there is none of OrderDLQ, whether it died there is not known",
                        "snapshot: the last one of OrderUndelivered cannot be read: it is no JSON: line 1, column 1");
    }

    @Test
    void anOrderIsFollowedAcrossAllItsMessages() throws Exception {
        String first = redriven("O1", "m1", "m2", "orderflow dead-letters redrive --all", ended(End.DIED_AGAIN));
        String second = redriven("O1", "m2", "m3", "orderflow dead-letters redrive --all", ended(End.STORED));
        redriven("O2", "x1", "x2", "orderflow dead-letters redrive --all", ended(End.STORED));

        Part told = of("O1");
        assertThat(told.steps())
                .extracting(JourneyStep::detail)
                .containsExactlyInAnyOrder(
                        "message m1, lay there when it was redriven, receipt " + first,
                        "message m2, lay there when it was redriven, receipt " + second,
                        "message m1 as m2 by ops, died again, receipt " + first,
                        "message m2 as m3 by ops, stored, receipt " + second);
        assertThat(told.steps()).extracting(JourneyStep::source).containsOnly("receipt");
    }

    /** The last snapshot is of a time when it was gone, or not there yet. */
    @Test
    void whatWasRedrivenLayThereWhateverTheLastSnapshotHas() throws Exception {
        snapshot("OrderDLQ", letter("m2", body("O1")));
        redriven("O1", "m1", "m2", "orderflow dead-letters redrive --all", ended(End.DIED_AGAIN));
        redriven("O1", "m2", "m3", "orderflow dead-letters redrive --all", ended(End.DIED_AGAIN));

        Part told = of("O1");
        assertThat(told.steps())
                .filteredOn(step -> step.step() == Kind.DEAD_LETTERED)
                .extracting(JourneyStep::source)
                .containsExactly("snapshot", "receipt");
        assertThat(told.gaps())
                .containsExactly("snapshot: message m3 died again, and is not among the letters of the last one");
    }

    @Test
    void whatWasRepairedIsSaidBeforeItWasRedriven() throws Exception {
        redriven("O1", "m1", "m2", "orderflow dead-letters repair m1 --set quantity=1");

        assertThat(of("O1").steps())
                .extracting(JourneyStep::step)
                .containsExactly(Kind.DEAD_LETTERED, Kind.REPAIRED, Kind.REDRIVEN);
        assertThat(of("O1").steps().get(2).detail()).contains(", under way, ");
    }

    /** Receipts are written by other processes, too. */
    @Test
    void whatWasRedrivenSinceIsTold() throws Exception {
        assertThat(of("O1").steps()).isEmpty();
        redriven("O1", "m1", "m2", "orderflow dead-letters redrive --all", ended(End.STORED));

        assertThat(of("O1").steps()).extracting(JourneyStep::step).containsExactly(Kind.DEAD_LETTERED, Kind.REDRIVEN);
    }
}
