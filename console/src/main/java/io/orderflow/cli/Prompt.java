package io.orderflow.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Asks whoever sits at the terminal. */
@FunctionalInterface
public interface Prompt {

    /** The process's own terminal. */
    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on one that reads what is piped, whose end is null too
    Prompt TERMINAL = question -> {
        Console console = System.console();
        return console == null ? null : console.readLine("%s", question);
    };

    /** The line that was typed; null where there is no terminal to ask on. */
    @Nullable
    String ask(String question);
}
