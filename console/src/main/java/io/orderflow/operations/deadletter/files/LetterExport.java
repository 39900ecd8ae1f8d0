package io.orderflow.operations.deadletter.files;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.LetterJson;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.files.NewFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** Writes letters to a {@link NewFile}, a line each. */
public final class LetterExport implements Work<Integer> {
    private final Path file;
    private final List<LetterRow> letters;

    public LetterExport(Path file, List<LetterRow> letters) {
        this.file = file;
        this.letters = List.copyOf(letters);
    }

    /**
     * @return how many were written
     * @throws InterruptedException when cancelled: nothing is left of it
     */
    @Override
    public Integer run(Progress progress) throws PortException, InterruptedException {
        NewFile.write(file, out -> write(out, progress));
        return letters.size();
    }

    private void write(Writer out, Progress progress) throws IOException, InterruptedException {
        long done = 0;
        for (LetterRow row : letters) {
            if (progress.cancelled()) {
                throw new InterruptedException("cancelled");
            }
            out.write(LetterJson.line(row.letter(), row.from().queue()));
            out.write('\n');
            progress.update(++done, letters.size(), "Writing");
        }
    }
}
