package io.orderflow.operations.session;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a target has really led.
 *
 * @param folder the embedded AWS's data; null where it keeps none, and where it is not the embedded AWS
 * @param endpoint the server that is called; null for AWS itself
 * @param profile the one that was named; null where none was
 * @param account twelve digits, those of the caller
 */
public record Reached(
        @Nullable Path folder,
        @Nullable URI endpoint,
        @Nullable String profile,
        String account,
        String region,
        String prefix) {

    /** What an account is remembered under where no environment was named. */
    public String key() {
        return Environments.key(endpoint, profile, region, prefix);
    }
}
