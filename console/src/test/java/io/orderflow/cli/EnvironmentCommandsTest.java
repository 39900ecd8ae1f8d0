package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.console.SampleData;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Profile;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.session.SampleEnvironments;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry's own commands, and what an environment makes of the others. */
class EnvironmentCommandsTest {
    private static final String CHANGES = "setup apply --yes,setup destroy --confirm OrderTopic,setup import x.jsonl,"
            + "setup subscribers add a@example.com,setup subscribers remove a@example.com,check,check --json";

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeStack stack = new FakeStack(readable());
    private final FakeServices services = new FakeServices(() -> home, stack::tools);

    private static List<Change> readable() {
        List<Change> resources = new ArrayList<>(SampleData.resources());
        resources.removeIf(each -> each.state() == ResourceState.UNREADABLE);
        return resources;
    }

    @Test
    void anEnvironmentOfEachKindIsAddedAndListed() {
        run("env add prod --profile work --region eu-central-1 --color red --read-only");
        run("env add staging --endpoint-url http://127.0.0.1:4566 --region us-east-1 --prefix stg- --confirm-typing");
        assertThat(run(
                        "env",
                        "add",
                        "Try it here",
                        "--embedded",
                        "--data-dir",
                        home.resolve("d").toString()))
                .isZero();
        assertThat(out.toString().lines().findFirst()).hasValue("Added prod: profile work, eu-central-1, read-only");

        out.getBuffer().setLength(0);
        assertThat(run("env list")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "prod         profile work, eu-central-1, read-only, red",
                        "staging      http://127.0.0.1:4566, us-east-1, prefix stg-, its name is typed before a change,"
                                + " blue",
                        "Try it here  embedded in " + home.resolve("d") + ", purple",
                        "3 environments");
        assertThat(err.toString()).isEmpty();
        assertThat(services.asked).isEmpty();
    }

