package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.infra.plan.Plan;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackTools;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code orderflow setup plan}: what apply would do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what apply would do with each resource, property by property (now → wanted). Changes"
                + " nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing to do", "1:error", "2:changes are pending, or wrong options"})
final class SetupPlanCommand extends StackCommand {
    /** As the help says; also what wrong options give. */
    static final int PENDING = 2;

    SetupPlanCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    int run(Connection connection, StackTools tools) throws PortException {
        Plan plan = tools.setup().plan();
        if (json()) {
            Map<String, Object> json = StackLines.json(true, tools.setup().location());
            json.put("pending", plan.pending().size());
            json.put("counts", StackLines.actions(plan));
            json.put("resources", plan.changes().stream().map(StackLines::json).toList());
            answer().json(json);
        } else {
            plan.changes().forEach(each -> StackLines.planned(each).forEach(answer()::line));
            answer().line(StackLines.counts(plan));
        }
        return plan.isEmpty() ? CommandLine.ExitCode.OK : PENDING;
    }
}
