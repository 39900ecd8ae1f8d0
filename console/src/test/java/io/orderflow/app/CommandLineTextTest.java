package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.text.ShellWords;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTextTest {

    @Test
    void aCommandCanBePastedIntoAShell() {
        assertThat(CommandLineText.of(List.of("setup", "apply", "--profile", "my work", "--prefix", "dev-")))
                .isEqualTo("java -jar console/target/orderflow.jar setup apply --profile 'my work' --prefix dev-");
        assertThat(ShellWords.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
    }
}
