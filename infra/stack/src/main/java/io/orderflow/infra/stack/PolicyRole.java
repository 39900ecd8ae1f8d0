package io.orderflow.infra.stack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who does what with the stack. */
public enum PolicyRole {
    /** Sets the stack up, checks it, changes it and takes it away. */
    BOOTSTRAP,
    /** Places orders and looks them up. */
    SUPPORT,
    /** Looks into the dead-letter queues and moves messages back. */
    OPERATOR,
    /** The function itself, and Lambda that polls the queue for it. */
    FUNCTION;

    /** As on a command line, e.g. {@code bootstrap}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this name, as {@link #option()} writes it. */
    public static Optional<PolicyRole> of(String option) {
        return Arrays.stream(values()).filter(it -> it.option().equals(option)).findFirst();
    }
}
