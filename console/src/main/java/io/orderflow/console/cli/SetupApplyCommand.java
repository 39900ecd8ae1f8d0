package io.orderflow.console.cli;

import io.orderflow.console.cli.ConsoleServices.Connection;
import io.orderflow.console.setup.ResourceState;
import io.orderflow.console.setup.StackReport;
import io.orderflow.console.setup.StackResource;
import io.orderflow.console.task.Progress;
import java.io.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            StackReport before = connection.setup().status(Progress.NONE);
            List<StackResource> changes = toChange(before);
            if (changes.isEmpty()) {
                return done(where, changes, before);
            }
            changes.forEach(this::show);
            if (!yes && !confirmed(changes.size())) {
                return CommandLine.ExitCode.SOFTWARE;
            }
            return done(where, changes, connection.setup().apply(new SpokenProgress(answer::say)));
        }
    }

    private static List<StackResource> toChange(StackReport report) {
        return report.resources().stream()
                .filter(resource -> resource.state().needsChange())
                .toList();
    }

    private void show(StackResource resource) {
        String action = resource.state() == ResourceState.MISSING ? "+ create" : "~ update";
        answer.say("  " + action + "  " + kind(resource) + "  " + resource.name());
        if (resource.state() == ResourceState.DRIFTED) {
            resource.differences()
                    .forEach(each -> answer.say(
                            "      " + each.setting() + "  " + orNone(each.now()) + " → " + orNone(each.wanted())));
        }
    }

    private static String kind(StackResource resource) {
        return resource.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String orNone(@Nullable String value) {
        return value == null ? "none" : value;
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

    private int done(String where, List<StackResource> changed, StackReport after) {
        List<StackResource> left = toChange(after);
        List<StackResource> unreadable = after.resources().stream()
                .filter(resource -> resource.state() == ResourceState.UNREADABLE)
                .toList();
        boolean ok = left.isEmpty() && unreadable.isEmpty();
        if (common.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("ok", ok);
            json.put("target", where);
            json.put("changed", changed.stream().map(SetupApplyCommand::named).toList());
            json.put("left", left.stream().map(SetupApplyCommand::named).toList());
            json.put(
                    "unreadable",
                    unreadable.stream().map(SetupApplyCommand::named).toList());
            answer.json(json);
        } else if (ok) {
            answer.line(changed.isEmpty() ? "Everything is in step: nothing to do" : changed.size() + " changes made");
        }
        left.forEach(resource -> answer.say("orderflow: " + kind(resource) + " " + resource.name()
                + " is still not as wanted: run `setup apply` again"));
        unreadable.forEach(resource -> answer.say("orderflow: " + kind(resource) + " " + resource.name()
                + " could not be read: " + orNone(resource.note())));
        return ok ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static Map<String, String> named(StackResource resource) {
        return Map.of("kind", kind(resource), "name", resource.name());
    }
}
