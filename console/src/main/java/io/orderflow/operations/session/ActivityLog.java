package io.orderflow.operations.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest activities of an environment, kept in its memory, each under a key of its own so that two windows do not lose each
 * other's. Thread-safe as far as the memory is; nothing blocks.
 */
public final class ActivityLog {
    static final int KEPT = 200;
    private static final String KEY = "activity.";
    private static final int LONGEST_WORDS = 500;

    private final Memory memory;
    private final Clock clock;
    private final String process;
    private final Predicate<String> alive;

    /** Of this process. */
    public ActivityLog(Memory memory, Clock clock) {
        this(memory, clock, name(ProcessHandle.current()), ActivityLog::alive);
    }

    /**
     * @param process which one this is
     * @param alive whether a process that wrote here still runs
     */
    ActivityLog(Memory memory, Clock clock, String process, Predicate<String> alive) {
        this.memory = memory;
        this.clock = clock;
        this.process = process;
        this.alive = alive;
    }

    /** As it is kept; what later versions add is not lost on them, only not understood. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            String environment,
            String title,
            String started,
            long done,
            long total,
            @Nullable String ended,
            String end,
            String words,
            String process) {}

    /** One that starts now; it is kept from its first {@link #keep} on. */
    public Activity start(String environment, String title) {
        return new Activity(
                UUID.randomUUID().toString(), environment, title, clock.instant(), 0, -1, null, Outcome.RUNNING);
    }

    /** Keeps it as it is now, and forgets the oldest beyond those that are kept. */
    public void keep(Activity activity) {
        String words = activity.outcome().words();
        Instant ended = activity.ended();
        var row = new Row(
                activity.environment(),
                activity.title(),
                activity.started().toString(),
                activity.done(),
                activity.total(),
                ended == null ? null : ended.toString(),
                activity.outcome().end().name(),
                words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) + "…" : words,
                process);
        try {
            memory.put(
                    KEY + activity.id(),
                    EnvironmentsFormat.JSON
                            .writer()
                            .without(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(row));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can be written", e);
        }
        Map<String, String> all = memory.all(KEY);
        if (all.size() > KEPT) {
            List<Activity> newest = newest();
            all.keySet()
                    .removeAll(newest.stream()
                            .limit(KEPT)
                            .map(each -> KEY + each.id())
                            .toList());
            all.keySet().forEach(memory::forget);
        }
    }

    /** What is kept, the newest first. What no process works on any more was interrupted. */
    public List<Activity> newest() {
        List<Activity> found = new ArrayList<>();
        memory.all(KEY)
                .forEach((key, text) -> read(key.substring(KEY.length()), text).ifPresent(found::add));
        found.sort(Comparator.comparing(Activity::started)
                .thenComparing(Activity::id)
                .reversed());
        return found;
    }

    private Optional<Activity> read(String id, String text) {
        try {
            Row row = EnvironmentsFormat.JSON.readValue(text, Row.class);
            End end = End.valueOf(row.end());
            boolean left = end == End.RUNNING && !alive.test(row.process());
            return Optional.of(new Activity(
                    id,
                    row.environment(),
                    row.title(),
                    Instant.parse(row.started()),
                    row.done(),
                    row.total(),
                    row.ended() == null ? null : Instant.parse(row.ended()),
                    new Outcome(left ? End.INTERRUPTED : end, row.words())));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** Another process may get the same number later, but has not started then. */
    private static String name(ProcessHandle handle) {
        return handle.pid() + " since "
                + handle.info().startInstant().map(Instant::toString).orElse("?");
    }

    private static boolean alive(String name) {
        try {
            return ProcessHandle.of(Long.parseLong(name.split(" ", 2)[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> name(handle).equals(name))
                    .isPresent();
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
