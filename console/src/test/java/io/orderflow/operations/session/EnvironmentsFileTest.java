package io.orderflow.operations.session;

import static io.orderflow.operations.session.SampleEnvironments.HERE;
import static io.orderflow.operations.session.SampleEnvironments.PROD;
import static io.orderflow.operations.session.SampleEnvironments.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderflow.operations.PortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsFileTest {
    private static final String OLD = "{\n  \"aws, profile work, eu-central-1\" : \"111111111111\"\n}";

    @TempDir
    Path home;

    @Test
    void whatWasAddedIsReadAgainAsItWas() throws Exception {
        file().update(known -> known.plus(PROD).plus(STAGING).plus(HERE).remember("aws, us-east-1", "222222222222"));

        assertThat(file().read().all()).containsExactly(PROD, STAGING, HERE);
        assertThat(file().read().accounts()).isEqualTo(Map.of("aws, us-east-1", "222222222222"));
        assertThat(Files.readString(path())).contains("\"version\" : 1", "\"color\" : \"red\"");
    }

    @Test
    void withoutAFileThereIsNothingAndReadingMakesNone() throws Exception {
        assertThat(new EnvironmentsFile(home.resolve("new")).read()).isEqualTo(Environments.NONE);
        assertThat(home.resolve("new")).doesNotExist();
    }

    @Test
    void theOlderFormIsReadAsAccountsAndWrittenInTheNewOneWhenSomethingChanges() throws Exception {
        Files.writeString(path(), OLD);
        assertThat(file().read())
                .isEqualTo(new Environments(List.of(), Map.of("aws, profile work, eu-central-1", "111111111111")));
        assertThat(path()).hasContent(OLD);

        file().update(known -> known.plus(PROD.confirmed(null)));
        assertThat(Files.readString(path())).contains("\"version\" : 1");
        assertThat(file().read().all()).containsExactly(PROD);
        assertThat(file().read().accounts()).containsEntry("aws, profile work, eu-central-1", "111111111111");
    }

    @Test
    void aLaterVersionIsRefusedByNameAndNeverWrittenOver() throws Exception {
        String later = "{\"version\": 2, \"environments\": {}, \"more\": true}";
        Files.writeString(path(), later);
        assertRefused("later Orderflow (version 2)");
        assertThat(path()).hasContent(later);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"aws\": \"mine\"}",
                "{\"aws\": 1}",
                "{\"aws\": \"111111111111\", \"aws\": \"222222222222\"}",
                "{} {}",
                "{\"version\": 0, \"environments\": [], \"accounts\": {}}",
                "{\"version\": 1}",
                "{\"version\": 1, \"environments\": [], \"accounts\": {}, \"more\": 1}",
                "{\"version\": 1, \"environments\": [], \"accounts\": {\"aws\": \"\"}}",
                "{\"version\": 1, \"environments\": [null], \"accounts\": {}}",
                "{\"version\": 1, \"environments\": [{\"name\": \"a\"}], \"accounts\": {}}",
                "{\"version\": 1, \"environments\": [{\"name\": \"a\", \"color\": \"red\", \"kind\": \"embedded\","
                        + " \"prefix\": \"\", \"readOnly\": \"yes\", \"confirmByTyping\": false}], \"accounts\": {}}",
                "{\"version\": 1, \"environments\": [{\"name\": \"a\", \"color\": \"red\", \"kind\": \"embedded\","
                        + " \"prefix\": \"\", \"confirmByTyping\": false}], \"accounts\": {}}",
            })
    void aBrokenFileIsRefusedByNameAndNeverWrittenOver(String broken) throws Exception {
        Files.writeString(path(), broken);
        assertRefused("is not what Orderflow wrote");
        assertThat(Files.readString(path())).isEqualTo(broken);
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> file().read())
                .isInstanceOf(PortException.class)
                .message()
                .hasLineCount(1)
                .startsWith(path().toString())
                .contains(why, "was not changed");
        PortException fault = catchThrowableOfType(PortException.class, () -> file().read());
        assertThat(fault.reason().code())
                .isEqualTo(why.contains("later") ? "core.REGISTRY_NEWER" : "core.REGISTRY_BROKEN");
        assertThat(fault.reason().parameters()).first().isEqualTo(path().toString());
        assertThatThrownBy(() -> file().update(known -> known.plus(HERE))).isInstanceOf(PortException.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theFileIsItsOwnersAloneAndReplacedAsAWhole() throws Exception {
        Files.writeString(path(), OLD);
        Object before = Files.getAttribute(path(), "unix:ino");
        file().update(known -> known.plus(HERE));

        assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getAttribute(path(), "unix:ino")).isNotEqualTo(before);
        try (var files = Files.list(home)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("environments.json", "environments.json.lock");
        }
    }

    @Test
    void whatCannotBeWrittenLeavesTheFileAsItWas() throws Exception {
        Files.writeString(path(), OLD);
        assertThatThrownBy(() -> file().update(known -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(path()).hasContent(OLD);

        Path inTheWay = Files.writeString(home.resolve("inTheWay"), "");
        assertThatThrownBy(() -> new EnvironmentsFile(inTheWay).update(known -> known.plus(HERE)))
                .isInstanceOf(PortException.class)
                .message()
                .hasLineCount(1)
                .contains("environments.json");
    }

    @Test
    void changesFromManyThreadsAreAllKept() throws Exception {
        EnvironmentsFile file = file();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String key = "aws, region-" + i;
            Thread thread = new Thread(() -> {
                try {
                    file.update(known -> known.remember(key, "111111111111"));
                } catch (PortException e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(file().read().accounts()).hasSize(8);
    }

    @Test
    void aProcessThatLeavesNoTraceReadsAndWritesNothing() throws Exception {
        file().update(known -> known.plus(PROD));
        byte[] before = Files.readAllBytes(path());
        EnvironmentsFile unkept = file().unkept();
        assertThat(unkept.read().all()).containsExactly(PROD);

        unkept.update(known -> known.plus(HERE).with(PROD.confirmed("222222222222")));
        assertThat(unkept.read().all()).containsExactly(PROD.confirmed("222222222222"), HERE);
        assertThat(path()).hasBinaryContent(before);
        new EnvironmentsFile(home.resolve("new")).unkept().update(known -> known.plus(HERE));
        assertThat(home.resolve("new")).doesNotExist();
    }

    private EnvironmentsFile file() {
        return new EnvironmentsFile(home);
    }

    private Path path() {
        return home.resolve("environments.json");
    }
}
