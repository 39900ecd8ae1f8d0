package io.orderflow.console.shell;

import io.orderflow.console.ui.Tone;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the console is. Parts that are not known (yet) are empty.
 *
 * @param name what people call it, e.g. Embedded, Production
 * @param tone its colour
 * @param account the AWS account's 12 digits
 * @param region e.g. us-east-1
 * @param endpoint host and port where it is not AWS's own
 */
public record EnvironmentLabel(String name, Tone tone, String account, String region, String endpoint) {

    /** Account, region and endpoint in one line, without what is not known. */
    public String detail() {
        return Stream.of(account, region, endpoint)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
