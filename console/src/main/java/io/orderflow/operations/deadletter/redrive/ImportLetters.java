package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.TextFiles;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.Diagnosis;
import io.orderflow.operations.deadletter.LetterFile;
import io.orderflow.operations.deadletter.LetterJson;
import io.orderflow.operations.deadletter.OrderEvent;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends exported letters to a queue again, as they were, with a receipt. A MessageId, a count of receives and an age cannot come
 * back: the new messages have their own. The whole file is read before anything is sent.
 */
public final class ImportLetters implements Work<ImportLetters.Report> {
    private final TextFiles files;
    private final Path file;
    private final RedriveTools tools;
    private final Destination to;
    private final String commandLine;

    /**
     * How it went.
     *
     * @param read how many letters the file has
     * @param sent how many of them were sent; when cancelled, the rest was not
     * @param refused a line for each letter that was not taken
     * @param receipt its id
     * @param fault one line of what ended it early; null where nothing did
     */
    public record Report(
            int read,
            int sent,
            List<String> refused,
            String receipt,
            @Nullable String stopped,
            @Nullable String fault) {
        public Report {
            refused = List.copyOf(refused);
        }

        /** Whether each of them was taken. */
        public boolean whole() {
            return sent == read;
        }
    }

    /** @param commandLine the same as a command */
    public ImportLetters(TextFiles files, Path file, RedriveTools tools, Destination to, String commandLine) {
        this.files = files;
        this.file = file;
        this.tools = tools;
        this.to = to;
        this.commandLine = commandLine;
    }

    /** @throws PortException where nothing was sent; what ends it later stands in the report */
    @Override
    public Report run(Progress progress) throws PortException, InterruptedException {
        LetterFile unused = LetterFile.read(files, file);
        var letters = new Letters();
        RedriveOrder order = RedriveOrder.of(Act.IMPORT, file.toString(), to, tools.who(), commandLine, false, null);
        RedriveReport report = tools.redrives().run(order, letters, RedriveWatcher.of(progress, to.name()));
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < report.letters().size(); i++) {
            LetterReport letter = report.letters().get(i);
            if (!letter.sent() && letter.reason() != null) {
                refused.add("Line " + letters.numbers.get(i) + " was not taken: " + letter.reason());
            }
        }
        return new Report(report.count(), report.sent(), refused, report.receipt(), report.stopped(), report.fault());
    }

    /** Read from the file one by one, so that their bodies are not in memory together. */
    private final class Letters implements Iterable<FrozenLetter> {
        private final List<Long> numbers = new ArrayList<>();
        private final Diagnoser diagnoser = new Diagnoser(
                new OrderMessageCodec(new OrderValidator(tools.redrives().clock())));

        @Override
        public void forEach(Consumer<? super FrozenLetter> taker) {
            try {
                files.each(file, (number, line) -> {
                    if (!line.isBlank()) {
                        numbers.add(number);
                        taker.accept(letter(LetterJson.read(line).letter()));
                    }
                });
            } catch (PortException e) {
                throw new UncheckedIOException(new IOException(e.getMessage(), e));
            }
        }

        @Override
        public Iterator<FrozenLetter> iterator() {
            List<FrozenLetter> all = new ArrayList<>();
            forEach(all::add);
            return all.iterator();
        }

        private FrozenLetter letter(DeadLetter letter) {
            Diagnosis diagnosis = diagnoser.diagnose(letter.body());
            return new FrozenLetter(
                    letter.messageId(),
                    diagnosis.orderId(),
                    diagnosis instanceof Diagnosis.Valid valid
                            ? OrderEvent.of(valid.order()).hash()
                            : null,
                    RowBefore.NOT_READ,
                    letter.body(),
                    letter.attributes(),
                    letter.group(),
                    letter.trace(),
                    null,
                    null);
        }
    }
}
