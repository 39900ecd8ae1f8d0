package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.journal.JournalLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be done; each with an id is answered by one event of that id. */
sealed interface RedriveAction {

    /** Appends lines and puts everything written so far on disk. */
    record Journal(long id, List<JournalLine> lines) implements RedriveAction {
        public Journal {
            lines = List.copyOf(lines);
        }
    }

    /** Sends letters of the set, by their places in it, which are their keys too. */
    record Send(long id, List<Integer> letters) implements RedriveAction {
        public Send {
            letters = List.copyOf(letters);
        }
    }

    record Delete(long id, List<String> handles) implements RedriveAction {
        public Delete {
            handles = List.copyOf(handles);
        }
    }

    /** Hides letters for so long from now on; zero releases them. */
    record Hide(long id, List<String> handles, Duration length) implements RedriveAction {
        public Hide {
            handles = List.copyOf(handles);
        }
    }

    record Receive(long id, Duration hold, Duration poll) implements RedriveAction {}

    /** One that is answered by its id. */
    sealed interface Numbered extends RedriveAction {
        long id();
    }

    /** Likewise, where the dead lie, when letters are taken from another queue. */
    record ReceiveDead(long id, Duration hold, Duration poll) implements Numbered {}

    /** Shows them there to others again. */
    record ReleaseDead(long id, List<String> handles) implements Numbered {
        public ReleaseDead {
            handles = List.copyOf(handles);
        }
    }

    record ReadLog(long id, Instant from, Instant to, @Nullable String next) implements RedriveAction {}

    record ReadRows(long id, List<String> orderIds) implements RedriveAction {
        public ReadRows {
            orderIds = List.copyOf(orderIds);
        }
    }

    /** Nothing more will be asked for. */
    record Finish() implements RedriveAction {}
}
