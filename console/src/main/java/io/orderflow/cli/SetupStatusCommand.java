package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackTools;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code orderflow setup status}: drift. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows how each resource stands against what it should be: expected and actual per property, by"
                + " the same comparison as plan. Changes nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:in step",
            "1:error, also when a resource cannot be read",
            "2:something drifted or is missing, or wrong options"
        })
final class SetupStatusCommand extends StackCommand {
    SetupStatusCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    int run(Connection connection, StackTools tools) throws PortException {
        Plan report = tools.setup().status();
        boolean unreadable = report.count(ResourceState.UNREADABLE) > 0;
        if (json()) {
            Map<String, Object> json =
                    StackLines.json(!unreadable, tools.setup().location());
            json.put("inStep", report.isEmpty() && !unreadable);
            json.put("counts", StackLines.states(report));
            json.put(
                    "resources", report.changes().stream().map(StackLines::json).toList());
            answer().json(json);
        } else {
            report.changes().forEach(each -> StackLines.standing(each).forEach(answer()::line));
            answer().line(StackLines.stateCounts(report));
        }
        if (unreadable) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        return report.isEmpty() ? CommandLine.ExitCode.OK : SetupPlanCommand.PENDING;
    }
}
