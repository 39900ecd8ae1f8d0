package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command has that changes something. */
final class ChangeOptions {
    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "A name instead of typing it; again for each that is asked for. An environment registered"
                    + " with --confirm-typing asks for its own, whatever --yes says.")
    List<String> names = new ArrayList<>();

    /**
     * Asked first of all.
     *
     * @throws PortException with one line, where the environment is read-only or had another account
     */
    void mustBeAllowed(Connection connection) throws PortException {
        connection.protection().mustAllowChanges();
        connection.checkAccount();
    }

    /**
     * Whether the environment's name was given, where it wants that.
     *
     * @param ask false where nobody is to be asked: it must stand in the options then
     */
    boolean confirmed(Connection connection, ConsoleServices services, Answer answer, boolean ask) {
        Optional<String> name = connection.protection().nameToType();
        if (name.isEmpty() || names.contains(name.get())) {
            return true;
        }
        String wanted = name.get();
        String reply = ask ? asked(services, "Type " + wanted + " to change that environment: ") : null;
        boolean same = reply != null && reply.strip().equals(wanted);
        if (!same) {
            answer.failure("nothing was changed: type the environment's name " + wanted + ", or add --confirm '"
                    + wanted + "'");
        }
        return same;
    }

    private static @Nullable String asked(ConsoleServices services, String question) {
        return services.cancel().asking(() -> services.prompt().ask(question));
    }

    /**
     * Whether somebody agreed: by the environment's name where it wants that, else by yes.
     *
     * @param yes nobody is to be asked
     */
    boolean agreed(Connection connection, ConsoleServices services, Answer answer, String question, boolean yes) {
        if (connection.protection().nameToType().isPresent()) {
            return confirmed(connection, services, answer, !yes);
        }
        if (yes) {
            return true;
        }
        String reply = asked(services, question + " Type yes: ");
        if (reply == null) {
            answer.failure("nothing was changed: there is no terminal to ask on, add --yes to go ahead");
            return false;
        }
        boolean agreed = reply.strip().equalsIgnoreCase("yes");
        if (!agreed) {
            answer.failure("nothing was changed");
        }
        return agreed;
    }
}
