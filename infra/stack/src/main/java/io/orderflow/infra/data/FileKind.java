package io.orderflow.infra.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells by a file's first bytes what it is, where that is not text of one byte a letter or UTF-8. */
final class FileKind {
    /** How many of the first bytes are looked at. */
    static final int SAMPLE_BYTES = 4096;

    private static final String SAVE = ": save it as UTF-8";
    private static final String UTF_16 = "is UTF-16";
    private static final int FIRST_PRINTABLE = 0x20;

    /** The first bytes, as characters of Latin-1, and what such a file is; the first that fits counts. */
    private record Mark(String bytes, String what) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("\u00ff\u00fe\0\0", "is UTF-32" + SAVE),
            new Mark("\0\0\u00fe\u00ff", "is UTF-32" + SAVE),
            new Mark("\u00ff\u00fe", UTF_16 + " (little endian)" + SAVE),
            new Mark("\u00fe\u00ff", UTF_16 + " (big endian)" + SAVE),
            new Mark("\u001f\u008b", "is compressed with gzip: unpack it first (gunzip)"),
            new Mark(
                    "PK\u0003\u0004", "is a ZIP archive or an office document: unpack it, or export it as text, first"),
            new Mark("PK\u0005\u0006", "is an empty ZIP archive: name the file that was to be in it"),
            new Mark("BZh", "is compressed with bzip2: unpack it first (bunzip2)"),
            new Mark("\u00fd7zXZ\0", "is compressed with xz: unpack it first (unxz)"),
            new Mark("(\u00b5/\u00fd", "is compressed with Zstandard: unpack it first (unzstd)"),
            new Mark("7z\u00bc\u00af", "is a 7-Zip archive: unpack it first"),
            new Mark("%PDF-", "is a PDF document: export it as text first"),
            new Mark("\u00d0\u00cf\u0011\u00e0", "is an old office document: export it as text first"));

    private FileKind() {}

    /** As {@link #notText}, where text of two bytes a letter is text too. */
    static @Nullable String notTextInAnyEncoding(byte[] start) {
        String other = notText(start);
        return other == null || other.startsWith(UTF_16) ? null : other;
    }

    /**
     * @param start the file's first bytes
     * @return what the file is and what to do, to follow its name; null when it may be text
     */
    static @Nullable String notText(byte[] start) {
        String bytes = new String(start, StandardCharsets.ISO_8859_1);
        if (bytes.isEmpty() || bytes.equals("\u00ef\u00bb\u00bf")) {
            return "is empty: name another";
        }
        for (Mark mark : MARKS) {
            if (bytes.startsWith(mark.bytes())) {
                return mark.what();
            }
        }
        return withoutMark(bytes);
    }

    /** Text of two bytes a letter has a zero in many of its odd or its even bytes, but not in both: the punctuation alone brings that about. */
    private static @Nullable String withoutMark(String bytes) {
        long evenZeros = zeros(bytes, 0);
        long oddZeros = zeros(bytes, 1);
        int pairs = bytes.length() / 2;
        if (pairs > 0 && oddZeros * 4 > pairs && evenZeros * 8 < pairs) {
            return UTF_16 + " (little endian, without a byte order mark)" + SAVE;
        }
        if (pairs > 0 && evenZeros * 4 > pairs && oddZeros * 8 < pairs) {
            return UTF_16 + " (big endian, without a byte order mark)" + SAVE;
        }
        boolean controls = bytes.chars().anyMatch(FileKind::inNoText);
        return controls ? "is binary, not text: name a text file in UTF-8" : null;
    }

    private static long zeros(String bytes, int parity) {
        long zeros = 0;
        for (int i = parity; i < bytes.length(); i += 2) {
            zeros += bytes.charAt(i) == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static boolean inNoText(int character) {
        return character < FIRST_PRINTABLE && "\t\n\u000b\f\r\u001a\u001b".indexOf(character) < 0;
    }
}
