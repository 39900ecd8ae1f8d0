package io.orderflow.aws;

import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.data.TableFileException;
import io.orderflow.operations.PortException;
import java.util.function.Supplier;

/** Translates what the engine throws into what ports throw. */
final class StackFaults {
    private StackFaults() {}

    static <T> T explained(Supplier<T> work) throws PortException {
        try {
            return work.get();
        } catch (SetupException e) {
            throw of(e);
        } catch (TableFileException e) {
            throw new PortException(PortException.Kind.REFUSED, "Setup", line(e), e);
        }
    }

    /** The failure with its line as it is. */
    static PortException of(SetupException failure) {
        String subject = failure.resource().map(Object::toString).orElse("Setup");
        return new PortException(
                failure.fault().map(known -> PortFaults.kind(known.kind())).orElse(PortException.Kind.REFUSED),
                subject,
                line(failure),
                failure);
    }

    /** With its full stop, which makes it a line that is shown as it is. */
    private static String line(Exception failure) {
        String message = failure.getMessage() == null ? "Setup failed" : failure.getMessage();
        return message.endsWith(".") ? message : message + ".";
    }
}