    @Test
    void everyAnswerCanBeOneJsonObject() throws Exception {
        run("env add prod --profile work --region eu-central-1 --read-only --json");
        run("env edit prod --prefix dev- --json");
        run("env list --json");
        run("env remove prod --json");
        run("env list --json");
        List<JsonNode> answers = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            answers.add(new ObjectMapper().readTree(line));
        }
        assertThat(answers).hasSize(5).allMatch(each -> each.path("ok").asBoolean());
        assertThat(answers.get(0).at("/environment/profile").asText()).isEqualTo("work");
        assertThat(answers.get(1).at("/environment/prefix").asText()).isEqualTo("dev-");
        assertThat(answers.get(2).at("/environments/0").toString())
                .isEqualTo("{\"name\":\"prod\",\"color\":\"yellow\",\"kind\":\"profile\",\"profile\":\"work\","
                        + "\"endpointUrl\":null,\"region\":\"eu-central-1\",\"dataDir\":null,\"prefix\":\"dev-\","
                        + "\"account\":null,\"readOnly\":true,\"confirmTyping\":false}");
        assertThat(answers.get(4).path("environments")).isEmpty();
    }

    @Test
    void editingChangesWhatIsNamedAndLeavesTheRest() throws Exception {
        services.environments().update(known -> known.plus(SampleEnvironments.PROD));
        assertThat(run("env edit Production --no-read-only --confirm-typing --region eu-west-1"))
                .isZero();
        assertThat(only())
                .isEqualTo(new Environment(
                        "Production", Colour.RED, new Profile("work", "eu-west-1"), "", "111111111111", false, true));

        assertThat(run("env edit Production --color green --no-confirm-typing --profile other"))
                .isZero();
        assertThat(only())
                .isEqualTo(new Environment(
                        "Production", Colour.GREEN, new Profile("other", "eu-west-1"), "", null, false, false));

        assertThat(run("env edit Production --embedded")).isZero();
        assertThat(only().place()).isEqualTo(new Embedded(null));
        assertThat(run("env", "edit", "Production", "--data-dir", home.toString()))
                .isZero();
        assertThat(run("env edit Production --prefix dev-")).isZero();
        assertThat(only().place()).isEqualTo(new Embedded(home));
        assertThat(run("env edit Production --profile work")).isEqualTo(2);
        assertThat(err.toString()).contains("add --region");
    }

    @Test
    void aNameIsAddedOnceAndOneThatIsNotThereIsReported() {
        run("env add prod --embedded");
        assertThat(run("env add Prod --embedded")).isEqualTo(2);
        assertThat(run("env remove Prod")).isEqualTo(2);
        assertThat(run("env edit nope --read-only")).isEqualTo(2);
        assertThat(run("check --env nope")).isEqualTo(2);
        assertThat(err.toString().strip().lines()).hasSize(4).allMatch(line -> line.startsWith("orderflow: "));
        assertThat(run("env remove prod")).isZero();
        assertThat(run("env remove prod")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env list",
                "env list --json",
                "env add x --embedded",
                "env edit x --read-only",
                "env remove x",
                "setup plan --env x"
            })
    void aFileOfALaterVersionOrABrokenOneIsOneLineAndStays(String command) throws Exception {
        for (String text : List.of("{\"version\": 2}", "nonsense")) {
            Files.writeString(home.resolve("environments.json"), text);
            assertThat(run(command)).isEqualTo(1);
            assertThat(home.resolve("environments.json")).hasContent(text);
        }
        assertThat(err.toString().strip().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("orderflow: " + home.resolve("environments.json")));
        assertThat(services.asked).isEmpty();
    }

    @Test
    void anEnvironmentIsTheWholeTarget() {
        run("env add prod --profile work --region eu-central-1 --prefix p-");
        run("env add server --endpoint-url http://127.0.0.1:4566 --region us-east-1");
        run("env", "add", "here", "--embedded", "--data-dir", home.resolve("d").toString());
        run("env add default --embedded");
        for (String name : List.of("prod", "server", "here", "default")) {
            run("setup plan --env " + name);
        }
        TargetOptions prod = services.asked.get(0);
        assertThat(prod.cloud()).isTrue();
        assertThat(prod.profile()).isEqualTo("work");
        assertThat(prod.region()).isEqualTo("eu-central-1");
        assertThat(prod.prefix()).isEqualTo("p-");
        assertThat(prod.endpointUrl()).isNull();
        assertThat(prod.arguments()).containsExactly("--env", "prod");
        assertThat(services.asked.get(1).endpointUrl()).isEqualTo(URI.create("http://127.0.0.1:4566"));
        assertThat(services.asked.get(2).cloud()).isFalse();
        assertThat(services.asked.get(2).dataDir()).isEqualTo(home.resolve("d"));
        assertThat(services.asked.get(3).dataDir()).isEqualTo(home);
        assertThat(services.asked).allMatch(each -> each.environment() != null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--target aws",
                "--profile work",
                "--region eu-central-1",
                "--endpoint-url http://127.0.0.1:4566",
                "--prefix dev-",
                "--data-dir x",
                "--ephemeral"
            })
    void nothingBesideItNamesTheTarget(String option) {
        run("env add x --embedded");
        for (String command : List.of("check", "local", "setup apply", "setup subscribers list", "")) {
            err.getBuffer().setLength(0);
            assertThat(run((command + " --env x " + option).strip())).isEqualTo(2);
            assertThat(err.toString().strip().lines()).hasSize(1);
            assertThat(err.toString()).contains("leave out " + option.split(" ", -1)[0] + ", or --env");
        }
        assertThat(services.asked).isEmpty();
    }

    @Test
    void theExportOfAnEmbeddedEnvironmentLiesInItsFolder() {
        run("env", "add", "here", "--embedded", "--data-dir", home.resolve("d").toString());
        assertThat(run("setup destroy --delete-data --confirm OrderTopic --env here"))
                .isZero();
        assertThat(home.resolve("d/exports")).isDirectory();
    }

    @Test
    void aWindowWithoutATargetOpensTheEnvironmentUsedLastAndACommandDoesNot() {
        run("env add prod --profile work --region eu-central-1");
        services.display = true;
        services.lastEnvironment = "prod";
        for (String window :
                List.of("", "--forget-account", "--target embedded", "--prefix x-", "--ephemeral", "--shards 1")) {
            run(window);
        }
        run("setup plan");
        services.lastEnvironment = "removed";
        run("");
        assertThat(services.asked)
                .extracting(each -> each.environment() == null ? "embedded" : each.profile())
                .containsExactly(
                        "work", "work", "embedded", "embedded", "embedded", "embedded", "embedded", "embedded");
    }

    @Test
    void withoutADisplayTheCheckRunsOnTheEmbeddedAwsWhateverWasUsedLast() {
        run("env add prod --profile work --region eu-central-1");
        services.lastEnvironment = "prod";
        services.protection = new Protection(SampleEnvironments.PROD); // what the check asks first
        run("");
        assertThat(services.asked).hasSize(2);
        assertThat(services.asked.get(1).ephemeral()).isTrue();
    }

    @Test
    void onlyAnEmbeddedEnvironmentIsServed() {
        run("env add prod --profile work --region eu-central-1");
        assertThat(run("local --env prod")).isEqualTo(2);
        assertThat(err.toString()).contains("leave out --env prod");
    }

    @Test
    void nothingIsChangedWhereItIsReadOnly() {
        services.protection = new Protection(SampleEnvironments.PROD);
        for (String command : CHANGES.split(",", -1)) {
            err.getBuffer().setLength(0);
            assertThat(run(command)).as(command).isEqualTo(1);
            assertThat(err.toString().lines().filter(line -> line.startsWith("orderflow: ")))
                    .as(command)
                    .containsExactly("orderflow: Production is read-only: nothing was changed.");
        }
        assertThat(stack.setup.mutations()).isZero();
        assertThat(services.questions).isEmpty();
        assertThat(services.remembered).isZero();
        for (String command : List.of("plan", "status", "doctor", "subscribers list", "policy support")) {
            assertThat(run("setup " + command)).as(command).isNotEqualTo(1);
        }
    }

    @Test
    void theNameIsAskedForWhereItIsToBeTypedWhateverYesSays() {
        services.protection = new Protection(SampleEnvironments.STAGING);
        for (String command : (CHANGES + ",setup apply").split(",", -1)) {
            err.getBuffer().setLength(0);
            services.replies.clear();
            services.replies.add("Staging");
            assertThat(run(command)).as(command).isEqualTo(1);
            assertThat(err.toString()).as(command).contains("orderflow: nothing was changed: type the environment's");
        }
        assertThat(stack.setup.mutations()).isZero();
        assertThat(services.remembered).isZero();
    }

    @Test
    void theNameIsTypedOrConfirmed() {
        services.protection = new Protection(SampleEnvironments.STAGING);
        services.replies.add("staging");
        assertThat(run("setup apply")).isZero();
        assertThat(services.questions).containsExactly("Type staging to change that environment: ");

        assertThat(run("setup import x.jsonl --confirm staging")).isZero();
        assertThat(run("setup subscribers add a@example.com --confirm staging")).isZero();
        assertThat(run("setup subscribers remove a@example.com --confirm staging"))
                .isZero();
        assertThat(run("setup destroy --yes --confirm staging --confirm OrderTopic"))
                .isZero();
        assertThat(services.questions).hasSize(1);
        services.replies.add("staging");
        assertThat(run("setup destroy")).isZero();
    }

    private Environment only() throws Exception {
        assertThat(services.environments().read().all()).hasSize(1);
        return services.environments().read().all().get(0);
    }

    private int run(String args) {
        return args.isEmpty() ? run(new String[0]) : run(args.split(" "));
    }

    private int run(String... args) {
        Answer answer = new Answer(
                new PrintWriter(out, true), new PrintWriter(err, true), new FaultTexts(new Texts(Locale.ENGLISH)));
        return OrderflowCommand.commandLine(services, answer).execute(args);
    }
}
