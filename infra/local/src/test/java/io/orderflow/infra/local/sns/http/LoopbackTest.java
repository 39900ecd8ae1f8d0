package io.orderflow.infra.local.sns.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reached without leaving this machine, without asking anybody. */
final class LoopbackTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.0.0.2:8080/x?y",
                "https://localhost:8443/",
                "http://LocalHost/",
                "http://[::1]:80/",
                "http://user:secret@127.0.0.1/"
            })
    void isThisMachine(String url) {
        assertThat(Loopback.has(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "http://127.0.0.1.example.com/",
                "http://localhost.example.com/",
                "http://128.0.0.1/",
                "http://0.0.0.0/",
                "http://[::2]/",
                "http://[::ffff:10.0.0.1]/",
                "http://127.0.0.1@example.com/",
                "http://localhost:80@10.0.0.1/",
                "http://169.254.169.254/",
                "http:///path"
            })
    void isNot(String url) {
        assertThat(Loopback.has(url)).isFalse();
    }
}
