package io.orderflow.infra.local.sns;

import io.orderflow.infra.local.http.AwsError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Filter policies, each read once for all messages. Thread-safe. */
final class FilterPolicies {

    /** More than this and those that are no longer used are forgotten, with the rest. */
    private static final int MAX_KEPT = 1_000;

    private record Source(String text, FilterPolicy.Scope scope) {}

    private final Map<Source, FilterPolicy> read = new ConcurrentHashMap<>();

    /** Whether the subscription's filter policy, if it has one, lets the message through. */
    boolean accept(Subscription subscription, Notification notification) {
        String text = subscription.attributes().get(Subscription.FILTER);
        return text == null || policy(subscription, text).accepts(notification.message(), notification.attributes());
    }

    private FilterPolicy policy(Subscription subscription, String text) {
        try {
            Source source = new Source(text, Subscription.scope(subscription.attributes()));
            FilterPolicy known = read.get(source);
            if (known == null) {
                known = FilterPolicy.parse(text, source.scope());
                if (read.size() >= MAX_KEPT) {
                    read.clear();
                }
                read.put(source, known);
            }
            return known;
        } catch (AwsError e) {
            throw new IllegalStateException("The filter policy was checked when it was set", e);
        }
    }
}
