package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.cli.TargetOptions;
import io.orderflow.console.shell.EnvironmentSource;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.SampleEnvironments;
import io.orderflow.operations.stack.SetupWatcher;
import io.orderflow.operations.stack.StackTools;
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

/** Registered environments, and what they protect however they are reached. */
class EnvironmentTargetTest {
    @TempDir
    Path home;

    private LocalAws server;
    private URI endpoint;
    private ApplicationServices services;

    @BeforeEach
    void serve() throws Exception {
        server = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
        AwsTarget.Embedded embedded = EmbeddedTarget.of(server);
        endpoint = embedded.endpoint();
        System.setProperty("aws.accessKeyId", embedded.accessKeyId());
        System.setProperty("aws.secretAccessKey", embedded.secretAccessKey());
        services = new ApplicationServices(Map.of("ORDERFLOW_HOME", home.toString()));
    }

    @AfterEach
    void stop() {
        for (String property : List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.region", "aws.endpointUrl")) {
            System.clearProperty(property);
        }
        server.close();
    }

    @Test
    void theMachinesSettingsDoNotOverrideIt() throws Exception {
        System.setProperty("aws.region", "eu-west-1");
        System.setProperty("aws.endpointUrl", "http://127.0.0.1:1");
        try (TargetConnection connection = services.open(named(server(false, null), false), false, line -> {})) {
            assertThat(connection.where().line()).isEqualTo("account 000000000000, us-east-1, " + endpoint);
        }
    }

    @Test
    void itsAccountIsConfirmedWhenItIsOpenedFirstAndAnotherRefusedWhateverIsDone() throws Exception {
        services.environments().update(known -> known.plus(server(false, null)));
        services.open(named(server(false, null), false), false, line -> {}).close();
        assertThat(services.environments().read().all()).containsExactly(server(false, "000000000000"));

        Environment before = server(false, "123456789012");
        services.environments().update(known -> known.with(before));
        assertThatThrownBy(() -> services.open(named(before, false), false, line -> {}))
                .isInstanceOf(PortException.class)
                .message()
                .hasLineCount(1)
                .contains("server", "123456789012", "000000000000", "--forget-account");
        services.open(named(before, true), false, line -> {}).close();
        assertThat(services.environments().read().all()).containsExactly(server(false, "000000000000"));
    }

    @Test
    void whatIsReadOnlyIsSoForWhoeverNamesItByOptions() throws Exception {
        services.environments().update(known -> known.plus(server(true, "000000000000")));
        URI other = URI.create("http://localhost:" + endpoint.getPort() + "/");
        TargetOptions options = new TargetOptions(true, null, "us-east-1", other, "", false, null, 0);
        try (TargetConnection connection = services.open(options, false, line -> {})) {
            StackTools tools = connection.stack(UnaryOperator.identity());
            assertThatThrownBy(() -> tools.setup().apply(tools.setup().plan(), SetupWatcher.NONE))
                    .isInstanceOf(PortException.class)
                    .hasMessage("server is read-only: nothing was changed.");
            assertThatThrownBy(connection::check).hasMessage("server is read-only: nothing was changed.");
            var publisher = connection.placing(true, line -> {}).publisher();
            assertThatThrownBy(() -> publisher.publish(null)).hasMessage("server is read-only: nothing was changed.");
            assertThatThrownBy(() -> connection.letters().moves().start(null))
                    .hasMessage("server is read-only: nothing was changed.");
            assertThatThrownBy(() -> connection
                            .redrives()
                            .targets()
                            .apply(connection.redrives().destination("OrderQueue"))
                            .send(List.of()))
                    .hasMessage("server is read-only: nothing was changed.");
            assertThatThrownBy(() -> connection
                            .letters()
                            .of(LetterPlace.ORDER_DLQ)
                            .queue()
                            .delete(List.of()))
                    .hasMessage("server is read-only: nothing was changed.");
            assertThat(tools.setup().plan().nothingThere()).isTrue();
        }
        TargetOptions beside = new TargetOptions(true, null, "us-east-1", endpoint, "dev-", false, null, 0);
        try (TargetConnection connection = services.open(beside, false, line -> {})) {
            assertThat(connection.protection().environment()).isNull();
        }
    }

