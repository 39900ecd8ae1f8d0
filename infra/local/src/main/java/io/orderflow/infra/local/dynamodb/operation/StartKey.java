package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.http.AwsError;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where the page before ended, as {@code ExclusiveStartKey} gives it back. */
final class StartKey {

    private static final String INVALID = "The provided starting key is invalid";
    /** Faults of values that AWS does not introduce by words about the key. */
    private static final Pattern BARE =
            Pattern.compile("contains duplicates|number set|numeric value|significant digits|number with magnitude");

    private StartKey() {}

    static Optional<Item> read(JsonNode in, ItemReader reader) throws AwsError {
        if (!in.has("ExclusiveStartKey")) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.item(in.get("ExclusiveStartKey")));
        } catch (AwsError e) {
            if (e.code().equals("ValidationException")
                    && !BARE.matcher(e.message()).find()) {
                throw Faults.validation(INVALID + ": " + e.message());
            }
            throw e;
        }
    }

    /** Whether it has the attributes of a key, and of the right types those by which is read. */
    static void checkPlace(Item key, ReadRequest request, boolean scan) throws AwsError {
        Set<String> names = new HashSet<>(request.table().definition().keys().names());
        request.index().map(IndexDefinition::keys).ifPresent(keys -> names.addAll(keys.names()));
        if (!key.attributes().keySet().equals(names)) {
            throw Faults.validation(scan && request.index().isEmpty() ? INVALID + ": " + Keys.NO_MATCH : INVALID);
        }
        if (!request.keys().isIn(key)) {
            throw Faults.validation(scan && request.index().isEmpty() ? INVALID + ": " + Keys.NO_MATCH : Keys.NO_MATCH);
        }
    }

    /** Whether the table's key is of the right types too. */
    static void checkRow(Item key, ReadRequest request) throws AwsError {
        if (!request.table().definition().keys().isIn(key)) {
            throw Faults.validation(INVALID + ": " + Keys.NO_MATCH);
        }
    }

    /** The place just behind it. */
    static byte[] behind(byte[] place) {
        return Arrays.copyOf(place, place.length + 1);
    }
}
