package io.orderflow.operations.entry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The group of an order's message: its customer, so that one customer's flood does not delay the others
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html">fair queues</a>).
 */
public final class MessageGroup {
    /** 1 to 128 letters, digits and punctuation of ASCII. */
    private static final Pattern ALLOWED = Pattern.compile("[!-~]{1,128}");

    private static final int DIGITS = 32;

    private MessageGroup() {}

    /** The user's id where it may be a group's name, else the first 32 hex digits of its SHA-256. */
    public static String of(String userId) {
        if (ALLOWED.matcher(userId).matches()) {
            return userId;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(userId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
