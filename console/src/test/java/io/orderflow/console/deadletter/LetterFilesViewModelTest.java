package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import io.orderflow.operations.session.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterFilesViewModelTest {
    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private LetterFixture letters;

    @BeforeEach
    void taken() {
        letters = new LetterFixture(
                new DirectTaskRunner(), clock, SampleJobs.jobs(), Memory.ofThisProcess(), folder.resolve("kept"));
        letters.put(List.of(
                SampleData.letter("m1", Duration.ofMinutes(2), SampleData.order("O1", "1")),
                SampleData.letter("m2", Duration.ofMinutes(1), SampleData.order("O2", "0"))));
        letters.model.snapshots().load();
    }

    private List<LetterRow> only(String id) {
        return letters.model.rows().stream().filter(row -> row.id().equals(id)).toList();
    }

    @Test
    void writesChosenLettersToAFile() throws IOException {
        Path file = folder.resolve("out.jsonl");
        letters.files.export(file, only("m2"));
        assertThat(Files.readAllLines(file)).singleElement().asString().contains("\"messageId\":\"m2\"");
        assertThat(letters.files.faultProperty().get()).isNull();
        assertThat(letters.dead.queue.all()).hasSize(2);
    }

    @Test
    void aFileThatIsThereIsNotWrittenOverAndThatIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("out.jsonl"), "mine");
        letters.files.export(file, only("m2"));
        assertThat(letters.files.faultProperty().get()).hasMessageContaining("is there already");
        assertThat(file).hasContent("mine");
    }

    @Test
    void deletesExactlyTheChosenOnesAfterABackup() throws IOException {
        letters.files.delete(only("m1"), "orderflow dead-letters delete");
        assertThat(letters.dead.queue.all()).extracting(DeadLetter::messageId).containsExactly("m2");
        assertThat(letters.model.rows()).extracting(LetterRow::id).containsExactly("m2");
        try (Stream<Path> backups = Files.list(folder.resolve("kept").resolve("backups"))) {
            assertThat(backups).singleElement().satisfies(backup -> assertThat(Files.readString(backup))
                    .contains("\"messageId\":\"m1\""));
        }
    }

    @Test
    void anotherConsolesMarkEndsADeletionUnlessItIsTakenOver() {
        letters.dead.marks.marks.put(
                "OrderDLQ", new QueueMark.Mark("ann@elsewhere", Instant.parse("2999-01-01T00:00:00Z")));
        letters.files.delete(only("m1"), "orderflow dead-letters delete");
        assertThat(letters.dead.queue.all()).hasSize(2);
        assertThat(folder.resolve("kept").resolve("backups")).doesNotExist();
        assertThat(letters.files.faultProperty().get()).isNull();
        MarkedQueue marked = letters.redrives.marked();
        assertThat(marked.markProperty().get().who()).isEqualTo("ann@elsewhere");

        marked.takeOver();

        assertThat(letters.dead.queue.all()).extracting(DeadLetter::messageId).containsExactly("m2");
        assertThat(marked.markProperty().get()).isNull();
    }

    @Test
    void whatIsNotHeldAnyMoreIsNotDeleted() {
        List<LetterRow> chosen = only("m1");
        letters.model.snapshots().release();
        letters.files.delete(chosen, "orderflow dead-letters delete");
        assertThat(letters.dead.queue.all()).hasSize(2);
        assertThat(folder.resolve("kept").resolve("backups")).doesNotExist();
        assertThat(letters.files.faultProperty().get()).hasMessageContaining("not held any more");
    }
}