    @Test
    void theEmbeddedAwsIsProtectedByItsFolder() throws Exception {
        Path data = home.resolve("data");
        Environment here = new Environment("here", Colour.PURPLE, new Embedded(data), "", null, true, false);
        services.environments().update(known -> known.plus(here));
        TargetOptions options = new TargetOptions(false, null, null, null, "", false, null, 0);
        try (TargetConnection connection = services.open(options.in(data.resolve("../data")), false, line -> {})) {
            assertThat(connection.protection().environment()).isEqualTo(here);
        }
        try (TargetConnection connection = services.open(options, false, line -> {})) {
            assertThat(connection.protection().environment()).isNull();
        }
    }

    @Test
    void aTargetNamedByOptionsHasTheMemoryOfTheEnvironmentThatItIs() throws Exception {
        services.environments().update(known -> known.plus(server(false, "000000000000")));
        Memory registered = services.memory(named(server(false, null), false));
        registered.put("k", "v");
        registered.flush();
        URI other = URI.create("http://localhost:" + endpoint.getPort() + "/");
        TargetOptions options = new TargetOptions(true, null, "us-east-1", other, "", false, null, 0);
        var composition = new TargetComposition(services, options, UnaryOperator.identity(), List.of());
        try (AwsWorkspace window = composition.open(null, Progress.NONE, tools())) {
            assertThat(window.memory().get("k")).hasValue("v");
        }
        assertThat(services.memory(options).get("k"))
                .as("of a command, which has reached it")
                .hasValue("v");

        TargetOptions beside = new TargetOptions(true, null, "us-east-1", endpoint, "dev-", false, null, 0);
        services.open(beside, false, line -> {}).close();
        assertThat(services.memory(beside).get("k")).isEmpty();
    }

    @Test
    void anEphemeralTargetRemembersNothingWhateverItIs() throws Exception {
        services.environments().update(known -> known.plus(server(false, "000000000000")));
        TargetOptions options = new TargetOptions(true, null, "us-east-1", endpoint, "", false, null, 0);
        try (AwsWorkspace window = new TargetComposition(services, options, UnaryOperator.identity(), List.of(), true)
                .open(null, Progress.NONE, tools())) {
            assertThat(window.memory().kept()).isFalse();
        }
    }

    @Test
    void aWindowOnWhatIsReadOnlySetsNothingUp() throws Exception {
        Path data = home.resolve("data");
        Environment here = new Environment("here", Colour.PURPLE, new Embedded(data), "", null, true, false);
        services.environments().update(known -> known.plus(here));
        TargetOptions options = new TargetOptions(false, null, null, null, "", false, data, 0, here);
        try (AwsWorkspace window = new TargetComposition(services, options, UnaryOperator.identity(), List.of())
                .open(null, Progress.NONE, tools())) {
            assertThat(window.connection()
                            .stack(UnaryOperator.identity())
                            .setup()
                            .plan()
                            .nothingThere())
                    .isTrue();
        }
    }

    @Test
    void anEphemeralWindowReadsTheRegistryAndWritesNothingWhereverItGoes() throws Exception {
        services.environments().update(known -> known.plus(server(false, null)));
        byte[] before = Files.readAllBytes(home.resolve(EnvironmentsFile.NAME));
        TargetOptions ephemeral = new TargetOptions(false, null, null, null, "", false, null, 0);
        TargetChoice choice = new TargetComposition(services, ephemeral, UnaryOperator.identity(), List.of()).choice();
        choice.window().put(EnvironmentSource.LAST, "server");
        choice.file().update(known -> known.plus(SampleEnvironments.PROD));
        try (AwsWorkspace window = (AwsWorkspace) choice.of(server(false, null)).open(null, Progress.NONE, tools())) {
            assertThat(window.environment().name()).isEqualTo("server");
            assertThat(choice.file().read().named("server").orElseThrow().account())
                    .isEqualTo("000000000000");
        }
        assertThat(home.resolve(EnvironmentsFile.NAME)).hasBinaryContent(before);
        assertThat(home.resolve("memory")).doesNotExist();
    }

