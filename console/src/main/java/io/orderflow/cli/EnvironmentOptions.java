package io.orderflow.cli;

import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Place;
import io.orderflow.operations.session.Environment.Profile;
import io.orderflow.operations.session.EnvironmentChange;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an environment is, as options. What is given together and does not fit is an IllegalArgumentException of one line. */
final class EnvironmentOptions {
    @Option(names = "--embedded", description = "The embedded AWS.")
    boolean embedded;

    @Option(names = "--data-dir", paramLabel = "FOLDER", description = "The embedded AWS's. Default: the default one.")
    @Nullable
    Path dataDir;

    @Option(names = "--profile", paramLabel = "NAME", description = "AWS, as this profile of ~/.aws reaches it.")
    @Nullable
    String profile;

    @Option(names = "--endpoint-url", paramLabel = "URL", description = "An AWS-compatible server.")
    @Nullable
    String endpointUrl;

    @Option(names = "--region", paramLabel = "REGION", description = "Of the profile's or the server's AWS.")
    @Nullable
    String region;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "Put before every resource name.")
    @Nullable
    String prefix;

    @Option(
            names = "--color",
            paramLabel = "COLOR",
            description =
                    "purple (default of the embedded AWS), yellow (of a profile), blue (of an endpoint), green, red"
                            + " or grey.")
    @Nullable
    Colour colour;

    @Option(
            names = "--read-only",
            negatable = true,
            description = "Nothing there is changed by Orderflow, under whatever name it is reached.")
    @Nullable
    Boolean readOnly;

    @Option(
            names = "--confirm-typing",
            negatable = true,
            description = "Its name is typed, or given with --confirm, before something there is changed.")
    @Nullable
    Boolean confirmTyping;

    /** @param before what is changed; null for a new one */
    Environment environment(String name, @Nullable Environment before) {
        Place place = place(before == null ? null : before.place());
        return new EnvironmentChange(place, prefix, colour, readOnly, confirmTyping).of(name, before);
    }

    private Place place(@Nullable Place before) {
        long kinds = Stream.of(embedded ? "" : null, profile, endpointUrl)
                .filter(Objects::nonNull)
                .count();
        if (kinds > 1 || (kinds == 0 && before == null)) {
            throw new IllegalArgumentException(
                    "say which AWS it is with one of --embedded, --profile and --endpoint-url");
        }
        boolean here = kinds == 0 ? before instanceof Embedded : embedded;
        if (!here && dataDir != null) {
            throw new IllegalArgumentException("--data-dir belongs to --embedded: leave it out");
        }
        if (here && region != null) {
            throw new IllegalArgumentException("the embedded AWS has a region of its own: leave out --region");
        }
        if (here && kinds == 0 && dataDir == null && before != null) {
            return before;
        }
        if (here) {
            return new Embedded(dataDir);
        }
        String where = region != null ? region : before == null || before instanceof Embedded ? null : before.region();
        if (where == null) {
            throw new IllegalArgumentException("add --region: an environment has one of its own, e.g. eu-central-1");
        }
        if (profile != null) {
            return new Profile(profile, where);
        }
        if (endpointUrl != null) {
            return Endpoint.at(endpointUrl, where);
        }
        return before instanceof Profile aws
                ? new Profile(aws.profile(), where)
                : new Endpoint(((Endpoint) Objects.requireNonNull(before)).url(), where);
    }
}
