package io.orderflow.cli;

import io.orderflow.infra.data.TableFileException;
import io.orderflow.infra.data.UserFile;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A text that a command is given: the file of a name, or with {@code -} what is piped in. */
final class GivenText {
    static final String PIPED = "-";

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final UserFile file;

    private GivenText(UserFile file) {
        this.file = file;
    }

    /** @throws picocli.CommandLine.TypeConversionException when it is no name of a file here */
    static GivenText of(String name, ConsoleServices services) throws PortException {
        if (!name.equals(PIPED)) {
            return new GivenText(new UserFile(OrderflowCommand.path(name)));
        }
        try {
            return new GivenText(UserFile.ofStandardInput(services.input().readNBytes(MOST_BYTES)));
        } catch (IOException e) {
            throw refused("What is piped in cannot be read (" + e.getMessage() + ").", e);
        }
    }

    /**
     * The whole of it.
     *
     * @param most how many characters it may have
     * @throws PortException with one line: what it is, where, and what to do
     */
    String read(int most) throws PortException {
        try {
            return file.whole(most);
        } catch (TableFileException e) {
            throw refused(e);
        }
    }

    /** What is wrong with what it says, as {@link UserFile#fault}. */
    PortException fault(int line, int column, String what) {
        TableFileException fault = file.fault(line, column, what);
        return refused(fault);
    }

    private static PortException refused(TableFileException fault) {
        var reason = new Reason("file." + fault.code(), fault.parameters(), String.valueOf(fault.getMessage()));
        return new PortException(PortException.Kind.REFUSED, "file", reason, fault);
    }

    private static PortException refused(@Nullable String line, Exception cause) {
        return new PortException(PortException.Kind.REFUSED, "file", Reason.line(String.valueOf(line)), cause);
    }
}
