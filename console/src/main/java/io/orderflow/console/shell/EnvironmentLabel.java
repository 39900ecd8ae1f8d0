package io.orderflow.console.shell;

import io.orderflow.console.ui.Tone;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the console is. Parts that are not known (yet) are empty.
 *
 * @param name what people call it, e.g. Embedded, Production
 * @param tone its colour
 * @param account the AWS account's 12 digits
 * @param region e.g. us-east-1
 * @param endpoint host and port where it is not AWS's own
 * @param prefix of the resources' names
 * @param readOnly whether nothing may be changed there
 */
public record EnvironmentLabel(
        String name, Tone tone, String account, String region, String endpoint, String prefix, boolean readOnly) {

    /** With the plain resource names, where everything may be changed. */
    public EnvironmentLabel(String name, Tone tone, String account, String region, String endpoint) {
        this(name, tone, account, region, endpoint, "", false);
    }

    /** A registered one that is not open. */
    public static EnvironmentLabel of(Environment each) {
        return new EnvironmentLabel(
                each.name(),
                tone(each.colour()),
                each.account() == null ? "" : each.account(),
                each.place() instanceof Embedded ? "" : each.place().region(),
                each.place() instanceof Endpoint server ? server.url().getAuthority() : "",
                each.prefix(),
                each.readOnly());
    }

    /** The same in the name and the colour under which it is registered; as it is where it is not. */
    public EnvironmentLabel registeredAs(@Nullable Environment each) {
        return each == null
                ? this
                : new EnvironmentLabel(
                        each.name(), tone(each.colour()), account, region, endpoint, prefix, each.readOnly());
    }

    /** Of the embedded AWS that another process runs. */
    public EnvironmentLabel joined() {
        return new EnvironmentLabel(name + " (joined)", tone, account, region, endpoint, prefix, readOnly);
    }

    private static Tone tone(Environment.Colour colour) {
        return switch (colour) {
            case PURPLE -> Tone.DONE;
            case GREEN -> Tone.SUCCESS;
            case BLUE -> Tone.ACCENT;
            case YELLOW -> Tone.WARNING;
            case RED -> Tone.DANGER;
            case GREY -> Tone.NEUTRAL;
        };
    }

    /** Account, region, endpoint and prefix in one line, without what is not known. */
    public String detail() {
        return Stream.of(account, region, endpoint, prefix.isEmpty() ? "" : prefix + "…")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
