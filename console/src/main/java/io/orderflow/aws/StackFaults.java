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
            throw new PortException(
                    PortException.Kind.REFUSED, "Setup", Reason.line(String.valueOf(e.getMessage())), e);
        }
    }

    public static PortException of(SetupException failure) {
        String subject = failure.resource().map(Object::toString).orElse("Setup");
        String line = String.valueOf(failure.getMessage());
        return new PortException(
                failure.fault().map(known -> PortFaults.kind(known.kind())).orElse(PortException.Kind.REFUSED),
                subject,
                failure.fault().map(known -> PortFaults.reason(known, line)).orElseGet(() -> Reason.line(line)),
                failure);
    }
}
