package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.RemovalAction;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.ExportFile;
import io.orderflow.operations.stack.SetupOutcome;
import io.orderflow.operations.stack.StackLocation;
import io.orderflow.operations.stack.StackTools;
import io.orderflow.text.StackTexts;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orderflow setup destroy}: takes the stack away again. */
@Command(
        name = "destroy",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what goes and what stays, asks for the topic's name to be typed (--confirm), then deletes in reverse"
                    + " order.",
            "What was there before us stays unless --include-adopted; what has no tag of ours stays always; the table"
                    + " stays unless --delete-data. Where an endpoint has no tags, each name is asked for."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done, or nothing to do", "1:error, or the name was not confirmed", "2:wrong options"})
final class SetupDestroyCommand extends StackCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Option(names = "--yes", description = "Do not ask: what --confirm does not name stays.")
    boolean yes;

    @Option(names = "--include-adopted", description = "Also what was there before us and was adopted.")
    boolean includeAdopted;

    @Option(names = "--delete-data", description = "Also the table, after its rows were exported.")
    boolean deleteData;

    @Option(
            names = "--export-to",
            paramLabel = "FILE",
            description = "Where to, for setup import. Default: a new file in the data folder's exports.")
    @Nullable
    Path exportTo;

    SetupDestroyCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        if (exportTo != null && !deleteData) {
            throw wrong("--export-to belongs to --delete-data: add it, or leave --export-to out");
        }
        super.check();
    }

    @Override
    int run(Connection connection, StackTools tools) throws PortException {
        change.mustBeAllowed(connection);
        StackLocation location = tools.setup().location();
        DestroyPlan plan = tools.setup().destroyPlan(new DestroyOptions(includeAdopted, file(tools)));
        plan.removals().forEach(this::show);
        answer().say(counts(plan));
        if (plan.pending().isEmpty()) {
            return done(location, plan, new SetupOutcome(List.of(), false));
        }
        Path export = plan.options().exportTo();
        if (export != null) {
            answer().say("The table's rows are written to " + export + " first");
        }
        if (!change.confirmed(connection, services(), answer(), !yes)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (!confirms(location.name(), "destroy this")) {
            answer().failure("nothing was deleted: type the name " + location.name() + ", or add --confirm "
                    + location.name());
            return CommandLine.ExitCode.SOFTWARE;
        }
        Set<ResourceId> names = new HashSet<>();
        for (ResourceId each : plan.toConfirm()) {
            if (confirms(each.name(), "delete the " + StackTexts.word(each.kind()))) {
                names.add(each);
            }
        }
        return done(location, plan, tools.setup().destroy(plan, names, new SetupLines(answer()::say)));
    }

    private @Nullable Path file(StackTools tools) throws PortException {
        if (!deleteData) {
            return null;
        }
        return exportTo != null
                ? exportTo.toAbsolutePath()
                : ExportFile.in(
                        common.dataDir != null
                                ? common.dataDir.toAbsolutePath()
                                : services().home(),
                        tools.setup().location().name(),
                        services().clock().instant());
    }

    /** --yes is not enough: a name is typed, here or on the command line. */
    private boolean confirms(String name, String what) {
        if (change.names.contains(name)) {
            return true;
        }
        if (yes) {
            return false;
        }
        String reply = services().prompt().ask("Type " + name + " to " + what + ": ");
        return reply != null && reply.strip().equals(name);
    }

    private void show(Removal removal) {
        answer().say(String.format(
                Locale.ROOT,
                "%s %-7s %s  (%s%s)",
                removal.action().deletes() ? "-" : "=",
                removal.action().deletes() ? "delete" : removal.action() == RemovalAction.KEEP ? "keep" : "gone",
                StackTexts.name(removal.resource()),
                removal.reason(),
                removal.contents() == null ? "" : "; " + removal.contents()));
    }

    private static String counts(DestroyPlan plan) {
        return plan.removals().size() + " resources: " + plan.pending().size() + " to delete, "
                + plan.count(RemovalAction.KEEP) + " to keep, " + plan.count(RemovalAction.GONE) + " not there";
    }

    private int done(StackLocation location, DestroyPlan plan, SetupOutcome outcome) {
        if (json()) {
            Map<String, Object> json = StackLines.json(true, location);
            json.put("deleted", outcome.changed());
            Path export = plan.options().exportTo();
            json.put("exportedTo", export == null ? null : export.toString());
            json.put("resources", outcome.steps().stream().map(this::json).toList());
            answer().json(json);
        } else {
            answer().line(
                            plan.pending().isEmpty()
                                    ? "Nothing to delete"
                                    : outcome.changed() == 1
                                            ? "1 resource deleted"
                                            : outcome.changed() + " resources deleted");
        }
        return CommandLine.ExitCode.OK;
    }

    private Map<String, Object> json(SetupOutcome.Step step) {
        Map<String, Object> json = StackLines.json(step.resource());
        json.put("deleted", step.changed());
        json.put("detail", step.note());
        return json;
    }
}
