package io.orderflow.infra.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The function's deployment package. Immutable. */
public final class FunctionCode {
    private static final String RESOURCE = "/function/order-consumer.zip";

    private final byte[] zip;
    private final String sha256;

    public FunctionCode(byte[] zip) {
        this.zip = zip.clone();
        this.sha256 = Base64.getEncoder().encodeToString(sha256().digest(zip));
    }

    /**
     * The package that this build made of the lambda module.
     *
     * @throws IllegalStateException when the build left it out
     */
    public static FunctionCode bundled() {
        try (InputStream in = FunctionCode.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The function's zip " + RESOURCE
                        + " is not on the class path; build with `mvn package`, which makes it first.");
            }
            return new FunctionCode(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The function's zip " + RESOURCE + " cannot be read; build again.", e);
        }
    }

    public byte[] zip() {
        return zip.clone();
    }

    /** As Lambda reports it (CodeSha256): the package's SHA-256 in Base64. */
    public String sha256Base64() {
        return sha256;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
