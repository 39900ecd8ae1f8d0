package io.orderflow.app;

import io.orderflow.cli.TargetOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands of this program that reach an open target, as lines for a shell; empty where no other process reaches it.
 *
 * @param settingArguments how the stack is to be, again as options
 */
record ShellCommands(TargetOptions options, List<String> settingArguments) {

    /** A command about orders or messages; its words are quoted here. */
    String line(List<String> words) {
        return line(words, List.of());
    }

    /** The command that lists what passes a filter line. */
    String listing(String what, String filter) {
        return line(filter.isEmpty() ? List.of(what, "list") : List.of(what, "list", "--filter", filter));
    }

    /** A command about the stack, e.g. {@code apply}. */
    String setup(String words) {
        List<String> all = new ArrayList<>(List.of("setup"));
        all.addAll(List.of(words.split(" ", -1)));
        return line(all, settingArguments);
    }

    private String line(List<String> words, List<String> more) {
        if (options.ephemeral()) {
            return "";
        }
        List<String> arguments = new ArrayList<>(words);
        arguments.addAll(options.arguments());
        arguments.addAll(more);
        return CommandLineText.of(arguments);
    }
}
