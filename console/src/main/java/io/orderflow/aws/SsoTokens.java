package io.orderflow.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.orderflow.operations.session.AwsProfile.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Until when the sign-ins hold that the AWS CLI keeps in {@code ~/.aws/sso/cache}. Of a file no more is read into memory than
 * when it ends and whether it can be renewed: the tokens are stepped over.
 */
final class SsoTokens {
    private static final long LARGEST = 256 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final Path cache;

    /** @param cache the folder, which need not be there */
    SsoTokens(Path cache) {
        this.cache = cache;
    }

    /**
     * @param key the sso-session's name, or the start URL where a profile has none
     * @return null where there is no such file, or it is not what the AWS CLI writes
     */
    @Nullable
    Token of(String key) {
        Path file = cache.resolve(name(key));
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST ? read(file) : null;
        } catch (IOException | DateTimeParseException e) {
            return null; // a sign-in that cannot be read is none that is known
        }
    }

    private static @Nullable Token read(Path file) throws IOException {
        Instant until = null;
        boolean renews = false;
        try (JsonParser json = JSON.createParser(file.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("expiresAt") && value == JsonToken.VALUE_STRING) {
                    until = Instant.parse(json.getText().replace("UTC", "Z")); // as version 1 of the AWS CLI wrote it
                } else if (field.equals("refreshToken")) {
                    renews = value == JsonToken.VALUE_STRING;
                }
                json.skipChildren();
            }
        }
        return until == null ? null : new Token(until, renews);
    }

    private static String name(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash) + ".json";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
