package io.orderflow.app;

import io.orderflow.infra.data.TableFileException;
import io.orderflow.infra.data.UserFile;
import io.orderflow.infra.data.UserLines;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.TextFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what people name as every import does. */
public final class UserTextFiles implements TextFiles {
    @Override
    public void each(Path path, Lines taker) throws PortException {
        UserFile file = new UserFile(path);
        long number = 0;
        try (UserLines lines = file.lines()) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                number++;
                taker.line(number, line);
            }
        } catch (TableFileException e) {
            throw refused(path, e.getMessage(), e);
        } catch (IOException e) {
            throw refused(
                    path, file.fault(number, 0, String.valueOf(e.getMessage())).getMessage(), e);
        }
    }

    @Override
    public InputStream open(Path path) throws PortException {
        try {
            return new UserFile(path).bytes();
        } catch (TableFileException e) {
            throw refused(path, e.getMessage(), e);
        }
    }

    private static PortException refused(Path path, @Nullable String line, Exception e) {
        return new PortException(PortException.Kind.REFUSED, path.toString(), Reason.line(String.valueOf(line)), e);
    }
}
