package io.orderflow.operations.session;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Which account a target had: a changed profile or key must not set up, destroy or fill another account under the same name.
 *
 * @param environment its name; null where options name the target
 * @param reached where it has led
 */
public record ConfirmedAccount(EnvironmentsFile file, @Nullable String environment, Reached reached) {

    /**
     * Refuses a target that had another account; one that had none yet is fine.
     *
     * @throws PortException with one line, when it differs or the file cannot be read
     */
    public void check() throws PortException {
        Environments known = file.read();
        String before = environment == null
                ? known.accounts().get(reached.key())
                : known.named(environment).map(Environment::account).orElse(null);
        if (before != null && !before.equals(reached.account())) {
            throw environment == null
                    ? Refusal.OTHER_ACCOUNT.fault("account", null, reached.key(), before, reached.account())
                    : Refusal.OTHER_ACCOUNT_NAMED.fault("account", null, environment, before, reached.account());
        }
    }

    /** From now on the target has this account. */
    public void confirm() throws PortException {
        String name = environment;
        file.update(known -> name == null
                ? known.remember(reached.key(), reached.account())
                : known.named(name)
                        .map(it -> known.with(it.confirmed(reached.account())))
                        .orElse(known));
    }
}
