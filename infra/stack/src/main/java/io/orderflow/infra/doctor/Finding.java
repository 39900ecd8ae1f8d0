package io.orderflow.infra.doctor;

import io.orderflow.infra.plan.ResourceId;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that is unwise or broken.
 *
 * @param text which of the texts it is, with {@code parameters}, for whoever words them in another way
 */
public record Finding(
        Severity severity, FindingCode code, ResourceId resource, FindingText text, List<String> parameters) {
    public Finding {
        parameters = List.copyOf(parameters);
    }

    /** @param parameters of the text */
    public Finding(Severity severity, FindingCode code, ResourceId resource, FindingText text, Object... parameters) {
        this(
                severity,
                code,
                resource,
                text,
                Stream.of(parameters).map(String::valueOf).toList());
    }

    /** As it is, with the figures, in plain English. */
    public String what() {
        return text.what(parameters);
    }

    /** What comes of it, in plain English. */
    public String why() {
        return text.why(parameters);
    }

    /** What to do, in plain English. */
    public String fix() {
        return text.fix(parameters);
    }

    /** False when it only says that something could not be looked at. */
    public boolean examined() {
        return code != FindingCode.UNREADABLE;
    }
}
