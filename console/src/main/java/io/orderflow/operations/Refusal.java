package io.orderflow.operations;

import io.orderflow.infra.stack.PlainLine;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the core refuses by itself, each with its line in plain English; the texts word it as {@code reason.core.CODE}. */
public enum Refusal {
    /** Of an environment. */
    READ_ONLY("{0} is read-only: nothing was changed."),
    READ_ONLY_UNSURE(
            "{0} is read-only: nothing was changed; its account is not confirmed yet, so every account here is taken"
                    + " for it: open it once with --env."),
    /** The same before anything is tried. */
    READ_ONLY_HERE("{0} is read-only."),
    READ_ONLY_HERE_UNSURE(
            "{0} is read-only; its account is not confirmed yet, so every account here is taken for it: open it"
                    + " once with --env."),
    /** Of a target that options name: what it is, the account that it had and the one that it has. */
    OTHER_ACCOUNT("this environment ({0}) belongs to account {1}, but the credentials are of account {2}: use the other"
            + " credentials or another --prefix, or add --forget-account."),
    /** Of a registered one. */
    OTHER_ACCOUNT_NAMED("this environment ({0}) belongs to account {1}, but the credentials are of account {2}: use the"
            + " other credentials or another environment, or add --forget-account."),
    /** Of environments.json: its path, and why. */
    REGISTRY_UNREADABLE("{0} cannot be read ({1})."),
    REGISTRY_NEWER(
            "{0} was written by a later Orderflow ({1}) and was not changed: use that one, or name another folder"
                    + " with ORDERFLOW_HOME."),
    REGISTRY_BROKEN("{0} is not what Orderflow wrote ({1}) and was not changed: mend it, or delete it to forget every"
            + " environment and account."),
    REGISTRY_UNWRITABLE("{0} cannot be written ({1}): make the folder writable."),
    /** Of the folder for what a destroy saves before it deletes. */
    EXPORT_FOLDER("{0} cannot be made ({1}): name a file with --export-to.");

    private final String line;

    Refusal(String line) {
        this.line = line;
    }

    /** @param parameters those of the line */
    public Reason of(Object... parameters) {
        return new Reason("core." + name(), texts(parameters), PlainLine.with(line, texts(parameters)));
    }

    /** As {@link #of}, as a port's fault of kind {@code REFUSED}. */
    public PortException fault(String subject, @Nullable Throwable cause, Object... parameters) {
        return new PortException(PortException.Kind.REFUSED, subject, of(parameters), cause);
    }

    private static List<String> texts(Object... parameters) {
        return Stream.of(parameters).map(String::valueOf).toList();
    }

    /** How many parameters the line takes. */
    public int parameters() {
        return PlainLine.parameters(line);
    }
}
