package io.orderflow.infra.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which AWS is meant. */
public sealed interface AwsTarget {

    /**
     * AWS itself; null leaves the choice to the SDK's chains (AWS_PROFILE, AWS_REGION, ~/.aws, roles).
     *
     * @param fixed true where AWS_ENDPOINT_URL and its like lead nowhere else; a server that the profile names counts
     */
    record Cloud(@Nullable String profile, @Nullable String region, boolean fixed) implements AwsTarget {
        /** The one that also AWS_ENDPOINT_URL leads elsewhere. */
        public Cloud(@Nullable String profile, @Nullable String region) {
            this(profile, region, false);
        }

        @Override
        public String describe() {
            return profile == null ? "AWS" : "AWS (profile " + profile + ")";
        }
    }

    /** Any AWS-compatible server; credentials and region as for {@link Cloud}. */
    record Endpoint(URI url, @Nullable String profile, @Nullable String region) implements AwsTarget {
        @Override
        public String describe() {
            return "AWS endpoint " + url;
        }
    }

    /** The embedded AWS: nothing of the machine's AWS settings is read. */
    record Embedded(URI endpoint, String region, String accessKeyId, String secretAccessKey) implements AwsTarget {
        @Override
        public String describe() {
            return "embedded AWS at " + endpoint;
        }

        @Override
        public String toString() {
            return "Embedded[" + endpoint + "]"; // never the key
        }
    }

    /** The target in a few words for messages; never holds a secret. */
    String describe();
}
