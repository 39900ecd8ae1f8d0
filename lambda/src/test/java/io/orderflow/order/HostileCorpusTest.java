package io.orderflow.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bodies in {@code corpus/}: a file's name starts with what becomes of it, {@code OK} or the rule it breaks. Bytes that are
 * no UTF-8 are replaced, as whoever made a string of them did.
 */
class HostileCorpusTest {
    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");

    private final OrderMessageCodec codec = new OrderMessageCodec(
            new OrderValidator(Clock.fixed(Instant.parse("2025-05-04T00:00:00Z"), ZoneOffset.UTC)));

    @ParameterizedTest
    @MethodSource("files")
    void isReadAsItsNameSays(Path file) throws Exception {
        String body = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        String expected = file.getFileName().toString().split("-", 2)[0];

        if (expected.equals("OK")) {
            assertThat(codec.decode(body).orderId()).isEqualTo("C1");
        } else {
            assertThat(catchThrowableOfType(MalformedOrderException.class, () -> codec.decode(body))
                            .faults())
                    .extracting(OrderFault::rule)
                    .contains(OrderRule.valueOf(expected));
        }
    }

    @Test
    void breaksEachRuleButSize() throws IOException {
        assertThat(files().map(file -> file.getFileName().toString().split("-", 2)[0]))
                .contains(Stream.of(OrderRule.values())
                        .filter(rule -> rule != OrderRule.TOO_LARGE)
                        .map(Enum::name)
                        .toArray(String[]::new));
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.sorted().toList().stream();
        }
    }
}
