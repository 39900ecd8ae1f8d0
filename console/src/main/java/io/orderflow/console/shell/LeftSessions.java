package io.orderflow.console.shell;

import io.orderflow.console.task.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;

/** Environments that were left while work goes on in them; each is closed once that has ended. FX thread only. */
final class LeftSessions {
    private final List<Session> finishing = new ArrayList<>();
    private final Consumer<Workspace> close;

    LeftSessions(Consumer<Workspace> close) {
        this.close = close;
    }

    void add(Session left) {
        finishing.add(left);
        left.jobs().running().addListener((ListChangeListener<Job>) change -> closeIfIdle(left));
        closeIfIdle(left);
    }

    private void closeIfIdle(Session left) {
        if (left.jobs().running().isEmpty() && finishing.remove(left)) {
            close.accept(left.workspace());
        }
    }

    /** The one of that place, which is left no more. */
    Optional<Session> back(Place place) {
        Optional<Session> open =
                finishing.stream().filter(left -> left.place().equals(place)).findFirst();
        open.ifPresent(finishing::remove);
        return open;
    }

    /** All, which somebody else closes now. */
    List<Workspace> drain() {
        List<Workspace> open = finishing.stream().map(Session::workspace).toList();
        finishing.clear();
        return open;
    }
}
