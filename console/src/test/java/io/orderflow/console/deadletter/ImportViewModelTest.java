package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.deadletter.LetterFile;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.session.Activity;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.ActivityLog;
import io.orderflow.operations.session.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javafx.collections.FXCollections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportViewModelTest {
    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final StepTaskRunner runner = new StepTaskRunner();
    private final ActivityLog log = new ActivityLog(Memory.ofThisProcess(), clock);
    private final Jobs jobs = new Jobs(
            FXCollections.observableArrayList(), "Embedded", log, fault -> String.valueOf(fault.getMessage()), clock);
    private LetterFixture letters;
    private ImportViewModel model;
    private Path file;

    @BeforeEach
    void exported() {
        letters = new LetterFixture(runner, clock, jobs, Memory.ofThisProcess(), folder.resolve("kept"));
        letters.put(List.of(
                SampleData.letter("m1", Duration.ofMinutes(2), SampleData.order("O1", "1")),
                SampleData.letter("m2", Duration.ofMinutes(1), SampleData.order("O2", "0"))));
        letters.model.snapshots().load();
        finish();
        file = folder.resolve("out.jsonl");
        letters.files.export(file, letters.model.rows());
        finish();
        clock.advance(Duration.ofSeconds(1)); // the list of activities is by time
        model = letters.imports;
    }

    private void finish() {
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }

    private Activity last() {
        return log.newest().get(0);
    }

    @Test
    void theFileIsReadBeforeAnybodyIsAsked() {
        model.read(file);
        assertThat(model.contentsProperty().get()).isNull();
        finish();
        assertThat(model.contentsProperty().get()).isEqualTo(new LetterFile(2, Set.of("OrderDLQ")));
        assertThat(letters.dead.sent).isEmpty();
        assertThat(model.destinations()).containsExactly("OrderDLQ", "OrderQueue");
    }

    @Test
    void aLineThatIsNoLetterIsNamedAndNothingIsSent() throws IOException {
        Files.writeString(file, Files.readString(file) + "{\"v\":2}\n");
        model.read(file);
        finish();
        assertThat(model.contentsProperty().get()).isNull();
        assertThat(model.unreadableProperty().get()).hasMessageContaining("Line 3 of ");
        assertThat(letters.dead.sent).isEmpty();
    }

    @Test
    void sendsThemAsAJobThatTellsItsOutcome() {
        model.read(file);
        finish();
        model.start(file, "OrderQueue", "");
        assertThat(last().title()).isEqualTo("Importing 2 letters");
        finish();
        assertThat(letters.dead.sent)
                .extracting(OutgoingLetter::body)
                .containsExactly(SampleData.order("O1", "1"), SampleData.order("O2", "0"));
        assertThat(last().outcome().end()).isEqualTo(End.DONE);
        assertThat(last().outcome().words())
                .isEqualTo("2 of 2 are sent to OrderQueue, with new MessageIds, receives and ages");
    }

    @Test
    void whatIsRefusedIsSaidWithItsLine() {
        letters.dead.refused = "O2";
        model.read(file);
        finish();
        model.start(file, "OrderDLQ", "");
        finish();
        assertThat(last().outcome().end()).isEqualTo(End.STOPPED);
        assertThat(last().outcome().words())
                .startsWith("1 of 2 are sent to OrderDLQ")
                .contains("1 was not taken: Line 2 was not taken: InvalidMessageContents");
        assertThat(model.faultProperty().get()).isNull();
    }

    @Test
    void aFileThatIsGoneMeanwhileIsAFault() throws IOException {
        model.read(file);
        finish();
        Files.delete(file);
        model.start(file, "OrderDLQ", "");
        finish();
        assertThat(model.faultProperty().get()).hasMessageContaining("out.jsonl");
        assertThat(last().outcome().end()).isEqualTo(End.FAILED);
        assertThat(letters.dead.sent).isEmpty();
    }
}
