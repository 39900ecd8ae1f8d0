package io.orderflow.cli;

import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.filter.FilterException;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.text.VisibleText;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which orders. */
final class OrderFilterOption {
    static final String HELP =
            "Terms that must all hold: user:U1 status:new,shipped qty>=2 item~lamp id:O1 stored<10m stored:2026-11-01"
                    + " after:2026-11-01 before:2026-11-02 or text. A comma means or, a minus in front means not,"
                    + " double"
                    + " quotes hold together what has spaces. after: and before: are the order’s own time, stored: is when"
                    + " it was stored; status: takes what others may have written too. A day or time without an offset is in this machine’s time zone.";

    static final String WORDS =
            "The same as --filter, a word or more each. One that begins with -h or -V stands behind --, as in: -- -helmet";

    private static final int LONGEST = 40;

    @Option(names = "--filter", paramLabel = "FILTER", description = HELP)
    String filter = "";

    /** Refused as a wrong option where it is no filter. */
    Filter parsed(ConsoleServices services, TargetCommand command) {
        return parsed(List.of(), services, command);
    }

    /** Says what may be a slip of the pen: a status that is looked for although it is none of ours. */
    static void sayUnknown(Filter filter, Answer answer) {
        OrderRow.KEYS
                .unknown(filter)
                .forEach(status -> answer.say("\"" + VisibleText.line(status, LONGEST)
                        + "\" is no status of ours: it is looked for as others may have written it"));
    }

    /** A command whose words are a filter: one with a minus in front is no option, one with two is. */
    static CommandLine line(TargetCommand command) {
        return new CommandLine(command).setUnmatchedOptionsArePositionalParams(true);
    }

    /** @param words of the same line, before it */
    Filter parsed(List<String> words, ConsoleServices services, TargetCommand command) {
        for (String word : words) {
            if (word.startsWith("--")) {
                throw new CommandLine.UnmatchedArgumentException(command.spec.commandLine(), List.of(word));
            }
        }
        String line = (String.join(" ", words) + " " + filter).strip();
        try {
            return OrderRow.KEYS.parse(line, services.zone());
        } catch (FilterException e) {
            throw command.wrong(e);
        }
    }
}
