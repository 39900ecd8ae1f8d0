package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.TextFiles;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is in a file of exported letters, every line of which was read.
 *
 * @param queues that they lay in, by name
 */
public record LetterFile(int letters, Set<String> queues) {
    public LetterFile {
        queues = Set.copyOf(queues);
    }

    /** @throws PortException with the line that is no letter */
    public static LetterFile read(TextFiles files, Path file) throws PortException {
        int[] letters = {0};
        Set<String> queues = new TreeSet<>();
        files.each(file, (number, line) -> {
            if (!line.isBlank()) {
                queues.add(LetterJson.read(line).queue());
                letters[0]++;
            }
        });
        return new LetterFile(letters[0], queues);
    }
}
