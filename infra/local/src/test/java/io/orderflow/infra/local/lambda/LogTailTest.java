package io.orderflow.infra.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LogTailTest {

    private final LogTail tail = new LogTail();

    private String text() {
        return new String(tail.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void isAllThatWasLoggedWhileThatIsLittle() {
        assertThat(tail.bytes()).isEmpty();
        tail.add("one");
        tail.add("two");

        assertThat(text()).isEqualTo("one\ntwo\n");
    }

    @Test
    void isTheLastFourKilobytesOfMore() {
        tail.add("x".repeat(5_000));
        tail.add("end");

        assertThat(text()).hasSize(4_096).endsWith("xxx\nend\n");
    }

    @Test
    void beginsWithAWholeCharacter() {
        tail.add("ü😀".repeat(1_000)); // 6 bytes each, and 4,095 are left beside the line break

        assertThat(tail.bytes()).hasSizeBetween(4_093, 4_096);
        assertThat(text()).doesNotContain("\uFFFD").endsWith("ü😀\n");

        tail.add("😀" + "x".repeat(4_094));
        assertThat(text()).isEqualTo("x".repeat(4_094) + "\n");
    }
}
