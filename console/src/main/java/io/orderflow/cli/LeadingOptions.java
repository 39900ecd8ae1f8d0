package io.orderflow.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What every command takes may stand in front of it too: {@code --prefix dev- setup plan} is read as
 * {@code setup plan --prefix dev-}. A command that works on no target refuses one in front of it, so that none is read by nobody.
 */
final class LeadingOptions implements IParameterPreprocessor {
    private static final String JSON = "--json";
    /** Who has it works on a target. */
    private static final String TARGET = "--env";

    /** An option in front, with its value where it has one. */
    private record Given(String name, List<String> words) {}

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own stack, its top is the next word
    public boolean preprocess(Stack<String> words, CommandSpec root, @Nullable ArgSpec none, Map<String, Object> info) {
        Deque<String> rest = new ArrayDeque<>();
        words.forEach(rest::push);
        List<Given> given = new ArrayList<>();
        List<String> path = new ArrayList<>();
        CommandSpec command = root;
        while (!rest.isEmpty()) {
            CommandLine next = command.subcommands().get(rest.peek());
            if (next != null) {
                path.add(rest.pop());
                command = next.getCommandSpec();
            } else if (command.subcommands().isEmpty() || !takes(root, rest, given)) {
                break;
            }
        }
        if (!path.isEmpty() && !given.isEmpty()) {
            List<String> ordered = new ArrayList<>(path);
            if (command.subcommands().isEmpty()) { // else one is missing, which is what is said
                for (Given each : given) {
                    check(each.name(), command);
                    ordered.addAll(each.words());
                }
            }
            ordered.addAll(rest);
            words.clear();
            for (int i = ordered.size() - 1; i >= 0; i--) {
                words.push(ordered.get(i));
            }
        }
        return false;
    }

    private static boolean takes(CommandSpec root, Deque<String> rest, List<Given> given) {
        String word = rest.element();
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        OptionSpec option = root.optionsMap().get(name);
        if (option == null || option.usageHelp() || option.versionHelp()) {
            return false;
        }
        boolean valueFollows = equals < 0 && option.arity().max() > 0;
        if (valueFollows && rest.size() < 2) {
            return false;
        }
        rest.pop();
        given.add(new Given(name, valueFollows ? List.of(word, rest.pop()) : List.of(word)));
        return true;
    }

    private static void check(String name, CommandSpec command) {
        boolean known = command.optionsMap().containsKey(name);
        if (known && (name.equals(JSON) || command.optionsMap().containsKey(TARGET))) {
            return;
        }
        String called = command.qualifiedName().replaceFirst("^orderflow ", "");
        throw new ParameterException(
                command.commandLine(),
                known
                        ? name + " in front of a command says where it works, which " + called
                                + " does nowhere: put it behind " + called + ", where it has a meaning of its own"
                        : called + " has no " + name + ": leave it out");
    }
}
