package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.TextFiles;
import io.orderflow.operations.Work;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends exported letters to a queue again, as they were. A MessageId, a count of receives and an age cannot come back: the
 * new messages have their own. The whole file is read before anything is sent.
 */
public final class ImportLetters implements Work<ImportLetters.Report> {
    /** SQS takes no more in a request; attributes are counted generously. */
    private static final int LARGEST_BATCH = 1024 * 1024;

    private final TextFiles files;
    private final Path file;
    private final LetterTarget target;

    /**
     * How it went.
     *
     * @param read how many letters the file has
     * @param sent how many of them were sent; when cancelled, the rest was not
     * @param refused a line for each letter that was not taken
     */
    public record Report(int read, int sent, List<String> refused) {
        public Report {
            refused = List.copyOf(refused);
        }

        /** Whether each of them was taken. */
        public boolean whole() {
            return sent == read;
        }
    }

    public ImportLetters(TextFiles files, Path file, LetterTarget target) {
        this.files = files;
        this.file = file;
        this.target = target;
    }

    @Override
    public Report run(Progress progress) throws PortException {
        int letters = LetterFile.read(files, file).letters();
        var sending = new Sending(letters, progress);
        files.each(file, (number, line) -> {
            if (!line.isBlank() && sending.fault == null && !progress.cancelled()) {
                sending.add(number, LetterJson.read(line).letter());
            }
        });
        if (sending.fault == null && !progress.cancelled()) {
            sending.flush();
        }
        if (sending.fault != null) {
            throw new PortException(
                    sending.fault.kind(),
                    target.name(),
                    sending.sent + " of " + letters + " were sent before it failed, and up to " + LetterQueue.BATCH
                            + " more may have been: " + sending.fault.getMessage(),
                    sending.fault);
        }
        return new Report(letters, sending.sent, sending.refused);
    }

    private final class Sending {
        private final int all;
        private final Progress progress;
        private final List<OutgoingLetter> batch = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private int bytes;
        private int sent;
        private @Nullable PortException fault;

        Sending(int all, Progress progress) {
            this.all = all;
            this.progress = progress;
        }

        void add(long number, DeadLetter letter) {
            int size = size(letter);
            if (batch.size() == LetterQueue.BATCH || bytes + size > LARGEST_BATCH) {
                flush();
            }
            bytes += size;
            batch.add(new OutgoingLetter(
                    Long.toString(number), letter.body(), letter.attributes(), letter.group(), letter.trace()));
        }

        private int size(DeadLetter letter) {
            int size = letter.body().getBytes(StandardCharsets.UTF_8).length;
            for (MessageAttribute each : letter.attributes()) {
                size += (each.name() + each.type() + each.value()).getBytes(StandardCharsets.UTF_8).length;
            }
            return size;
        }

        void flush() {
            if (batch.isEmpty() || fault != null) {
                return;
            }
            try {
                SendAnswer answer = target.send(batch);
                sent += answer.sent().size();
                answer.failed()
                        .forEach((number, why) ->
                                refused.add("Line " + number + " was not taken: " + why.code() + " " + why.message()));
                progress.update(sent, all, target.name());
            } catch (PortException e) {
                fault = e;
            }
            batch.clear();
            bytes = 0;
        }
    }
}
