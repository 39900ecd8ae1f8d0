package io.orderflow.operations.entry.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeenValuesTest {
    private final SeenValues seen = new SeenValues();

    @Test
    void whatIsTypedDoesNotHideOthersThatBeginWithIt() {
        List.of("U500", "U50", "XU501", "U501", "u502").forEach(seen::add);

        assertThat(seen.like("U50", 9)).containsExactly("u502", "U501", "U500", "XU501");
        assertThat(seen.like(" U50 ", 2)).containsExactly("u502", "U501");
        assertThat(seen.like("U501", 9)).containsExactly("XU501");
        assertThat(seen.like("u502", 9)).isEmpty();
        assertThat(seen.like("", 9)).isEmpty();
        assertThat(seen.like("U50", 9)).as("asking changes nothing").hasSize(4);
    }
}
