package io.orderflow.infra.stack;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a subscriber is notified. */
public enum SubscriberProtocol {
    EMAIL("email", "an e-mail address, e.g. ann@example.com", Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")),
    HTTPS("https", "an https URL", Pattern.compile("https://[^\\s/]+(/\\S*)?")),
    SQS("sqs", "the ARN of a queue", Pattern.compile("arn:[^:\\s]+:sqs:[^:\\s]+:\\d{12}:[A-Za-z0-9_-]{1,80}"));

    private final String wire;
    private final String form;
    private final Pattern pattern;

    SubscriberProtocol(String wire, String form, Pattern pattern) {
        this.wire = wire;
        this.form = form;
        this.pattern = pattern;
    }

    /** As SNS writes it. */
    public String wire() {
        return wire;
    }

    /** The one that an endpoint's form tells, though it may be mistyped; empty where it tells none. */
    public static Optional<SubscriberProtocol> ofEndpoint(String endpoint) {
        if (endpoint.startsWith("https://")) {
            return Optional.of(HTTPS);
        }
        if (endpoint.startsWith("arn:")) {
            return Optional.of(SQS);
        }
        return endpoint.indexOf('@') > 0 ? Optional.of(EMAIL) : Optional.empty();
    }

    /** @throws IllegalArgumentException with one line where no subscriber of this protocol can have the endpoint */
    public void check(String endpoint) {
        boolean right = pattern.matcher(endpoint).matches();
        if (right && this == HTTPS) {
            right = isUri(endpoint);
        }
        if (!right) {
            throw new IllegalArgumentException("'" + endpoint + "' is not " + form);
        }
    }

    private static boolean isUri(String endpoint) {
        try {
            return URI.create(endpoint).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false; // reported as what it is not, with what it should be
        }
    }
}
