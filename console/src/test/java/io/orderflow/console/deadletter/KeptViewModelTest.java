package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.session.Memory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class KeptViewModelTest {
    @TempDir
    Path folder;

    private final List<String> clipboard = new ArrayList<>();
    private LetterFixture letters;

    @BeforeEach
    void redriven() {
        letters = new LetterFixture(
                new DirectTaskRunner(),
                new MutableClock(SampleData.NOW),
                SampleJobs.jobs(),
                Memory.ofThisProcess(),
                folder);
        letters.put(List.of(
                SampleData.letter("m1", Duration.ofDays(13).plusHours(1), SampleData.order("O1", "1")),
                SampleData.letter("m2", Duration.ofMinutes(1), SampleData.order("O2", "0"))));
    }

    @Test
    void thereIsNoPageOfNothing() {
        letters.kept.page(clipboard::add);
        assertThat(clipboard).isEmpty();
    }

    @Test
    void thePageIsTheCommandsAndThatItIsOnTheClipboardIsSaid() {
        letters.model.snapshots().load();
        letters.kept.page(clipboard::add);
        assertThat(clipboard)
                .singleElement()
                .asString()
                .startsWith(
                        """
                Dead letters in OrderDLQ, account 000000000000, us-east-1, http://127.0.0.1:4566
                As of 2026-11-22T14:06:20.250Z: seen 2 of about 2
                """)
                .contains("1 are lost within 24 h, the first at 2026-11-23T13:06:20.250Z");
        assertThat(letters.kept.saidProperty().get()).startsWith("The state of the dead letters is on the clipboard, ");
        letters.model.snapshots().release();
        letters.model.snapshots().load();
        assertThat(letters.kept.saidProperty().get()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsAFaultAndNothingIsCopied() throws Exception {
        letters.model.snapshots().load();
        Files.createDirectories(folder.resolve("receipts"));
        Files.createDirectories(folder.resolve("receipts").resolve("chain.jsonl"));
        letters.kept.page(clipboard::add);
        assertThat(clipboard).isEmpty();
        assertThat(letters.kept.faultProperty().get()).hasMessageContaining("The receipts cannot be read");
    }

    @Test
    void forgetsAndShowsNothingOfItAnyMore() throws Exception {
        letters.model.snapshots().load();
        letters.redrives.freeze(
                RedriveDraft.of(letters.model.rows(), List.of("--all")), "OrderQueue", Set.of(LeftOut.FAILING));
        RedrivePlan plan = letters.redrives.planProperty().get();
        letters.redrives.start(plan, plan.defaults());
        assertThat(letters.dead.receipts.ids()).hasSize(1);
        letters.put(List.of(SampleData.letter("m3", Duration.ofMinutes(1), "x")));
        letters.model.snapshots().load();
        assertThat(letters.model.snapshots().heldUntilProperty().get()).isNotNull();

        letters.kept.forget();
        assertThat(letters.dead.receipts.ids()).isEmpty();
        assertThat(letters.model.rows()).isEmpty();
        assertThat(letters.model.snapshots().heldUntilProperty().get()).isNull();
        assertThat(letters.dead.queue.visible())
                .isEqualTo(letters.dead.queue.all().size());
        assertThat(letters.kept.saidProperty().get()).isEqualTo("Forgotten: 1 receipt, no backup, no snapshot");
        assertThat(letters.dead.receipts.chain().lines())
                .extracting(line -> line.act())
                .contains("STARTED", "ENDED");
    }
}
