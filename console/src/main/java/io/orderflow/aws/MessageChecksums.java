package io.orderflow.aws;

import io.orderflow.operations.deadletter.MessageAttribute;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * MD5s as SQS answers them: <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">of
 * attributes</a>.
 */
final class MessageChecksums {
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private MessageChecksums() {}

    static String ofBody(String body) {
        return HexFormat.of().formatHex(md5().digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    static String ofAttributes(List<MessageAttribute> attributes) {
        MessageDigest digest = md5();
        attributes.stream().sorted(Comparator.comparing(MessageAttribute::name)).forEach(attribute -> {
            add(digest, attribute.name().getBytes(StandardCharsets.UTF_8));
            add(digest, attribute.type().getBytes(StandardCharsets.UTF_8));
            if (binary(attribute)) {
                digest.update(BINARY);
                add(digest, Base64.getDecoder().decode(attribute.value()));
            } else {
                digest.update(TEXT);
                add(digest, attribute.value().getBytes(StandardCharsets.UTF_8));
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    static boolean binary(MessageAttribute attribute) {
        return attribute.type().startsWith("Binary");
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}
