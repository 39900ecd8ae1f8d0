package io.orderflow.infra.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.Credentials;
import io.orderflow.infra.local.http.Json;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

/** What a client needs to use a running embedded AWS, as the data folder's file holds it. */
public record LocalConnection(URI endpoint, Credentials credentials) {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 16;
    private static final int SECRET_LENGTH = 40;

    /** The one region there is, {@code us-east-1}. */
    public String region() {
        return LocalAws.REGION;
    }

    /** The installation's key id. */
    public String accessKeyId() {
        return credentials.accessKeyId();
    }

    /** The installation's secret key; not for logs or files that others can read. */
    public String secretAccessKey() {
        return credentials.secretAccessKey();
    }

    /** A new key pair in AWS's form. */
    static Credentials newCredentials(SecureRandom random) {
        return new Credentials("AKIA" + text(random, LETTERS, ID_LENGTH), text(random, SECRET_LETTERS, SECRET_LENGTH));
    }

    private static String text(SecureRandom random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    String toJson() {
        return Json.write(Json.object()
                .put("endpoint", endpoint.toString())
                .put("accessKeyId", credentials.accessKeyId())
                .put("secretAccessKey", credentials.secretAccessKey()));
    }

    static Optional<LocalConnection> fromJson(String text) {
        Optional<ObjectNode> json = Json.tryRead(text);
        Optional<String> endpoint = json.flatMap(j -> Json.text(j, "endpoint"));
        Optional<String> id = json.flatMap(j -> Json.text(j, "accessKeyId"));
        Optional<String> secret = json.flatMap(j -> Json.text(j, "secretAccessKey"));
        if (endpoint.isEmpty() || id.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LocalConnection(URI.create(endpoint.get()), new Credentials(id.get(), secret.get())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
