package io.orderflow.lambda;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key for TLS on 127.0.0.1, made for one run, and a trust store that holds its certificate beside those of the JDK.
 *
 * @param keyStore a PKCS #12 file with the key
 * @param trustStore for the clients
 */
public record LoopbackTls(Path keyStore, Path trustStore) {
    /** Guards nothing: the key is for one run on loopback. */
    public static final String PASSWORD = "loopback";

    /** Of the JDK's own trust store. */
    private static final String JDK_PASSWORD = "changeit";

    public static LoopbackTls create() throws Exception {
        Path folder = Files.createTempDirectory("bench-tls");
        LoopbackTls tls = new LoopbackTls(folder.resolve("key.p12"), folder.resolve("trust.jks"));
        Path certificate = folder.resolve("certificate.pem");
        tls.keytool("-genkeypair -alias loopback -keyalg EC -dname CN=127.0.0.1 -ext san=ip:127.0.0.1 -storetype PKCS12"
                + " -storepass " + PASSWORD + " -keystore " + tls.keyStore());
        tls.keytool("-exportcert -rfc -alias loopback -storepass " + PASSWORD + " -keystore " + tls.keyStore()
                + " -file " + certificate);
        // JKS: certificates in it are not encrypted, as in the trust store of Lambda's runtime.
        tls.keytool("-importkeystore -noprompt -srckeystore "
                + Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                + " -srcstorepass " + JDK_PASSWORD + " -deststoretype JKS -deststorepass " + PASSWORD
                + " -destkeystore "
                + tls.trustStore());
        tls.keytool("-importcert -noprompt -alias loopback -storepass " + PASSWORD + " -keystore " + tls.trustStore()
                + " -file " + certificate);
        return tls;
    }

    /** For a server that holds the key. */
    public SSLContext serverContext() throws Exception {
        KeyStore keys = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    /** Makes a JVM trust the certificate, as JAVA_TOOL_OPTIONS. */
    public String clientOptions() {
        return "-Djavax.net.ssl.trustStore=" + trustStore + " -Djavax.net.ssl.trustStoreType=JKS"
                + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD;
    }

    private void keytool(String arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments.split(" ", -1)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
    }
}
