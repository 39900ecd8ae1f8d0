package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.KeyChange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens of transactions that were written, for ten minutes: the same request with the same token is not done again.
 * A token is kept in the same change as what its transaction wrote. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">ClientRequestToken</a>
 */
public final class ClientTokens {

    private static final String MAP = "dynamodb-tokens";
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final DurableStore store;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    public ClientTokens(DurableStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Does the work unless it was done before: then it does what a repetition does. */
    void once(String token, ObjectNode in, Table.Work<ObjectNode> work, Table.Work<ObjectNode> again) throws AwsError {
        if (!underWay.add(token)) {
            throw AwsError.badRequest(
                    "TransactionInProgressException", "Transaction is in progress for the given ClientRequestToken");
        }
        try {
            Optional<byte[]> before = store.map(MAP)
                    .get(token.getBytes(StandardCharsets.UTF_8))
                    .filter(kept -> ByteBuffer.wrap(kept).getLong() > clock.millis() - KEPT.toMillis());
            if (before.isEmpty()) {
                work.run();
            } else if (!Arrays.equals(before.get(), Long.BYTES, before.get().length, hash(in), 0, hash(in).length)) {
                throw AwsError.badRequest(
                        "IdempotentParameterMismatchException",
                        "An error occurred (IdempotentParameterMismatchException): The parameters of this request do"
                                + " not match those of an earlier one with the same ClientRequestToken");
            } else {
                again.run();
            }
        } finally {
            underWay.remove(token);
        }
    }

    /** What is to be recorded with the transaction. */
    KeyChange kept(String token, ObjectNode in) {
        byte[] hash = hash(in);
        return KeyChange.put(
                MAP,
                token,
                ByteBuffer.allocate(Long.BYTES + hash.length)
                        .putLong(clock.millis())
                        .put(hash)
                        .array());
    }

    /** The members of objects in one order: some callers send a repeated request with another. */
    private static JsonNode sorted(JsonNode json) {
        if (json.isArray()) {
            ArrayNode array = Json.object().arrayNode();
            json.forEach(member -> array.add(sorted(member)));
            return array;
        }
        if (!json.isObject()) {
            return json;
        }
        Map<String, JsonNode> members = new TreeMap<>();
        json.fields().forEachRemaining(field -> members.put(field.getKey(), sorted(field.getValue())));
        return Json.object().setAll(members);
    }

    private static byte[] hash(ObjectNode in) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(Json.write(sorted(in.get("TransactItems"))).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Forgets what nobody may ask for any more. */
    public void forgetOld() {
        long oldest = clock.millis() - KEPT.toMillis();
        List<KeyChange> old = new ArrayList<>();
        store.map(MAP).scan(null, null, true, (key, value) -> {
            if (ByteBuffer.wrap(value).getLong() <= oldest) {
                old.add(new KeyChange(MAP, key, null));
            }
            return true;
        });
        if (!old.isEmpty()) {
            store.record(old);
        }
    }
}
