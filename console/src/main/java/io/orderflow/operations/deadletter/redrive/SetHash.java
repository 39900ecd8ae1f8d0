package io.orderflow.operations.deadletter.redrive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** Names a frozen set: SHA-256 over sorted lines {@code messageId SP sha256hex(body to be sent) LF}. */
public final class SetHash {
    private final List<String> lines = new ArrayList<>();

    /** The hash of a whole set. */
    public static String of(Iterable<FrozenLetter> letters) {
        SetHash hash = new SetHash();
        letters.forEach(letter -> hash.add(letter.messageId(), letter.body()));
        return hash.hex();
    }

    /** Takes one more letter in, in any order. */
    public void add(String messageId, String body) {
        lines.add(messageId + " " + hex(body.getBytes(StandardCharsets.UTF_8)) + "\n");
    }

    /** In 64 hex digits. */
    public String hex() {
        Collections.sort(lines);
        MessageDigest digest = sha256();
        lines.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 in 64 hex digits. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
