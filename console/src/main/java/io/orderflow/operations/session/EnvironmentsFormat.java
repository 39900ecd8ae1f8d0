package io.orderflow.operations.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Place;
import io.orderflow.operations.session.Environment.Profile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Environments as JSON: {@code {"version": 1, "environments": […], "accounts": {…}}}. Before there were versions the whole was
 * what {@code accounts} is now. What it does not know is refused, so that nothing is lost when it is written again.
 */
final class EnvironmentsFormat {
    static final int VERSION = 1;

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private record Whole(int version, List<Row> environments, Map<String, String> accounts) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            String name,
            String color,
            String kind,
            @Nullable String profile,
            @Nullable String region,
            @Nullable String endpoint,
            @Nullable String dataDir,
            String prefix,
            @Nullable String account,
            boolean readOnly,
            boolean confirmByTyping) {}

    /** A version that only a later Orderflow can have written. */
    static final class NewerVersionException extends IOException {
        private static final long serialVersionUID = 1L;

        NewerVersionException(int version) {
            super("version " + version);
        }
    }

    private EnvironmentsFormat() {}

    static byte[] write(Environments environments) throws IOException {
        return JSON.writeValueAsBytes(new Whole(
                VERSION,
                environments.all().stream().map(EnvironmentsFormat::row).toList(),
                environments.accounts()));
    }

    /**
     * @throws NewerVersionException when it is not for this version
     * @throws IOException or IllegalArgumentException when it is not what was written
     */
    static Environments read(byte[] json) throws IOException {
        JsonNode tree = JSON.readTree(json);
        if (tree == null || !tree.isObject()) {
            throw new IOException("it is no JSON object");
        }
        JsonNode version = tree.path("version");
        if (!version.isInt()) {
            return new Environments(List.of(), accounts(JSON.convertValue(tree, StringMap.class)));
        }
        if (version.intValue() > VERSION) {
            throw new NewerVersionException(version.intValue());
        }
        Whole whole = JSON.treeToValue(tree, Whole.class);
        if (version.intValue() != VERSION || whole.environments() == null || whole.accounts() == null) {
            throw new IOException("version, environments or accounts is missing");
        }
        if (whole.environments().contains(null)) {
            throw new IOException("an environment is missing");
        }
        return new Environments(
                whole.environments().stream()
                        .map(EnvironmentsFormat::environment)
                        .toList(),
                accounts(whole.accounts()));
    }

    private static final class StringMap extends TreeMap<String, String> {
        private static final long serialVersionUID = 1L;
    }

    private static Map<String, String> accounts(Map<String, String> accounts) {
        accounts.forEach((target, account) -> {
            if (account == null || !account.matches("[0-9]{12}")) {
                throw new IllegalArgumentException("the account of " + target + " is not twelve digits");
            }
        });
        return accounts;
    }

    private static Row row(Environment each) {
        Place place = each.place();
        Embedded embedded = place instanceof Embedded it ? it : null;
        return new Row(
                each.name(),
                each.colour().word(),
                embedded != null ? "embedded" : place instanceof Profile ? "profile" : "endpoint",
                place instanceof Profile aws ? aws.profile() : null,
                embedded != null ? null : place.region(),
                place instanceof Endpoint server ? server.url().toString() : null,
                embedded == null || embedded.dataDir() == null
                        ? null
                        : embedded.dataDir().toString(),
                each.prefix(),
                each.account(),
                each.readOnly(),
                each.confirmByTyping());
    }

    private static Environment environment(Row row) {
        return new Environment(
                there("name", row.name()),
                Colour.valueOf(there("color", row.color()).toUpperCase(Locale.ROOT)),
                place(row),
                there("prefix", row.prefix()),
                row.account(),
                row.readOnly(),
                row.confirmByTyping());
    }

    private static Place place(Row row) {
        return switch (there("kind", row.kind())) {
            case "embedded" -> new Embedded(row.dataDir() == null ? null : Path.of(row.dataDir()));
            case "profile" -> new Profile(there("profile", row.profile()), there("region", row.region()));
            case "endpoint" ->
                new Endpoint(URI.create(there("endpoint", row.endpoint())), there("region", row.region()));
            default -> throw new IllegalArgumentException("kind '" + row.kind() + "' is not known");
        };
    }

    private static String there(String field, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("an environment has no " + field);
        }
        return value;
    }
}
