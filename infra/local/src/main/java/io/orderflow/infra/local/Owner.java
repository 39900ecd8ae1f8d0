package io.orderflow.infra.local;

import io.orderflow.infra.local.http.Credentials;
import io.orderflow.infra.local.http.Signatures;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/** Asks a running embedded AWS, perhaps of another process, whether it is there and holds our key. */
final class Owner {

    private static final String QUESTION = "Action=GetCallerIdentity&Version=2011-06-15";
    private static final int PATIENCE_MILLIS = 2_000;

    private final Clock clock;

    Owner(Clock clock) {
        this.clock = clock;
    }

    boolean answers(LocalConnection connection) {
        Credentials credentials = connection.credentials();
        SdkHttpFullRequest signed =
                new Signatures(credentials, LocalAws.REGION, clock).signForm(connection.endpoint(), "sts", QUESTION);
        try {
            HttpURLConnection http = (HttpURLConnection) signed.getUri().toURL().openConnection(Proxy.NO_PROXY);
            http.setConnectTimeout(PATIENCE_MILLIS);
            http.setReadTimeout(PATIENCE_MILLIS);
            http.setRequestMethod("POST");
            http.setDoOutput(true);
            signed.headers().forEach((name, values) -> http.setRequestProperty(name, String.join(",", values)));
            try (OutputStream out = http.getOutputStream()) {
                out.write(QUESTION.getBytes(StandardCharsets.UTF_8));
            }
            return http.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false; // nobody listens there
        }
    }
}
