package io.orderflow.operations.deadletter.rehearsal;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.Diagnosis;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges each letter by the rules, and does not look at rows. */
public final class FakeRehearsal implements LetterRehearsal {
    public final List<List<OutgoingLetter>> runs = new ArrayList<>();
    public @Nullable PortException fault;
    /** Does something in the middle. */
    public Runnable meanwhile = () -> {};

    private final Diagnoser diagnoser = new Diagnoser(new OrderMessageCodec(new OrderValidator(Clock.systemUTC())));

    @Override
    public RehearsalReport run(List<OutgoingLetter> letters, Map<String, OrderState> rows, Progress progress)
            throws PortException {
        if (fault != null) {
            throw fault;
        }
        runs.add(letters);
        progress.update(0, letters.size(), "Starting");
        meanwhile.run();
        Map<String, RehearsedEnd> ends = new LinkedHashMap<>();
        for (OutgoingLetter letter : letters) {
            RehearsedEnd.Kind kind = diagnoser.diagnose(letter.body()) instanceof Diagnosis.Valid
                    ? RehearsedEnd.Kind.STORED
                    : RehearsedEnd.Kind.MALFORMED;
            ends.put(letter.key(), new RehearsedEnd(kind, List.of(), ""));
            progress.update(ends.size(), letters.size(), "Following");
        }
        return new RehearsalReport(ends, progress.cancelled());
    }
}
