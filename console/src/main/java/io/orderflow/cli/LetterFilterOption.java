package io.orderflow.cli;

import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.filter.FilterException;
import picocli.CommandLine.Option;

/** Which dead letters. */
final class LetterFilterOption {
    @Option(names = "--filter", paramLabel = "FILTER", description = "Those that pass, as for list.")
    String line = "";

    /** Refused as a wrong option where it is no filter. */
    Filter parsed(ConsoleServices services, TargetCommand command) {
        try {
            return LetterRow.KEYS.parse(line, services.zone());
        } catch (FilterException e) {
            throw command.wrong(e);
        }
    }
}
