package io.orderflow.app;

import io.orderflow.aws.StackFaults;
import io.orderflow.infra.data.TableFileException;
import io.orderflow.infra.data.UserFile;
import io.orderflow.infra.data.UserLines;
import io.orderflow.operations.PortException;
import io.orderflow.operations.TextFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

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
            throw StackFaults.of(e, path.toString());
        } catch (IOException e) {
            throw StackFaults.of(file.fault(number, 0, String.valueOf(e.getMessage())), path.toString());
        }
    }

    @Override
    public InputStream open(Path path) throws PortException {
        try {
            return new UserFile(path).bytes();
        } catch (TableFileException e) {
            throw StackFaults.of(e, path.toString());
        }
    }
}
