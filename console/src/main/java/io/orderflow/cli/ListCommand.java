package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.filter.FilterException;
import io.orderflow.operations.filter.FilterKeys;
import java.io.Closeable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A list of what passes a filter.
 *
 * @param <R> the rows
 */
abstract class ListCommand<R> implements Callable<Integer> {
    private static final int MOST = 100_000;
    private static final int READ_BY_PEOPLE = 100;

    /** What a look found; the source is closed when the rows are told. */
    record Found<R>(List<R> rows, Map<String, Object> about, Closeable source) {
        Found(List<R> rows, Map<String, Object> about) {
            this(rows, about, () -> {});
        }
    }

    private final ConsoleServices services;
    final Answer answer;
    private final FilterKeys<R> keys;
    private final String name;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Terms that must all hold: key:value, key>=value, key~part or text. A comma means or, a minus"
                    + " in front means not, double quotes hold together what has spaces. A day or time without an"
                    + " offset is in this machine’s time zone.")
    String filter = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "List at most so many. Default: " + READ_BY_PEOPLE + "; with --json all.")
    @Nullable
    Integer given;

    /** @param name of the rows in the answer */
    ListCommand(ConsoleServices services, Answer answer, FilterKeys<R> keys, String name) {
        this.services = services;
        this.answer = answer;
        this.keys = keys;
        this.name = name;
    }

    @Override
    public Integer call() throws Exception {
        int limit = given != null ? given : common.json ? MOST : READ_BY_PEOPLE;
        if (limit < 1 || limit > MOST) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 to " + MOST);
        }
        Filter asked;
        try {
            asked = keys.parse(filter, services.zone());
        } catch (FilterException e) {
            throw new ParameterException(spec.commandLine(), answer.fault(e), e);
        }
        TargetOptions options = common.target(false, services, 0);
        try (Connection connection = services.connect(options, answer::say)) {
            answer.say("Target: " + connection.where().line());
            Found<R> found = look(connection, asked.isEmpty() ? limit : Math.max(limit, leastLook()));
            try (Closeable unused = found.source()) {
                Instant now = services.clock().instant();
                Predicate<R> passing = keys.passing(asked, now);
                List<R> passed = found.rows().stream().filter(passing).toList();
                List<R> listed = passed.stream().limit(limit).toList();
                answer(connection.where(), found, listed, passed);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    /** How many rows a filter looks through, at least. */
    abstract int leastLook();

    /** The first rows, at most so many. */
    abstract Found<R> look(Connection connection, int most) throws PortException, InterruptedException;

    abstract Map<String, Object> fields(R row);

    /** What else is told of those that pass. */
    void addTo(Map<String, Object> json, List<R> passed) {}

    /** Whether those that pass are told a line each. */
    boolean listsRows() {
        return true;
    }

    /** What else is told of those that pass, before the last line. */
    void lines(List<R> passed) {}

    abstract String line(R row);

    private void answer(ConsoleServices.Where where, Found<R> found, List<R> listed, List<R> passed) {
        if (common.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("ok", true);
            json.put("account", where.account());
            json.put("region", where.region());
            json.put("endpoint", where.endpoint());
            json.put("seen", found.rows().size());
            json.putAll(found.about());
            json.put(name, listed.stream().map(this::fields).toList());
            addTo(json, passed);
            answer.json(json);
            return;
        }
        if (listsRows()) {
            listed.forEach(row -> answer.line(line(row)));
        }
        lines(passed);
        if (!listsRows()) {
            return;
        }
        answer.line(listed.size() + " listed, " + passed.size() + " of the "
                + found.rows().size() + " looked at pass"
                + (listed.size() < passed.size() ? "; --limit " + passed.size() + " lists them all" : ""));
    }
}
