package io.orderflow.console.cli;

import io.orderflow.console.cli.ConsoleServices.Connection;
import io.orderflow.console.cli.StackSetup.PlannedChange;
import java.io.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orderflow setup apply}: creates what is missing, on any target. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Shows account, region, endpoint and what is missing, asks, then creates it.")
final class SetupApplyCommand implements Callable<Integer> {
    private final ConsoleServices services;
    private final Answer answer;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    SetupApplyCommand(ConsoleServices services, Answer answer) {
        this.services = services;
        this.answer = answer;
    }

    @Override
    public Integer call() throws Exception {
        TargetOptions options = common.target(false, services::home, 0);
        try (Connection connection = services.connect(options, answer::say)) {
            String where = connection.where().line();
            answer.say("Target: " + where);
            List<PlannedChange> changes = connection.setup().plan();
            if (changes.isEmpty()) {
                return done(where, changes, 0);
            }
            changes.forEach(change -> {
                answer.say("  " + change.action() + "  " + change.kind() + "  " + change.name());
                change.properties().forEach(property -> answer.say("      " + property));
            });
            if (!yes && !confirmed(changes.size())) {
                return CommandLine.ExitCode.SOFTWARE;
            }
            return done(where, changes, connection.setup().apply(answer::say));
        }
    }

    private boolean confirmed(int changes) {
        Console console = System.console();
        if (console == null) {
            answer.say("orderflow: nothing was changed: there is no terminal to ask on, add --yes to go ahead");
            return false;
        }
        String reply = console.readLine("Make these %d changes? Type yes: ", changes);
        boolean confirmed = reply != null && reply.strip().equalsIgnoreCase("yes");
        if (!confirmed) {
            answer.say("orderflow: nothing was changed");
        }
        return confirmed;
    }

    private int done(String where, List<PlannedChange> changes, int changed) {
        if (common.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("ok", true);
            json.put("target", where);
            json.put("changed", changed);
            json.put(
                    "resources",
                    changes.stream()
                            .map(change ->
                                    Map.of("action", change.action(), "kind", change.kind(), "name", change.name()))
                            .toList());
            answer.json(json);
        } else {
            answer.line(changed == 0 ? "Everything is in step: nothing to do" : changed + " changes made");
        }
        return CommandLine.ExitCode.OK;
    }
}
