package io.orderflow.infra.local.http;

/** The installation's one key pair. */
public record Credentials(String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]"; // never the secret
    }
}
