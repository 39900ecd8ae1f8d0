package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.ReceivedLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What happened, with its time: the engine knows no other clock. {@code id} is the action's that it answers. */
sealed interface RedriveEvent {
    Instant at();

    /** Time passed. */
    record Tick(Instant at) implements RedriveEvent {}

    record JournalSynced(Instant at, long id) implements RedriveEvent {}

    /** Nothing written since the last sync can be trusted, and nothing more can be written. */
    record JournalBroken(Instant at, String line) implements RedriveEvent {}

    record SendAnswered(Instant at, long id, SendAnswer answer) implements RedriveEvent {}

    record Deleted(Instant at, long id, Map<String, EntryFault> failed) implements RedriveEvent {}

    record Hidden(Instant at, long id, Map<String, EntryFault> failed) implements RedriveEvent {}

    record Received(Instant at, long id, List<ReceivedLetter> letters) implements RedriveEvent {}

    record LogRead(Instant at, long id, FunctionLog.Page page) implements RedriveEvent {}

    record RowsRead(Instant at, long id, Map<String, OrderState> rows) implements RedriveEvent {}

    /** A request failed as a whole. */
    record RequestFailed(Instant at, long id, PortException fault) implements RedriveEvent {}

    /** The bodies of a batch could not be read from disk: it was not sent. */
    record BodiesLost(Instant at, long id, String line) implements RedriveEvent {}

    record Cancelled(Instant at) implements RedriveEvent {}

    record Paused(Instant at, boolean paused) implements RedriveEvent {}
}
