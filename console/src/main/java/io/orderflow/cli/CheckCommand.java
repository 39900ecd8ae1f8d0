package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.check.Check;
import io.orderflow.operations.check.CheckPlan;
import io.orderflow.operations.check.CheckReport;
import io.orderflow.operations.check.CheckStep;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow check}: the main job without a window. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes 20 orders and follows them into the table; on the embedded AWS also 2 malformed ones into"
                    + " OrderDLQ, repairs one and redrives it.",
            "Embedded it keeps nothing unless --data-dir is given. On AWS it publishes real events that every"
                    + " subscriber hears (--yes) and creates nothing (unless --setup)."
        })
final class CheckCommand implements Callable<Integer> {
    private static final int ORDERS = 20;
    /** Three deliveries 12 s apart and the move to the dead-letter queue take about 36 s on loopback. */
    private static final Duration PATIENCE = Duration.ofSeconds(48);

    private static final Duration CLOUD_PATIENCE = Duration.ofMinutes(3);

    private final ConsoleServices services;
    private final Answer answer;
    private final Clock clock;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Option(names = "--setup", description = "On AWS: create what is missing first; what is there stays as it is.")
    boolean setup;

    @Option(names = "--yes", description = "On AWS: publish the named canary orders.")
    boolean yes;

    CheckCommand(ConsoleServices services, Answer answer) {
        this.services = services;
        this.answer = answer;
        this.clock = services.clock();
    }

    @Override
    public Integer call() throws Exception {
        TargetOptions options = common.target(true, services, 0);
        if (!options.cloud() && (setup || yes)) {
            throw new ParameterException(
                    spec.commandLine(),
                    (setup ? "--setup" : "--yes") + " belongs to AWS: the embedded AWS is always set up");
        }
        return run(options, common.json);
    }

    int run(TargetOptions options, boolean json) throws InterruptedException {
        long start = clock.millis();
        CheckPlan plan = new CheckPlan(
                UUID.randomUUID().toString().substring(0, 8),
                ORDERS,
                !options.cloud(),
                !options.cloud() || setup,
                options.cloud() ? CLOUD_PATIENCE : PATIENCE);
        List<CheckStep> steps = new ArrayList<>();
        String where = options.cloud() ? "aws" : "embedded";
        String broken = null;
        try (Connection connection = services.connect(options, answer::say)) {
            where = connection.where().line();
            steps.add(new CheckStep("started", 1, 1, clock.millis() - start, where));
            change.mustBeAllowed(connection);
            if (options.cloud() && !consented(plan, where)) {
                return CommandLine.ExitCode.USAGE;
            }
            if (!change.confirmed(connection, services, answer, true)) {
                return CommandLine.ExitCode.SOFTWARE;
            }
            connection.rememberAccount();
            OrderMessageCodec codec = new OrderMessageCodec(new OrderValidator(clock));
            Check check = new Check(connection.check(), plan, codec, clock, Check.sleeping(), answer::say);
            broken = follow(check);
            steps.addAll(check.steps());
        } catch (PortException | RuntimeException e) {
            broken = fault(e);
        }
        if (broken != null) {
            steps.add(new CheckStep("broke off", 0, 1, clock.millis() - start, broken));
        }
        report(new CheckReport(plan.runId(), where, steps, clock.millis() - start), json);
        return broken == null && steps.stream().allMatch(CheckStep::ok)
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private @Nullable String follow(Check check) throws InterruptedException {
        try {
            check.run();
            return null;
        } catch (PortException | RuntimeException e) {
            return fault(e);
        }
    }

    private String fault(Exception e) {
        answer.broke(e);
        return answer.fault(e);
    }

    private boolean consented(CheckPlan plan, String where) {
        List<String> ids = plan.orderIds();
        answer.say("Check on " + where + ": publishes " + ids.size() + " canary orders that every subscriber hears, "
                + ids.get(0) + " to " + ids.get(ids.size() - 1)
                + (setup ? ", after creating what is missing" : ", and creates no resource"));
        if (!yes) {
            answer.failure("nothing was published: add --yes to go ahead");
        }
        return yes;
    }

    private void report(CheckReport report, boolean json) {
        if (json) {
            answer.json(asJson(report));
            return;
        }
        answer.line(String.format(Locale.ROOT, "   %-28s %9s %8s  %s", "step", "count", "ms", ""));
        for (CheckStep step : report.steps()) {
            answer.line(String.format(
                    Locale.ROOT,
                    "%s  %-28s %9s %,8d  %s",
                    step.ok() ? "✓" : "✗",
                    step.name(),
                    step.done() + "/" + step.expected(),
                    step.millis(),
                    step.detail()));
        }
        answer.line((report.ok() ? "Passed" : "FAILED") + " in "
                + String.format(Locale.ROOT, "%.1f s", report.millis() / 1000.0) + ", run " + report.runId());
    }

    private static Map<String, Object> asJson(CheckReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", report.ok());
        json.put("runId", report.runId());
        json.put("target", report.target());
        json.put("millis", report.millis());
        List<Map<String, Object>> steps = new ArrayList<>();
        for (CheckStep step : report.steps()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", step.name());
            each.put("ok", step.ok());
            each.put("count", step.done());
            each.put("expected", step.expected());
            each.put("millis", step.millis());
            each.put("detail", step.detail());
            steps.add(each);
        }
        json.put("steps", steps);
        return json;
    }
}
