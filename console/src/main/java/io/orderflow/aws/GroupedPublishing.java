package io.orderflow.aws;

import io.orderflow.operations.entry.MessageGroup;
import io.orderflow.order.Order;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Gives what is published its message group. An endpoint that knows no groups on standard topics gets none from its first
 * refusal on, which is said once. Thread-safe.
 */
public final class GroupedPublishing {
    private final Consumer<String> notice;
    private volatile boolean grouped;
    private boolean unable;

    /**
     * @param grouped whether there are to be groups
     * @param notice takes one line when the endpoint refuses them
     */
    public GroupedPublishing(boolean grouped, Consumer<String> notice) {
        this.grouped = grouped;
        this.notice = notice;
    }

    /** Whether there are to be groups from now on; an endpoint that refused them gets none all the same. */
    public synchronized void want(boolean wanted) {
        grouped = wanted && !unable;
    }

    /** The group of an order's message; null for none. */
    @Nullable
    String of(Order order) {
        return grouped ? MessageGroup.of(order.userId()) : null;
    }

    /**
     * Makes a call, and once more without groups where they are why it was refused.
     *
     * @param call told whether there are groups
     */
    <A> A call(Function<Boolean, A> call) {
        boolean with = grouped;
        try {
            return call.apply(with);
        } catch (AwsServiceException refused) {
            if (!with
                    || refused.statusCode() >= 500
                    || !String.valueOf(refused.getMessage()).contains("MessageGroupId")) {
                throw refused;
            }
            synchronized (this) {
                grouped = false;
                if (!unable) {
                    unable = true;
                    notice.accept("This endpoint takes no message groups on a standard topic; orders are published"
                            + " without from now on.");
                }
            }
            return call.apply(false);
        }
    }
}
