package io.orderflow.operations;

import java.util.List;

/**
 * Why a call failed, as data: the texts word the code with its parameters.
 *
 * @param code e.g. {@code aws.THROTTLED}; empty where only the line is known
 * @param line one whole English line that says what, where and what to do, for whoever has no words for the code
 */
public record Reason(String code, List<String> parameters, String line) {
    public Reason {
        parameters = List.copyOf(parameters);
    }

    /** A line that is shown as it is. */
    public static Reason line(String line) {
        return new Reason("", List.of(), line);
    }
}
