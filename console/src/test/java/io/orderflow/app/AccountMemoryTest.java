package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.PortException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountMemoryTest {
    private static final String DEV = "aws, profile work, eu-central-1, prefix dev-";

    @TempDir
    Path home;

    @Test
    void anEnvironmentKeepsItsAccountAndRefusesAnother() throws Exception {
        AccountMemory memory = new AccountMemory(home.resolve("new"));
        memory.check(DEV, "111111111111");
        memory.remember(DEV, "111111111111");

        AccountMemory later = new AccountMemory(home.resolve("new"));
        later.check(DEV, "111111111111");
        later.check("aws, eu-central-1", "222222222222");
        assertThatThrownBy(() -> later.check(DEV, "222222222222"))
                .isInstanceOf(PortException.class)
                .message()
                .hasLineCount(1)
                .contains(DEV, "111111111111", "222222222222", "--forget-account");
    }

    @Test
    void rememberingAnotherAccountForgetsTheFirst() throws Exception {
        AccountMemory memory = new AccountMemory(home);
        memory.remember(DEV, "111111111111");
        memory.remember("aws, us-east-1", "333333333333");
        memory.remember(DEV, "222222222222");
        memory.check(DEV, "222222222222");
        memory.check("aws, us-east-1", "333333333333");
        try (var files = Files.list(home)) {
            assertThat(files)
                    .extracting(Path::getFileName)
                    .extracting(Path::toString)
                    .containsExactly("environments.json");
        }
    }

    @Test
    void aFileThatSomebodyBrokeRefusesEverythingAndIsNamed() throws Exception {
        Files.writeString(home.resolve("environments.json"), "nonsense");
        assertThatThrownBy(() -> new AccountMemory(home).check(DEV, "111111111111"))
                .isInstanceOf(PortException.class)
                .message()
                .hasLineCount(1)
                .contains("environments.json", "delete it");
    }
}
