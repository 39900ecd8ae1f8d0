package io.orderflow.operations.session;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.Refusal;
import io.orderflow.operations.deadletter.LetterMoves;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.entry.BatchPublisher;
import io.orderflow.operations.entry.OrderPublisher;
import io.orderflow.operations.stack.StackTools;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an open target allows. Ports that change something are handed out through it, to whichever face.
 *
 * @param environment the registered one that the target is; null where it is none: everything is allowed
 */
public record Protection(@Nullable Environment environment) {
    public static final Protection NONE = new Protection(null);

    public boolean readOnly() {
        return environment != null && environment.readOnly();
    }

    /** The name that is to be typed before something is changed. */
    public Optional<String> nameToType() {
        return environment != null && environment.confirmByTyping()
                ? Optional.of(environment.name())
                : Optional.empty();
    }

    /** @throws PortException with the line that says why not, where nothing may be changed */
    public void mustAllowChanges() throws PortException {
        if (environment != null && environment.readOnly()) {
            throw refusal(environment);
        }
    }

    /** Why nothing may be changed; empty where it may. */
    public Optional<Reason> whyNot() {
        return Optional.ofNullable(environment)
                .filter(Environment::readOnly)
                .map(it -> (isUnsure(it) ? Refusal.READ_ONLY_HERE_UNSURE : Refusal.READ_ONLY_HERE).of(it.name()));
    }

    private static PortException refusal(Environment environment) {
        String name = environment.name();
        return (isUnsure(environment) ? Refusal.READ_ONLY_UNSURE : Refusal.READ_ONLY).fault(name, null, name);
    }

    private static boolean isUnsure(Environment environment) {
        return environment.cloud() && environment.account() == null;
    }

    public OrderPublisher over(OrderPublisher publisher) {
        Environment guarded = environment;
        if (guarded == null || !guarded.readOnly()) {
            return publisher;
        }
        return order -> {
            throw refusal(guarded);
        };
    }

    public BatchPublisher overBatches(BatchPublisher publisher) {
        Environment guarded = environment;
        return guarded == null || !guarded.readOnly()
                ? publisher
                : orders -> {
                    throw refusal(guarded);
                };
    }

    public LetterMoves over(LetterMoves tasks) {
        Environment guarded = environment;
        return guarded == null || !guarded.readOnly() ? tasks : new ReadOnlyLetterMoves(tasks, () -> refusal(guarded));
    }

    public LetterQueue over(LetterQueue queue) {
        Environment guarded = environment;
        return guarded == null || !guarded.readOnly() ? queue : new ReadOnlyLetterQueue(queue, () -> refusal(guarded));
    }

    public LetterTarget over(LetterTarget target) {
        Environment guarded = environment;
        return guarded == null || !guarded.readOnly()
                ? target
                : new ReadOnlyLetterTarget(target, () -> refusal(guarded));
    }

    public StackTools over(StackTools tools) {
        Environment guarded = environment;
        if (guarded == null || !guarded.readOnly()) {
            return tools;
        }
        return new StackTools(
                new ReadOnlyStackSetup(tools.setup(), () -> refusal(guarded)),
                tools.doctor(),
                tools.policies(),
                new ReadOnlySubscribers(tools.subscribers(), () -> refusal(guarded)));
    }
}
