package io.orderflow.infra.data;

import io.orderflow.infra.data.TableFileException.Code;
import java.io.ByteArrayInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which a file that a user names is read: text in UTF-8, with or without a byte order mark. Whatever else it is
 * is told in one line: what the file is, where, and what to do. Thread-safe; what it opens is not.
 */
public final class UserFile {
    private final String name;
    private final @Nullable Path path;
    private final byte[] bytes;

    public UserFile(Path path) {
        this.name = path.toString();
        this.path = path;
        this.bytes = new byte[0];
    }

    private UserFile(String name, byte[] bytes) {
        this.name = name;
        this.path = null;
        this.bytes = bytes;
    }

    /** What was piped in, as if it were a file. */
    public static UserFile ofStandardInput(byte[] bytes) {
        return new UserFile("standard input", bytes.clone());
    }

    /**
     * Opens the text, without its byte order mark, for parsers of a form of their own.
     *
     * @return reads like any other, but throws {@link TableFileException} where the file is no UTF-8 or cannot be read on
     * @throws TableFileException when the file is not there, may not be read, is empty, a folder, compressed or no text
     */
    public Reader text() {
        return new Guarded(new Utf8Reader(open(FileKind::notText)));
    }

    /**
     * Opens the bytes, for who knows the encoding.
     *
     * @throws TableFileException as {@link #text}, but for the encoding
     */
    public InputStream bytes() {
        return open(FileKind::notTextInAnyEncoding);
    }

    /**
     * The whole text.
     *
     * @param most how many characters it may have
     * @throws TableFileException as {@link #text}, or when it has more
     */
    public String whole(int most) {
        StringBuilder whole = new StringBuilder();
        char[] piece = new char[Math.min(most + 1, 16 * 1024)];
        try (Reader in = text()) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                whole.append(piece, 0, read);
                if (whole.length() > most) {
                    String longest = String.format(Locale.ROOT, "%,d", most);
                    throw path == null
                            ? new TableFileException(Code.PIPED_TOO_LONG, null, longest)
                            : whole(Code.TOO_LONG, null, longest);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the reader below says what is wrong in its own way", e);
        }
        return whole.toString();
    }

    /** As {@link #text}, line by line. */
    public UserLines lines() {
        return new UserLines(this, text());
    }

    /**
     * What is wrong with the content, at a place in it.
     *
     * @param line from 1
     * @param column in characters, from 1; 0 where it is the line as a whole
     * @param what follows the place, e.g. {@code is not JSON}, and says what to do
     */
    public TableFileException fault(long line, long column, String what) {
        return column == 0 ? whole(Code.LINE, null, line, what) : whole(Code.PLACE, null, line, column, what);
    }

    private InputStream open(Function<byte[], @Nullable String> other) {
        if (path == null) {
            refuse(other.apply(Arrays.copyOf(bytes, Math.min(bytes.length, FileKind.SAMPLE_BYTES))));
            return new ByteArrayInputStream(bytes);
        }
        if (Files.isDirectory(path)) {
            throw whole(Code.IS_FOLDER, null);
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw whole(Code.IS_DEVICE, null);
        }
        try {
            byte[] start;
            try (InputStream in = Files.newInputStream(path)) {
                start = in.readNBytes(FileKind.SAMPLE_BYTES);
            }
            refuse(other.apply(start));
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void refuse(@Nullable String other) {
        if (other != null) {
            throw path == null ? new TableFileException(Code.PIPED, null, other) : whole(Code.FILE, null, other);
        }
    }

    /** @param more parameters of the code's line, behind the file's name */
    TableFileException whole(Code code, @Nullable IOException cause, Object... more) {
        return new TableFileException(
                code, cause, Stream.concat(Stream.of(name), Stream.of(more)).toArray());
    }

    private TableFileException unreadable(IOException e) {
        if (e instanceof NoSuchFileException) {
            return whole(Code.NOT_THERE, e);
        }
        if (e instanceof AccessDeniedException) {
            return whole(Code.NOT_PERMITTED, e);
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : null;
        return reason == null ? whole(Code.UNREADABLE, e) : whole(Code.UNREADABLE_BECAUSE, e, reason);
    }

    /** Says what has failed as a line about this file. */
    private final class Guarded extends FilterReader {
        Guarded(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            try {
                return super.read(buffer, offset, length);
            } catch (NotUtf8Exception e) {
                throw fault(e.line(), e.column(), e.what());
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }
}
