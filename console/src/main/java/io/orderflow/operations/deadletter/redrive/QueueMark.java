package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A note on a queue that somebody takes letters away from it. It only warns: nothing's safety depends on it. Blocks. Thread-safe. */
public interface QueueMark {
    /** The code of a refusal. */
    String REFUSAL = "mark";

    /** The longest owner; a tag's value takes 256 characters, and an instant is with it. */
    int LONGEST_OWNER = 200;

    /**
     * Who marks, in characters that a tag may hold, e.g. {@code ops@desk/1a2b3c4d}.
     *
     * @param folder tells data folders of one user apart
     */
    static String owner(Actor who, String folder) {
        String user = who.userAtHost().replaceAll("[^\\p{L}\\p{N} _.:/=+@-]", "_");
        String end = "/" + folder;
        return user.substring(0, Math.min(user.length(), LONGEST_OWNER - end.length())) + end;
    }

    /** @param who {@code user@host}, and which data folder of theirs */
    record Mark(String who, Instant until) {}

    /** Where the endpoint keeps none. */
    QueueMark NONE = new QueueMark() {
        @Override
        public Optional<Mark> read(String queue) {
            return Optional.empty();
        }

        @Override
        public void write(String queue, Mark mark) {}

        @Override
        public void remove(String queue) {}
    };

    /** Because of another console's mark nothing was done. */
    static PortException refusal(String queue, Mark mark, String line) {
        Reason reason = new Reason(REFUSAL, List.of(mark.who(), mark.until().toString()), line);
        return new PortException(PortException.Kind.REFUSED, queue, reason, null);
    }

    /** The mark because of which nothing was done; empty where it was for another reason. */
    static Optional<Mark> refused(Throwable fault) {
        Reason reason = fault instanceof PortException port ? port.reason() : null;
        return reason == null || !reason.code().equals(REFUSAL)
                ? Optional.empty()
                : Optional.of(new Mark(
                        reason.parameters().get(0),
                        Instant.parse(reason.parameters().get(1))));
    }

    Optional<Mark> read(String queue) throws PortException;

    void write(String queue, Mark mark) throws PortException;

    void remove(String queue) throws PortException;
}
