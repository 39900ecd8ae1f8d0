package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.cli.TargetOptions;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.stack.SetupWatcher;
import io.orderflow.operations.stack.StackSetup;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that is not ours by default: the embedded AWS, reached as any other server is. */
class CloudTargetTest {
    private static final String KEY_ID = "aws.accessKeyId";
    private static final String KEY = "aws.secretAccessKey";

    @TempDir
    Path home;

    private LocalAws server;
    private URI endpoint;

    @BeforeEach
    void serve() throws Exception {
        server = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
        AwsTarget.Embedded embedded = EmbeddedTarget.of(server);
        endpoint = embedded.endpoint();
        System.setProperty(KEY_ID, embedded.accessKeyId());
        System.setProperty(KEY, embedded.secretAccessKey());
    }

    @AfterEach
    void stop() {
        System.clearProperty(KEY_ID);
        System.clearProperty(KEY);
        server.close();
    }

    @Test
    void theWindowOpensOnSetupWhileTheStackIsNotThere() throws Exception {
        try (AwsWorkspace first = window(false)) {
            assertThat(first.firstTab()).isEqualTo(Tab.SETUP);
            StackSetup setup =
                    first.connection().stack(UnaryOperator.identity()).setup();
            assertThat(setup.plan().nothingThere()).isTrue();
            assertThat(setup.apply(setup.plan(), SetupWatcher.NONE).cancelled()).isFalse();
        }
        try (AwsWorkspace second = window(false)) {
            assertThat(second.firstTab()).isEqualTo(Tab.ORDERS);
        }
    }

    @Test
    void anotherAccountThanBeforeIsRefusedUntilItIsForgotten() throws Exception {
        window(false).close();
        Path memory = home.resolve(EnvironmentsFile.NAME);
        Files.writeString(memory, Files.readString(memory).replace("000000000000", "123456789012"));

        assertThatThrownBy(() -> window(false))
                .isInstanceOf(PortException.class)
                .message()
                .hasLineCount(1)
                .contains("123456789012", "000000000000", "--forget-account");

        window(true).close();
        window(false).close();
        assertThat(Files.readString(memory)).contains("000000000000");
    }

    private AwsWorkspace window(boolean forgetAccount) throws Exception {
        var options = new TargetOptions(true, null, "us-east-1", endpoint, "", forgetAccount, null, 0);
        var services = new ApplicationServices(Map.of("ORDERFLOW_HOME", home.toString()));
        var texts = new Texts(Locale.ENGLISH);
        var tools = new ConsoleTools(
                new DirectTaskRunner(),
                Throwable::printStackTrace,
                texts,
                new Formats(texts, ZoneOffset.UTC),
                new FaultTexts(texts),
                Clock.systemUTC(),
                ZoneOffset.UTC);
        return new TargetComposition(services, options, UnaryOperator.identity(), List.of())
                .open(null, Progress.NONE, tools);
    }
}
