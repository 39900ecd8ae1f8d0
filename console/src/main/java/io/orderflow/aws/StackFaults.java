package io.orderflow.aws;

import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.data.TableFileException;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import java.util.function.Supplier;

/** Translates what the engine throws into what ports throw. */
public final class StackFaults {
    private StackFaults() {}

    static <T> T explained(Supplier<T> work) throws PortException {
        try {
            return work.get();
        } catch (SetupException e) {
            throw of(e);
        } catch (TableFileException e) {
            throw of(e, "Setup");
        }
    }

    public static PortException of(SetupException failure) {
        String subject = failure.resource().map(Object::toString).orElse("Setup");
        String line = String.valueOf(failure.getMessage());
        return new PortException(
                failure.fault().map(known -> PortFaults.kind(known.kind())).orElse(PortException.Kind.REFUSED),
                subject,
                failure.code()
                        .map(code -> new Reason("setup." + code, failure.parameters(), line))
                        .or(() -> failure.fault().map(known -> PortFaults.reason(known, line)))
                        .orElseGet(() -> Reason.line(line)),
                failure);
    }

    /** Of a file that somebody named. */
    public static PortException of(TableFileException failure, String subject) {
        return new PortException(
                PortException.Kind.REFUSED,
                subject,
                new Reason("file." + failure.code(), failure.parameters(), String.valueOf(failure.getMessage())),
                failure);
    }
}
