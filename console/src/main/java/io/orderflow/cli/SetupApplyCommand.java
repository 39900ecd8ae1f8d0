package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.SetupOutcome;
import io.orderflow.operations.stack.StackLocation;
import io.orderflow.operations.stack.StackTools;
import io.orderflow.text.StackTexts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orderflow setup apply}: brings the stack into step, on any target. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description =
                "Shows account, region, endpoint and the plan, asks, then carries it out, independent resources at"
                        + " the same time. Interrupted, it goes on from there when run again.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done, or nothing to do", "1:error, or nobody agreed", "2:wrong options"})
final class SetupApplyCommand extends StackCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    SetupApplyCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    int run(Connection connection, StackTools tools) throws PortException {
        change.mustBeAllowed(connection);
        Plan plan = tools.setup().plan();
        if (plan.isEmpty()) {
            connection.rememberAccount();
            return done(tools.setup().location(), new SetupOutcome(List.of(), false));
        }
        plan.pending().forEach(each -> StackLines.planned(each).forEach(answer()::say));
        answer().say(StackLines.counts(plan));
        String question = "Make these " + plan.pending().size() + " changes?";
        if (!change.agreed(connection, services(), answer(), question, yes)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        connection.rememberAccount();
        return done(tools.setup().location(), tools.setup().apply(plan, new SetupLines(answer()::say)));
    }

    private int done(StackLocation location, SetupOutcome outcome) {
        for (SetupOutcome.Step step : outcome.steps()) {
            String name = StackTexts.name(step.resource());
            step.unsupported().forEach(each -> answer().say(
                            "  " + name + ": " + each + " is not supported, or not kept, by this endpoint"));
            if (!step.notYetVisible().isEmpty()) {
                answer().say("  " + name + ": accepted, but not shown yet: "
                        + step.notYetVisible().stream()
                                .map(PropertyDiff::property)
                                .collect(Collectors.joining(", ")));
            }
        }
        if (json()) {
            Map<String, Object> json = StackLines.json(true, location);
            json.put("changed", outcome.changed());
            json.put(
                    "resources",
                    outcome.steps().stream().map(SetupApplyCommand::json).toList());
            answer().json(json);
        } else {
            answer().line(
                            outcome.steps().isEmpty()
                                    ? "Everything is in step: nothing to do"
                                    : outcome.changed() == 1 ? "1 change made" : outcome.changed() + " changes made");
        }
        return CommandLine.ExitCode.OK;
    }

    private static Map<String, Object> json(SetupOutcome.Step step) {
        Map<String, Object> json = StackLines.json(step.resource());
        json.put("millis", step.took().toMillis());
        json.put("notYetVisible", StackLines.differences(step.notYetVisible()));
        json.put("unsupported", step.unsupported());
        return json;
    }
}
