package io.orderflow.aws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The MD5s by which SQS tells what it took. Attributes as in <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">its
 * guide</a>.
 */
final class MessageChecksums {
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private MessageChecksums() {}

    /**
     * An attribute's value as it is hashed.
     *
     * @param text null where it is binary
     */
    record Value(String type, @Nullable String text, @Nullable SdkBytes binary) {}

    static String ofBody(String body) {
        return md5(body.getBytes(StandardCharsets.UTF_8));
    }

    static String ofAttributes(Map<String, Value> attributes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TreeMap<>(attributes).forEach((name, value) -> {
            add(bytes, name.getBytes(StandardCharsets.UTF_8));
            add(bytes, value.type().getBytes(StandardCharsets.UTF_8));
            if (value.binary() != null) {
                bytes.write(BINARY);
                add(bytes, value.binary().asByteArrayUnsafe());
            } else {
                bytes.write(TEXT);
                add(bytes, String.valueOf(value.text()).getBytes(StandardCharsets.UTF_8));
            }
        });
        return md5(bytes.toByteArray());
    }

    private static void add(ByteArrayOutputStream bytes, byte[] part) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        bytes.writeBytes(part);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}
