package io.orderflow.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1", "http://LOCALHOST", "http://sqs.localhost:80", "http://[::1]:9"})
    void loopbackIsThisMachine(String url) {
        assertThat(Endpoints.isLoopback(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1.example.com", "http://localhost.example.com", "https://10.0.0.1", "x:y"})
    void everythingElseIsNot(String url) {
        assertThat(Endpoints.isLoopback(URI.create(url))).isFalse();
    }

    @Test
    void httpsIsEncrypted() {
        assertThat(Endpoints.isHttps(URI.create("HTTPS://x"))).isTrue();
        assertThat(Endpoints.isHttps(URI.create("http://x"))).isFalse();
    }
}
