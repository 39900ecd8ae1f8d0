package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.operations.deadletter.rehearsal.RehearsalReport;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.operations.queues.WatchedQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Ctrl-C in the middle of each command that works for a while: it ends in order, releases what it holds, and says so. */
class CancelledCommandTest extends LetterCommands {
    @Test
    void aRedriveSendsNothingMoreAndFinishesWhatItBegan() throws Exception {
        services.letters.whenSent = services::interrupt;
        assertThat(run("redrive", "--all", "--rate", "1", "--yes", "--json")).isEqualTo(2);
        assertThat(json().get("ok").asBoolean()).isFalse();
        assertThat(json().get("stopped").asText()).isEqualTo("cancelled");
        assertThat(json().get("sent").asInt()).isEqualTo(1);
        assertThat(json().get("deleted").asInt()).isEqualTo(1);
        assertThat(there()).hasSize(2);
        assertThat(services.letters.queue.visible()).isEqualTo(2);
        assertThat(services.receipts.unfinished()).isEmpty();
        assertThat(err.toString()).contains("once more ends it at once");
    }

    @Test
    void whoSendsNothingYetSendsNothing() throws Exception {
        services.letters.queue.whenReceived = services::interrupt;
        assertThat(run("redrive", "--all", "--yes", "--json")).isEqualTo(2);
        nothingWasDone();
        assertThat(services.receipts.chain().lines()).isEmpty();
    }

    @Test
    void neitherDoesARepair() {
        services.letters.queue.whenReceived = services::interrupt;
        String body = file("body.json", SampleData.order("O3", "3"));
        assertThat(run("repair", "m3", "--body", body, "--json")).isEqualTo(2);
        nothingWasDone();
    }

    @Test
    void aSnapshotIsReleasedAtOnce() {
        for (String command : new String[] {"list --json", "show m1 --json"}) {
            twoThatAreValidNowAndOneThatIsNot();
            services.letters.queue.whenReceived = services::interrupt;
            assertThat(run(command.split(" "))).as(command).isEqualTo(2);
            nothingWasDone();
        }
    }

    @Test
    void peopleAreToldInALine() {
        services.letters.queue.whenReceived = services::interrupt;
        assertThat(run("list")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).endsWith("orderflow: cancelled: nothing was changed\n");
    }

    @Test
    void ofAnExportNothingIsLeft() {
        services.letters.queue.whenReceived = services::interrupt;
        Path file = folder.resolve("letters.jsonl");
        assertThat(run("export", file.toString(), "--json")).isEqualTo(2);
        nothingWasDone();
        assertThat(file).doesNotExist();
    }

    @Test
    void aRehearsalEndsBeforeAnythingIsSent() {
        services.rehearsal = (letters, rows, progress) -> {
            services.interrupt();
            assertThat(progress.cancelled()).isTrue();
            return new RehearsalReport(Map.of(), true);
        };
        assertThat(run("redrive", "--all", "--rehearse", "--yes", "--json")).isEqualTo(2);
        nothingWasDone();
    }

    @Test
    void anImportTellsHowManyWereSent() throws Exception {
        for (int more = 4; more <= 400; more++) {
            put("m" + more, SampleData.order("O" + more, "1"), HOME);
        }
        Path file = folder.resolve("letters.jsonl");
        assertThat(run("export", file.toString())).isZero();
        assertThat(Files.readAllLines(file)).hasSize(400);
        AtomicBoolean once = new AtomicBoolean();
        services.letters.whenSent = () -> {
            if (once.compareAndSet(false, true)) {
                services.interrupt();
            }
            while (!stopped()) {
                Thread.onSpinWait();
            }
        };
        assertThat(run("import", file.toString(), "--json")).isEqualTo(2);
        assertThat(json().get("stopped").asText()).isEqualTo("cancelled");
        int sent = json().get("sent").asInt();
        assertThat(sent).as("what was begun is finished, no more").isBetween(10, 399);
        assertThat(services.letters.sent).hasSize(sent);
        assertThat(run("receipts", json().get("receipt").asText(), "--json")).isZero();
        assertThat(json().get("sent").asInt()).isEqualTo(sent);
        assertThat(json().get("finished").asBoolean()).isTrue();
    }

    /** Whether the import knows that it is to stop. */
    private boolean stopped() {
        try {
            return services.receipts.read(services.receipts.ids().get(0)).history().stream()
                    .anyMatch(line -> line.kind() == JournalLine.Kind.STOPPED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatWasToBeDeletedStays() {
        services.letters.queue.whenReceived = services::interrupt;
        assertThat(run("delete", "--all", "--confirm", "OrderDLQ", "--json")).isEqualTo(2);
        nothingWasDone();
    }

    @Test
    void aMoveIsStopped() {
        services.depths.set(WatchedQueue.DEAD_LETTER_QUEUE, 3, 0, 0);
        services.whenPaused = () -> {
            services.whenPaused = () -> {};
            services.interrupt();
        };
        assertThat(run("move", "--yes", "--json")).isEqualTo(2);
        assertThat(json().get("ok").asBoolean()).isFalse();
        assertThat(json().get("state").asText()).isEqualTo("cancelled");
        assertThat(json().get("stopped").asText()).isEqualTo("cancelled");
        assertThat(services.letters.moves.calls).containsExactly("start null", "cancel handle");
    }

    @Test
    void whoIsAskedNeedNotAnswer() {
        services.whenAsked = services::interrupt;
        assertThat(run("redrive", "--all", "--json")).isEqualTo(1); // a process that is not ended goes on
        assertThat(services.exits).containsExactly(2);
        assertThat(out.toString())
                .startsWith("{\"ok\":false,\"error\":\"cancelled: nothing was changed\",\"stopped\":");
    }

    @Test
    void whatHasNotBegunEndsAtOnce() {
        services.whenConnected = services::interrupt;
        assertThat(run("list", "--json")).isEqualTo(2); // where the exit ends nothing it goes on, and answers once
        assertThat(services.exits).containsExactly(2);
        nothingWasDone();

        twoThatAreValidNowAndOneThatIsNot();
        services.whenConnected = services::interrupt;
        assertThat(run("import", "/no/such/file", "--json")).isEqualTo(1);
        nothingWasDone();
    }

    private void nothingWasDone() {
        assertThat(out.toString())
                .isEqualTo("{\"ok\":false,\"error\":\"cancelled: nothing was changed\",\"stopped\":\"cancelled\"}\n");
        assertThat(services.letters.sent).isEmpty();
        assertThat(there()).hasSize(3);
        assertThat(services.letters.queue.visible()).isEqualTo(3);
    }
}
