package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.filter.FilterException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which letters are acted on. */
final class SelectionOptions {
    private static final int MOST_NAMED = 10;
    private static final int LONGEST_FILE = 16 * 1024 * 1024;

    @Mixin
    QueueOption queue = new QueueOption();

    @ArgGroup(multiplicity = "1")
    Which which = new Which();

    @Option(
            names = "--expect-set",
            paramLabel = "HASH",
            description = "Go ahead only with exactly the set that --dry-run told: SHA-256 over its ids and bodies.")
    @Nullable
    String expected;

    /** Exactly one of them. */
    static final class Which {
        @Option(names = "--all", required = true, description = "All of them.")
        boolean all;

        @Option(
                names = "--filter",
                required = true,
                paramLabel = "FILTER",
                description = "Those that pass, as for list.")
        @Nullable
        String filter;

        @Option(
                names = "--ids-from",
                required = true,
                paramLabel = "FILE",
                description = "Those whose MessageIds stand in a file, one a line; - for what is piped in.")
        @Nullable
        String idsFrom;
    }

    /**
     * What was chosen.
     *
     * @param absent ids that are not in the queue, or held by somebody else
     */
    record Chosen(List<LetterRow> letters, Set<String> absent) {
        /** Which they are. */
        void put(Map<String, Object> json) {
            if (!absent.isEmpty()) {
                json.put("absent", List.copyOf(absent));
            }
        }

        void say(Answer answer) {
            if (!absent.isEmpty()) {
                answer.say("  " + absent.size() + (absent.size() == 1 ? " is" : " are")
                        + " not there, or held by somebody else: "
                        + absent.stream()
                                .limit(MOST_NAMED)
                                .map(SnapshotOptions::line)
                                .collect(Collectors.joining(", "))
                        + (absent.size() > MOST_NAMED ? ", …" : ""));
            }
        }
    }

    /** Refuses a filter that is none before anything is connected. */
    void check(ConsoleServices services, TargetCommand command) {
        if (which.filter != null && parsed(which.filter, services, command).isEmpty()) {
            throw command.wrong("--filter is empty: --all takes all of them"); // a script's variable may be unset
        }
    }

    private static Filter parsed(String line, ConsoleServices services, TargetCommand command) {
        try {
            return LetterRow.KEYS.parse(line, services.zone());
        } catch (FilterException e) {
            throw command.wrong(e);
        }
    }

    /** The ids that are wanted, read before anything is received; null where all or a filter's are. */
    @Nullable
    Set<String> ids(ConsoleServices services) throws PortException {
        return which.idsFrom == null
                ? null
                : GivenText.of(which.idsFrom, services)
                        .read(LONGEST_FILE)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Chosen of(Snapshot snapshot, @Nullable Set<String> ids, ConsoleServices services, TargetCommand command) {
        if (ids != null) {
            List<LetterRow> letters = snapshot.rows().stream()
                    .filter(row -> ids.contains(row.id()))
                    .toList();
            Set<String> absent = new LinkedHashSet<>(ids);
            letters.forEach(letter -> absent.remove(letter.id()));
            return new Chosen(letters, absent);
        }
        if (which.filter == null) {
            return new Chosen(snapshot.rows(), Set.of());
        }
        var passing = LetterRow.KEYS.passing(
                parsed(which.filter, services, command), services.clock().instant());
        return new Chosen(snapshot.rows().stream().filter(passing).toList(), Set.of());
    }
}
