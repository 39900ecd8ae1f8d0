package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.operations.deadletter.redrive.End;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.operations.session.Memory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ReceiptsViewModelTest {
    @TempDir
    Path folder;

    private LetterFixture letters;
    private ReceiptsViewModel model;

    @BeforeEach
    void redriven() {
        letters = new LetterFixture(
                new DirectTaskRunner(),
                new MutableClock(SampleData.NOW),
                SampleJobs.jobs(),
                Memory.ofThisProcess(),
                folder);
        letters.put(List.of(
                SampleData.letter("m1", Duration.ofMinutes(2), SampleData.order("O1", "1")),
                SampleData.letter("m2", Duration.ofMinutes(1), SampleData.order("O|2", "0"))));
        letters.model.snapshots().load();
        letters.redrives.freeze(
                RedriveDraft.of(letters.model.rows(), List.of("--all")), "OrderQueue", Set.of(LeftOut.FAILING));
        RedrivePlan plan = letters.redrives.planProperty().get();
        letters.redrives.start(
                plan, plan.defaults().withRamp(List.of(), 10).by("orderflow dead-letters redrive --all", false));
        model = letters.receipts;
        model.load(null);
    }

    @Test
    void listsWhatWasDoneTheNewestFirstAndOpensTheNewestReceipt() {
        assertThat(model.shown()).extracting(ReceiptSummary::act).containsExactly("ENDED", "STARTED");
        assertThat(model.listedProperty().get().chain().broken()).isNull();
        assertThat(model.openedProperty().get().report().letters()).hasSize(2);
    }

    @Test
    void findsByCommandSetAndPerson() {
        model.searchProperty().set("REDRIVE --all");
        assertThat(model.shown()).hasSize(2);
        model.searchProperty().set("ops@desk");
        assertThat(model.shown()).hasSize(2);
        model.searchProperty().set("nobody");
        assertThat(model.shown()).isEmpty();
    }

    @Test
    void findsTheRedriveOfAnOrderAndOfAMessage() {
        for (String text : List.of("O1", " m2 ", "new-1")) {
            model.searchProperty().set(text);
            assertThat(model.shown()).as(text).hasSize(2);
            assertThat(model.foundProperty().get().letters()).as(text).hasSize(1);
        }
        model.searchProperty().set("O3");
        assertThat(model.shown()).isEmpty();
        model.searchProperty().set(" ");
        assertThat(model.foundProperty().get()).isNull();
        assertThat(model.shown()).hasSize(2);
    }

    @Test
    void isSavedAsAPageAndAsJsonLinesAndNeverOverAnotherFile() throws Exception {
        Path page = folder.resolve("receipt.txt");
        model.savePage(page);
        assertThat(model.savedProperty().get()).isEqualTo(page);
        assertThat(Files.readString(page))
                .isEqualTo(model.page(model.openedProperty().get()))
                .contains("  started  ops@desk");
        Path lines = folder.resolve("receipt.jsonl");
        model.saveJsonLines(lines);
        assertThat(Files.readString(lines))
                .isEqualTo(ReceiptsViewModel.jsonLines(model.openedProperty().get()));
        model.savePage(lines);
        assertThat(model.faultProperty().get()).hasMessageContaining("is there already");
        assertThat(model.savedProperty().get()).isNull();
    }

    @Test
    void whatIsForgottenIsNotOpenedAndStaysInTheList() {
        String id = model.openedProperty().get().id();
        model.forget();
        assertThat(model.faultProperty().get()).isNull();
        assertThat(model.openedProperty().get()).isNull();
        assertThat(model.shown()).extracting(ReceiptSummary::act).contains("STARTED", "ENDED");
        model.open(id);
        assertThat(model.faultProperty().get()).isNull();
        assertThat(model.openedProperty().get()).isNull();
    }

    @Test
    void theLettersDetailsTellTheRedrivesOfTheOrder() {
        letters.put(List.of(SampleData.letter("m9", Duration.ofSeconds(1), SampleData.order("O1", "0"))));
        letters.model.snapshots().load();
        letters.model.selectedIdProperty().set("m9");
        assertThat(letters.model.details().letterProperty().get().earlier())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.letter().messageId()).isEqualTo("m1");
                    assertThat(each.letter().end()).isEqualTo(End.STORED);
                    assertThat(each.who().userAtHost()).isEqualTo("ops@desk");
                    assertThat(each.receipt())
                            .isEqualTo(model.openedProperty().get().id());
                });
    }

    @Test
    void aPageAndJsonLinesTellEachLettersEnd() {
        String page = model.page(model.openedProperty().get());
        assertThat(page).contains("Done       1 of 2").contains("O1  stored");
        assertThat(page).contains("died again").contains("ops@desk");
        assertThat(ReceiptsViewModel.jsonLines(model.openedProperty().get()).lines())
                .anyMatch(line -> line.contains("\"end\":\"STORED\"") && line.contains("\"messageId\":\"m1\""));
    }

    @Test
    void aChangedChainIsSaid() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            Path chain = files.filter(file -> file.getFileName().toString().contains("chain"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(chain, Files.readString(chain).replaceFirst("ops", "0ps"));
        }
        model.load(null);
        assertThat(model.listedProperty().get().chain().broken()).isNotNull();
    }
}
