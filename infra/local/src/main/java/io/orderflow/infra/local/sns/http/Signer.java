package io.orderflow.infra.local.sns.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signs what HTTP(S) subscribers get, with a key and a self-signed certificate that the running JVM's keytool makes when
 * they are first needed. Both are kept in one file that only its owner can read. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">Verifying signatures</a>
 */
public final class Signer {

    private static final String ALIAS = "sns";
    /** PKCS12 wants one; what guards the key are the file's permissions. */
    private static final String PASSWORD = "orderflow";

    private static final long PATIENCE_SECONDS = 60;
    private static final int NAME_LENGTH = 32;

    private final Path folder;
    private @Nullable Key key;

    private record Key(PrivateKey secret, String name, String pem) {}

    /** @param folder of its own, made with the key */
    public Signer(Path folder) {
        this.folder = folder;
    }

    /**
     * The signature in base64.
     *
     * @param version {@code 2} signs with SHA-256, anything else as version 1 with SHA-1
     * @throws IOException if there is no key and none can be made
     */
    public String sign(String version, String text) throws IOException {
        try {
            Signature signature = Signature.getInstance(version.equals("2") ? "SHA256withRSA" : "SHA1withRSA");
            signature.initSign(key().secret());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException("The signing key cannot be used: " + e.getMessage(), e);
        }
    }

    /** The path at which subscribers fetch the certificate. */
    public String certificatePath() throws IOException {
        return "/SimpleNotificationService-" + key().name() + ".pem";
    }

    /** The certificate as PEM if the path is its own; makes none. */
    public synchronized Optional<String> certificate(String path) throws IOException {
        boolean there = key != null || Files.exists(file());
        return there && path.equals(certificatePath()) ? Optional.of(key().pem()) : Optional.empty();
    }

    private Path file() {
        return folder.resolve("signing.p12");
    }

    private synchronized Key key() throws IOException {
        if (key == null) {
            if (!Files.exists(file())) {
                make();
            }
            key = read();
        }
        return key;
    }

    private Key read() throws IOException {
        try (InputStream in = Files.newInputStream(file())) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Certificate certificate = keys.getCertificate(ALIAS);
            byte[] bytes = certificate.getEncoded();
            String name = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, NAME_LENGTH);
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                    + "\n-----END CERTIFICATE-----\n";
            return new Key((PrivateKey) keys.getKey(ALIAS, PASSWORD.toCharArray()), name, pem);
        } catch (GeneralSecurityException e) {
            throw new IOException("The signing key " + file() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void make() throws IOException {
        Files.createDirectories(folder);
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        if (posix) { // before keytool writes, which uses the umask
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Path part = folder.resolve("signing.part");
        Files.deleteIfExists(part);
        run(part);
        if (posix) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void run(Path part) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder builder = new ProcessBuilder(
                keytool.toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-sigalg",
                "SHA256withRSA",
                "-dname",
                "CN=sns.us-east-1.amazonaws.com, O=Orderflow",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                part.toString(),
                "-storepass",
                PASSWORD);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(keytool + " did not make a signing key");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a signing key was made", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
