package io.orderflow.operations.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageGroupTest {
    @Test
    void isTheUserWhereItsCharactersAreAllowed() {
        assertThat(MessageGroup.of("U-123_!~")).isEqualTo("U-123_!~");
        assertThat(MessageGroup.of("u".repeat(128))).isEqualTo("u".repeat(128));
    }

    @Test
    void isAHashOfAllOthers() {
        assertThat(MessageGroup.of("U 1")).matches("[0-9a-f]{32}");
        assertThat(MessageGroup.of("Jürgen")).matches("[0-9a-f]{32}").isNotEqualTo(MessageGroup.of("Jurgen"));
        // printf 'é' | sha256sum
        assertThat(MessageGroup.of("é")).isEqualTo("4a99557e4033c3539de2eb65472017ca");
    }
}
