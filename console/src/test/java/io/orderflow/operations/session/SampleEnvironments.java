package io.orderflow.operations.session;

import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Profile;
import java.net.URI;
import java.nio.file.Path;

/** One environment of each kind. */
public final class SampleEnvironments {
    public static final Environment PROD = new Environment(
            "Production", Colour.RED, new Profile("work", "eu-central-1"), "", "111111111111", true, false);
    public static final Environment STAGING = new Environment(
            "staging",
            Colour.YELLOW,
            new Endpoint(URI.create("http://localhost:4566/"), "us-east-1"),
            "stg-",
            null,
            false,
            true);
    public static final Environment HERE = new Environment(
            "Try it here", Colour.PURPLE, new Embedded(Path.of("/data/here").toAbsolutePath()), "", null, false, false);

    private SampleEnvironments() {}

    /** The same, read-only. */
    public static Environment readOnly(Environment each) {
        return new Environment(
                each.name(), each.colour(), each.place(), each.prefix(), each.account(), true, each.confirmByTyping());
    }
}
