package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.files.LetterExport;
import io.orderflow.operations.filter.Filter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orderflow dead-letters export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes dead letters to a file, a line of JSON each, bodies and attributes whole. They stay in the"
                        + " queue. import brings them back.")
final class DeadLettersExportCommand extends CancellableCommand {
    @Mixin
    SnapshotOptions which = new SnapshotOptions();

    @Mixin
    LetterFilterOption filter = new LetterFilterOption();

    @Parameters(paramLabel = "FILE", description = "A new file, for its owner alone.")
    Path file = Path.of("");

    DeadLettersExportCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        Filter unused = filter.parsed(services(), this);
    }

    @Override
    int run(ConsoleServices.Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        try (Snapshot snapshot = which.released(connection, answer(), services())) {
            Predicate<LetterRow> passing = LetterRow.KEYS.passing(
                    filter.parsed(services(), this), services().clock().instant());
            List<LetterRow> letters = snapshot.rows().stream().filter(passing).toList();
            int written = new LetterExport(file, letters).run(progress());
            if (json()) {
                Map<String, Object> json = answered(connection);
                json.put("seen", snapshot.rows().size());
                json.putAll(SnapshotOptions.about(snapshot));
                json.put("exported", written);
                json.put("file", file.toAbsolutePath().toString());
                answer().json(json);
            } else {
                answer().line(written + " of " + snapshot.rows().size() + " letters written to " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CommandLine.ExitCode.OK;
    }
}
