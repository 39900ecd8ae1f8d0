package io.orderflow.text;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The one reading of paths that people give, as an option, an environment variable or typed into a field. */
public final class UserPath {
    private static final int FIRST_NOT_ASCII = 0x80;
    private static final int SHOWN = 60;

    private UserPath() {}

    /**
     * The path, absolute: a relative one counts from the current folder, {@code ~} and {@code ~/x} from the user's home, which a
     * shell does not replace behind {@code --data-dir=} or in quotes.
     *
     * @param userHome as in the system property {@code user.home}
     * @throws IllegalArgumentException when it names nothing here; the message begins with the text and says what to do
     */
    public static Path of(String text, String userHome) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(shown(text) + " is empty: name a file or folder, or leave it out");
        }
        if (text.equals("~") || text.startsWith("~/") || text.startsWith("~\\")) {
            Path home = home(userHome);
            if (home == null) {
                throw new IllegalArgumentException(
                        shown(text) + " counts from your home folder, which is not known: write the path in full");
            }
            return parsed(home + text.substring(1)).toAbsolutePath();
        }
        return parsed(text).toAbsolutePath();
    }

    /** The user's home folder; null where the system knows none and Java says {@code ?}. */
    public static @Nullable Path home(String userHome) {
        if (userHome.isBlank() || userHome.equals("?")) {
            return null;
        }
        Path home = parsed(userHome);
        return home.isAbsolute() ? home : null;
    }

    private static Path parsed(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            boolean ascii = text.chars().allMatch(c -> c < FIRST_NOT_ASCII);
            throw new IllegalArgumentException(
                    shown(text)
                            + (ascii
                                    ? " cannot be a name here: leave out what no name may hold"
                                    : " cannot be a name in this locale's encoding, which is "
                                            + System.getProperty("sun.jnu.encoding", "not known")
                                            + ": set LC_ALL=C.UTF-8, or use a name in ASCII"),
                    e);
        }
    }

    /** Fit for a line in any terminal. */
    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}|\uFFFD", "?");
        return "'" + (plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain) + "'";
    }
}
