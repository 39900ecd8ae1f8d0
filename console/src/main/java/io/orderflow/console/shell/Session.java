package io.orderflow.console.shell;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Jobs;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open target with its tabs and its work. Once it is left nothing that it still hears from the target is shown. FX
 * thread only.
 */
final class Session {
    private final Place place;
    private final Workspace workspace;
    private final Jobs jobs;
    private final Map<Tab, Feature> features = new EnumMap<>(Tab.class);
    private @Nullable Feature front;
    private boolean left;

    Session(Place place, Workspace workspace, Jobs jobs) {
        this.place = place;
        this.workspace = workspace;
        this.jobs = jobs;
    }

    /** Builds the tabs, anew if the session was left before. */
    void enter(MainViewModel window) {
        left = false;
        var guarded = new Guarded(this, window);
        var services = new ShellServices(guarded, guarded, jobs, workspace.memory(), workspace.protection());
        for (Feature feature : workspace.features(services)) {
            features.put(feature.tab(), feature);
        }
    }

    Place place() {
        return place;
    }

    Workspace workspace() {
        return workspace;
    }

    Jobs jobs() {
        return jobs;
    }

    Map<Tab, Feature> features() {
        return features;
    }

    void show(Tab tab) {
        if (front != null) {
            front.hidden();
        }
        front = features.get(tab);
        if (front != null) {
            front.shown();
        }
    }

    void select(String key) {
        if (front != null) {
            front.select(key);
        }
    }

    void refresh() {
        if (front != null) {
            front.refresh();
        }
    }

    /** Hides its tab and stops what repeats; running work is not touched. */
    void leave() {
        left = true;
        if (front != null) {
            front.hidden();
            front = null;
        }
        workspace.leave();
        features.clear();
    }

    /** The window, as long as the session is not left. */
    private record Guarded(Session session, MainViewModel window) implements Navigator, ConnectionMonitor {
        @Override
        public void show(Tab tab) {
            if (!session.left) {
                window.show(tab);
            }
        }

        @Override
        public void show(Tab tab, String key) {
            if (!session.left) {
                window.show(tab, key);
            }
        }

        @Override
        public void succeeded() {
            if (!session.left) {
                window.succeeded();
            }
        }

        @Override
        public void failed(Throwable fault) {
            if (!session.left) {
                window.failed(fault);
            }
        }
    }
}
