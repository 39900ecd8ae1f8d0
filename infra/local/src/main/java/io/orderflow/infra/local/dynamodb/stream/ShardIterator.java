package io.orderflow.infra.local.dynamodb.stream;

import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * A place in a stream that a caller takes along.
 *
 * @param number of the next record
 * @param issuedMillis it is good for 15 minutes
 */
record ShardIterator(String streamArn, long number, long issuedMillis) {

    private static final Duration GOOD_FOR = Duration.ofMinutes(15);
    private static final String SIGN = "|";

    String text() {
        String plain = streamArn + SIGN + number + SIGN + issuedMillis;
        return streamArn + SIGN + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static ShardIterator read(String text, long nowMillis) throws AwsError {
        ShardIterator iterator = parsed(text);
        if (iterator.issuedMillis + GOOD_FOR.toMillis() < nowMillis) {
            throw AwsError.badRequest(
                    "ExpiredIteratorException",
                    "Iterator expired. The iterator was created at time " + Instant.ofEpochMilli(iterator.issuedMillis)
                            + " while right now it is " + Instant.ofEpochMilli(nowMillis));
        }
        return iterator;
    }

    private static ShardIterator parsed(String text) throws AwsError {
        try {
            String plain = new String(
                    Base64.getDecoder().decode(text.substring(text.indexOf('|') + 1)), StandardCharsets.UTF_8);
            String[] parts = plain.split("\\|", -1);
            if (parts.length == 3) {
                return new ShardIterator(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            throw Faults.validation("Invalid ShardIterator");
        }
        throw Faults.validation("Invalid ShardIterator");
    }

    static OptionalLong number(String text) {
        return text.matches("0*\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