    @Test
    void theWindowRemembersWhatItHadOpenLast() throws Exception {
        TargetOptions usual = new TargetOptions(false, null, null, null, "", false, home, 0);
        var composition = new TargetComposition(services, usual, UnaryOperator.identity(), List.of());
        assertThat(composition.choice().embedded()).isSameAs(composition);
        Memory window = composition.choice().window();
        window.put(EnvironmentSource.LAST, "server");
        window.flush();
        assertThat(services.lastEnvironment()).isEqualTo("server");
    }

    @Test
    void whoeverJoinedTheEmbeddedAwsServesItOnceItsOwnerHasEnded() throws Exception {
        Path data = home.resolve("data");
        LocalAws owner = LocalAws.start(new LocalAwsConfig(Optional.of(data), 0, line -> {}));
        TargetOptions options = new TargetOptions(false, null, null, null, "", false, data, 0);
        var composition = new TargetComposition(services, options, UnaryOperator.identity(), List.of());
        try (AwsWorkspace joined = composition.open(null, Progress.NONE, tools())) {
            assertThat(joined.environment().name()).isEqualTo("Embedded (joined)");
            assertThat(joined.ended()).isFalse();
            owner.close();
            assertThat(joined.ended()).isTrue();
            try (AwsWorkspace again = composition.open(null, Progress.NONE, tools());
                    AwsWorkspace third = composition.open(null, Progress.NONE, tools())) {
                assertThat(again.environment().name()).isEqualTo("Embedded");
                assertThat(third.environment().name()).isEqualTo("Embedded (joined)");
                assertThat(third.environment().endpoint())
                        .isEqualTo(again.environment().endpoint());
                assertThat(again.connection()
                                .stack(UnaryOperator.identity())
                                .setup()
                                .plan()
                                .isEmpty())
                        .isTrue();
                assertThat(again.ended()).isFalse();
            }
        }
    }

    @Test
    void aProcessHasOneRegistryOfAFolder() throws Exception {
        assertThat(services.environments()).isSameAs(services.environments());
    }

    @Test
    void aBrokenRegistryIsReportedBeforeAnythingIsDone() throws Exception {
        Files.writeString(home.resolve(EnvironmentsFile.NAME), "nonsense");
        TargetOptions options = new TargetOptions(true, null, "us-east-1", endpoint, "", false, null, 0);
        assertThatThrownBy(() -> services.open(options, false, line -> {}))
                .isInstanceOf(PortException.class)
                .message()
                .hasLineCount(1)
                .contains(EnvironmentsFile.NAME);
        TargetOptions ephemeral = new TargetOptions(false, null, null, null, "", false, null, 0);
        services.open(ephemeral, true, line -> {}).close();
        assertThat(home.resolve(EnvironmentsFile.NAME)).hasContent("nonsense");
    }

    private static ConsoleTools tools() {
        var texts = new Texts(Locale.ENGLISH);
        return new ConsoleTools(
                new DirectTaskRunner(),
                Throwable::printStackTrace,
                texts,
                new Formats(texts, ZoneOffset.UTC),
                new FaultTexts(texts),
                Clock.systemUTC(),
                ZoneOffset.UTC);
    }

    private Environment server(boolean readOnly, String account) {
        return new Environment(
                "server", Colour.BLUE, new Endpoint(endpoint, "us-east-1"), "", account, readOnly, false);
    }

    private TargetOptions named(Environment environment, boolean forgetAccount) {
        return new TargetOptions(true, null, "us-east-1", endpoint, "", forgetAccount, null, 0, environment);
    }
}
