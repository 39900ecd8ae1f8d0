package io.orderflow.text;

import java.util.List;
import java.util.stream.Collectors;

/** Words as a POSIX shell takes them. */
public final class ShellWords {
    private ShellWords() {}

    /** A line that says just these. */
    public static String line(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    /** Between quotes where it must be. */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
