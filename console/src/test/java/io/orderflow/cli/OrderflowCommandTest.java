package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.stack.StackOptionsBuilder;
import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.TextFiles;
import io.orderflow.operations.deadletter.recipe.Recipes;
import io.orderflow.operations.deadletter.rehearsal.LetterRehearsal;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderflowCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeServices services = new FakeServices();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "--target mars",
                "--target embedded --profile work",
                "--target embedded --endpoint-url http://127.0.0.1:4566",
                "--target aws --data-dir /tmp/x",
                "--profile work --ephemeral",
                "--data-dir /tmp/x --ephemeral",
                "--region eu-central-1",
                "--endpoint-url nonsense",
                "--prefix a/b",
                "--json",
                "check --yes",
                "check --setup",
                "local --port 70000",
                "local --port x",
                "local --target aws",
                "setup",
                "setup subscribers",
                "setup policy nobody",
                "setup policy king",
                "setup plan --without nonsense",
                "setup plan --shards many",
                "setup destroy --export-to x.jsonl",
                "setup plan --data-dir=",
                "setup plan --data-dir a\0b",
                "setup import a\0b",
                "setup destroy --delete-data --export-to a\0b",
                "setup subscribers add nonsense",
                "--env",
                "--env x --nonsense check",
                "--env x setup",
                "--env x setup nonsense",
                "--env x check --env y",
                "--env x env list",
                "--profile work env add x --embedded",
                "--prefix dev- dead-letters recipes list",
                "--without table check",
                "nonsense",
                "env",
                "env add",
                "env add x",
                "env add x --embedded --profile work --region eu-central-1",
                "env add x --profile work",
                "env add x --endpoint-url http://127.0.0.1:4566",
                "env add x --endpoint-url http://a:b@127.0.0.1:4566 --region us-east-1",
                "env add x --embedded --region eu-central-1",
                "env add x --profile work --region eu-central-1 --data-dir /tmp/x",
                "env add x --profile work --region EU",
                "env add x/y --embedded",
                "env add x --embedded --prefix a/b",
                "env add x --embedded --color pink",
                "env edit x --read-only",
                "env remove x",
                "env list --env x",
                "orders",
                "orders list --limit 0",
                "orders list --limit x",
                "dead-letters",
                "dead-letters list --limit 100001",
                "--env x",
            })
    void wrongOptionsAreOneLineAndExitTwo(String args) {
        assertThat(run(args.split(" "))).isEqualTo(2);
        assertThat(err.toString().strip().lines()).hasSize(1).allMatch(line -> line.startsWith("orderflow: "));
        assertThat(out.toString()).isEmpty();
        assertThat(services.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "check --help",
                "local --help",
                "setup --help",
                "setup plan --help",
                "setup apply --help",
                "setup status --help",
                "setup doctor --help",
                "setup policy --help",
                "setup destroy --help",
                "setup import --help",
                "setup subscribers --help",
                "setup subscribers add --help",
                "env --help",
                "orders --help",
                "orders list --help",
                "dead-letters --help",
                "dead-letters list --help",
                "env list --help",
                "env add --help",
                "env edit --help",
                "env remove --help"
            })
    void everyCommandExplainsItself(String args) {
        assertThat(run(args.split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: orderflow").contains("--help");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theEmbeddedAwsIsTheDefaultAndKeepsItsData() {
        assertThat(run()).isZero();
        assertThat(services.asked.get(0).cloud()).isFalse();
        assertThat(services.asked.get(0).dataDir()).isEqualTo(Path.of("/home/of/orderflow"));
    }

    @Test
    void aProfileOrAnEndpointSelectsAws() {
        run("--profile", "work");
        run("--endpoint-url", "http://127.0.0.1:4566");
        run("--target", "aws", "--region", "eu-central-1");
        assertThat(services.asked).hasSize(3).allMatch(TargetOptions::cloud);
        assertThat(services.asked).allMatch(options -> options.dataDir() == null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--prefix dev- --endpoint-url=http://127.0.0.1:4566 setup plan",
                "--prefix dev- setup --endpoint-url http://127.0.0.1:4566 plan",
                "setup --prefix dev- plan --endpoint-url http://127.0.0.1:4566",
                "--prefix dev- --endpoint-url http://127.0.0.1:4566 setup destroy --confirm dev-OrderTopic",
                "--prefix=dev- dead-letters list --endpoint-url http://127.0.0.1:4566",
                "--json --prefix dev- queues --endpoint-url http://127.0.0.1:4566"
            })
    void whatNamesTheTargetMayStandInFrontOfTheCommand(String args) {
        assertThat(run(args.split(" "))).isEqualTo(1);
        assertThat(services.asked).singleElement().satisfies(options -> {
            assertThat(options.prefix()).isEqualTo("dev-");
            assertThat(options.endpointUrl()).hasToString("http://127.0.0.1:4566");
        });
        assertThat(out.toString().isEmpty()).isEqualTo(!args.contains("--json"));
    }

    @Test
    void anEnvironmentInFrontOfTheCommandIsTheSameAsBehindIt() {
        assertThat(run("--env", "nowhere", "queues")).isEqualTo(2);
        assertThat(err.toString()).contains("--env 'nowhere' is not known: env list shows those that are");
    }

    @Test
    void whatACommandDoesNotTakeInFrontIsSaidInALine() {
        run("--env", "x", "env", "list");
        assertThat(err.toString().strip())
                .isEqualTo("orderflow: env list has no --env: leave it out (see orderflow env list --help)");
        err.getBuffer().setLength(0);
        run("--profile", "work", "env", "add", "x", "--embedded");
        assertThat(err.toString()).contains("put it behind env add").doesNotContain("\n\n");
        assertThat(services.asked).isEmpty();
    }

    @Test
    void helpInFrontIsStillTheWholeHelp() {
        assertThat(run("--prefix", "dev-", "--help", "setup")).isZero();
        assertThat(out.toString()).startsWith("Usage: orderflow [");
    }

    @Test
    void withoutADisplayTheEmbeddedWindowBecomesACheck() {
        services.display = false;
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString().lines().findFirst().orElseThrow())
                .contains("no display")
                .contains("check runs");
        assertThat(services.asked).hasSize(2);
        assertThat(services.asked.get(1).dataDir()).isNull();
    }

    @Test
    void withoutADisplayTheAwsWindowFailsInOneLine() {
        services.display = false;
        assertThat(run("--target", "aws")).isEqualTo(1);
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(services.asked).hasSize(1);
    }

    @Test
    void anUnreachableTargetFailsTheCheckInOneLine() {
        assertThat(run("check")).isEqualTo(1);
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).contains("the port is in use");
    }

    private int run(String... args) {
        Answer answer = new Answer(
                new PrintWriter(out, true), new PrintWriter(err, true), new FaultTexts(new Texts(Locale.ENGLISH)));
        return OrderflowCommand.commandLine(services, answer).execute(args);
    }

    private static final class FakeServices implements ConsoleServices {
        final List<TargetOptions> asked = new ArrayList<>();
        boolean display = true;

        @Override
        public Memory memory(TargetOptions options) {
            throw new AssertionError("nothing is remembered");
        }

        @Override
        public TextFiles textFiles() {
            throw new AssertionError("no file is read");
        }

        @Override
        public Cancel cancel() {
            return new Cancel(told -> {}, code -> {});
        }

        @Override
        public Pause pause() {
            throw new AssertionError("nothing is waited for");
        }

        @Override
        public LetterRehearsal rehearsal() {
            throw new AssertionError("no rehearsal");
        }

        @Override
        public Recipes recipes() {
            throw new AssertionError("no recipe");
        }

        @Override
        public String lastEnvironment() {
            return "";
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Path home() {
            return Path.of("/home/of/orderflow");
        }

        @Override
        public EnvironmentsFile environments() {
            return new EnvironmentsFile(home().resolve("never-made"));
        }

        @Override
        public int window(
                TargetOptions options, UnaryOperator<StackOptionsBuilder> settings, List<String> settingArguments)
                throws NoDisplayException {
            asked.add(options);
            if (!display) {
                throw new NoDisplayException("there is no display", null);
            }
            return 0;
        }

        @Override
        public Connection connect(TargetOptions options, Consumer<String> progress) throws PortException {
            asked.add(options);
            throw new PortException(PortException.Kind.REFUSED, "target", "the port is in use");
        }
    }
}
