package io.orderflow.operations.deadletter.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.LetterStore;
import io.orderflow.operations.deadletter.SampleHeads;
import io.orderflow.operations.deadletter.redrive.Actor;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.OpenReceipt;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.RowBefore;
import io.orderflow.operations.journal.JournalLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFolderTest {
    @TempDir
    Path folder;

    /** Files are as old as the machine says: it starts there. */
    private final MutableClock clock = new MutableClock(Clock.systemUTC().instant());

    private ReceiptFolders receipts;
    private SnapshotFiles snapshots;
    private KeptFolder kept;

    @BeforeEach
    void make() {
        receipts = new ReceiptFolders(folder);
        snapshots = new SnapshotFiles(folder.resolve("dlq"), clock);
        kept = new KeptFolder(
                folder,
                List.of(folder.resolve("dlq"), folder.resolve("undelivered")),
                folder.resolve("backups"),
                receipts,
                clock);
    }

    private String receipt(JournalLine.Kind last) throws IOException {
        RedriveOrder order = RedriveOrder.of(
                "OrderDLQ",
                new Destination(Destination.Kind.ORDER_QUEUE, "OrderQueue"),
                3,
                Duration.ofSeconds(12),
                new Actor("", "ops", "desk"),
                "x");
        FrozenLetter letter =
                new FrozenLetter("m", null, null, RowBefore.NOT_READ, "{}", List.of(), null, null, null, null);
        try (OpenReceipt receipt = receipts.create(order, clock.instant(), List.of(letter))) {
            receipt.append(List.of(new JournalLine(clock.instant(), last, List.of(), "")));
            return receipt.id();
        }
    }

    private void snapshot() throws IOException {
        try (LetterStore.Draft draft = snapshots.draft()) {
            DeadLetter letter = new DeadLetter("m", "{}", 3, clock.instant(), List.of(), Map.of());
            assertThat(draft.add(List.of(letter), "OrderDLQ")).containsExactly(0);
            draft.keep(SampleHeads.of("OrderDLQ", clock.instant(), 1));
        }
        Files.createDirectories(folder.resolve("backups"));
        Files.writeString(folder.resolve("backups/20261126-210000-5f2c1b7e.jsonl"), "{}\n");
    }

    private List<String> files(String of) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(of))) {
            return all.map(each -> each.getFileName().toString()).toList();
        }
    }

    @Test
    void whatIsOlderIsForgottenAndWhatWasDoneStaysTold() throws Exception {
        snapshot();
        String done = receipt(JournalLine.Kind.CLOSED);
        String open = receipt(JournalLine.Kind.STOPPED);
        clock.advance(Duration.ofDays(29));
        kept.forgetOld();
        assertThat(receipts.ids()).containsExactlyInAnyOrder(done, open);
        assertThat(snapshots.last()).isPresent();
        assertThat(files("backups")).hasSize(1);

        clock.advance(Duration.ofDays(2));
        String young = receipt(JournalLine.Kind.CLOSED);
        kept.forgetOld();
        assertThat(receipts.ids()).containsExactlyInAnyOrder(young, open);
        assertThat(snapshots.last()).isEmpty();
        assertThat(files("dlq")).isEmpty();
        assertThat(files("backups")).isEmpty();
        assertThat(receipts.chain().lines())
                .extracting(ReceiptSummary::act, ReceiptSummary::receipt)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("FORGOTTEN", done));
    }

    @Test
    void itIsLookedAtOnceADay() throws Exception {
        clock.advance(Duration.ofDays(60));
        kept.forgetOld();
        clock.advance(Duration.ofDays(-60));
        snapshot();
        clock.advance(Duration.ofDays(60).plusHours(23));
        kept.forgetOld();
        assertThat(snapshots.last()).isPresent();
        clock.advance(Duration.ofHours(2));
        kept.forgetOld();
        assertThat(snapshots.last()).isEmpty();
    }

    @Test
    void oneThatIsWorkedOnStays() throws Exception {
        String id = receipt(JournalLine.Kind.CLOSED);
        try (OpenReceipt open = receipts.open(id)) {
            clock.advance(Duration.ofDays(40));
            kept.forgetOld();
            assertThat(kept.forgetAll().unfinished()).isEqualTo(1);
            assertThat(receipts.ids()).containsExactly(open.id());
        }
    }

    @Test
    void forgettingAllLeavesWhatAnotherProcessIsWriting() throws Exception {
        snapshot();
        try (LetterStore.Draft draft = snapshots.draft()) {
            assertThat(kept.forgetAll()).isEqualTo(new KeptFolder.Forgotten(0, 1, 1, 0));
            assertThat(files("dlq")).hasSize(1);
            DeadLetter letter = new DeadLetter("m", "{}", 3, clock.instant(), List.of(), Map.of());
            assertThat(draft.add(List.of(letter), "OrderDLQ")).containsExactly(0);
        }
    }

    @Test
    void nothingIsMadeWhereNothingWasKept() {
        kept.forgetOld();
        assertThat(folder.resolve("dlq")).doesNotExist();
        KeptFolder none = new KeptFolder(folder.resolve("none"), List.of(), folder, receipts, clock);
        none.forgetOld();
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
