package io.orderflow.infra.local.sqs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The MD5 sums by which SDKs check that a message arrived whole.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">MD5 of message attributes</a>
 */
final class Digest {

    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private Digest() {}

    static String of(String body) {
        return md5(body.getBytes(StandardCharsets.UTF_8));
    }

    static String of(Map<String, SqsAttribute> attributes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TreeMap<>(attributes).forEach((name, attribute) -> {
            sized(out, name.getBytes(StandardCharsets.UTF_8));
            sized(out, attribute.dataType().getBytes(StandardCharsets.UTF_8));
            out.write(attribute.binary() ? BINARY : TEXT);
            sized(
                    out,
                    attribute.binary()
                            ? Base64.getDecoder().decode(attribute.value())
                            : attribute.value().getBytes(StandardCharsets.UTF_8));
        });
        return md5(out.toByteArray());
    }

    private static void sized(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}
