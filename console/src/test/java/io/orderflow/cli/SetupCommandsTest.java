package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.console.SampleData;
import io.orderflow.infra.doctor.Severity;
import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.stack.ExpertDefault;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetupCommandsTest {
    private final PortException denied = new PortException(
            PortException.Kind.DENIED, "SQS queue OrderQueue", Reason.line("SQS queue OrderQueue: not allowed."), null);

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeStack stack = new FakeStack(drifted());
    private final FakeServices services = new FakeServices(() -> home, () -> stack.tools());

    /** As the samples, with everything readable. */
    private static List<Change> drifted() {
        List<Change> resources = new ArrayList<>(SampleData.resources());
        resources.removeIf(each -> each.state() == ResourceState.UNREADABLE);
        return resources;
    }

    private static List<Change> inStep() {
        return drifted().stream()
                .map(each -> new Change(each.resource(), ResourceState.IN_STEP, List.of(), List.of(), ""))
                .toList();
    }

    @Test
    void planShowsEachResourcePropertyByPropertyAndCountsLast() {
        assertThat(run("setup plan")).isEqualTo(2);
        assertThat(out.toString().lines())
                .contains(
                        "= none     table Orders",
                        "~ update   queue OrderQueue",
                        "      VisibilityTimeout: 30 → 60",
                        "      Policy: none → Allow-SNS-SendMessage",
                        "+ create   function OrderConsumer")
                .last()
                .isEqualTo("9 resources: 6 with nothing to do, 2 to create, 1 to update, 0 to delete");
        assertThat(err.toString()).contains("account 000000000000, us-east-1");
        assertThat(stack.setup.mutations()).isZero();
    }

    @Test
    void planNamesWhatIsAdoptedAndWhatItWouldReplace() {
        stack = new FakeStack(List.of(
                new Change(
                        new ResourceId(ResourceKind.TABLE, "Orders"),
                        ResourceState.DRIFTED,
                        Action.REPLACE,
                        List.of(),
                        List.of(),
                        "its key is id"),
                new Change(
                        new ResourceId(ResourceKind.QUEUE, "OrderDLQ"),
                        ResourceState.DRIFTED,
                        Action.ADOPT,
                        List.of(),
                        List.of("SqsManagedSseEnabled"),
                        "there already, without a tag of ours")));

        assertThat(run("setup plan")).isEqualTo(2);
        assertThat(out.toString().lines())
                .contains(
                        "! replace  table Orders  (its key is id)",
                        "& adopt    queue OrderDLQ  (there already, without a tag of ours)",
                        "      SqsManagedSseEnabled: not supported by this endpoint")
                .last()
                .asString()
                .endsWith("1 to adopt, 1 to replace by hand");
    }

    @Test
    void planAndStatusAreZeroWhereNothingIsToDo() {
        stack = new FakeStack(inStep());
        assertThat(run("setup plan")).isZero();
        assertThat(run("setup status")).isZero();
        assertThat(out.toString()).contains("9 resources: 9 in step, 0 drifted, 0 missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "status", "apply --yes", "destroy --confirm OrderTopic", "import x.jsonl"})
    void aFaultIsOneLineAndExitOne(String command) {
        stack.setup.fail(denied);
        assertThat(run("setup " + command)).isEqualTo(1);
        assertThat(err.toString().lines().filter(line -> line.startsWith("orderflow: ")))
                .containsExactly("orderflow: SQS queue OrderQueue: not allowed.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void statusSaysExpectedAndActual() {
        assertThat(run("setup status")).isEqualTo(2);
        assertThat(out.toString().lines())
                .contains("✗ drifted     queue OrderQueue", "      VisibilityTimeout: expected 60, actual 30")
                .last()
                .isEqualTo("9 resources: 6 in step, 1 drifted, 2 missing");
    }

    @Test
    void aResourceThatCannotBeReadMakesTheStatusAnError() {
        stack = new FakeStack(SampleData.resources());
        assertThat(run("setup status")).isEqualTo(1);
        assertThat(out.toString()).contains("unreadable", "no permission for lambda:ListEventSourceMappings");
    }

    @Test
    void applyShowsThePlanAsksAndTellsTheProgress() {
        services.replies.add("yes");
        assertThat(run("setup apply")).isZero();
        assertThat(out.toString().strip()).isEqualTo("3 changes made");
        assertThat(err.toString().lines())
                .containsSubsequence(
                        "Target: account 000000000000, us-east-1, http://127.0.0.1:40213",
                        "~ update   queue OrderQueue",
                        "      VisibilityTimeout: 30 → 60",
                        "  1 of 3  queue OrderQueue",
                        "      queue OrderQueue waits for waiting for OrderQueue",
                        "    ✓ queue OrderQueue (1.2 s)");
        assertThat(services.remembered).isOne();

        out.getBuffer().setLength(0);
        assertThat(run("setup apply")).isZero();
        assertThat(out.toString().strip()).isEqualTo("Everything is in step: nothing to do");
        assertThat(stack.setup.mutations()).isEqualTo(3);
    }

    @Test
    void applyChangesNothingUnlessSomebodyAgrees() {
        assertThat(run("setup apply")).isEqualTo(1);
        assertThat(err.toString()).contains("no terminal to ask on, add --yes");
        services.replies.add("no");
        assertThat(run("setup apply")).isEqualTo(1);
        assertThat(stack.setup.mutations()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apply --yes",
                "destroy --confirm OrderTopic",
                "import x.jsonl",
                "subscribers add a@example.com",
                "subscribers remove a@example.com"
            })
    void anotherAccountIsRefusedBeforeAnythingIsChanged(String command) {
        services.accountFault =
                new PortException(PortException.Kind.REFUSED, "account", Reason.line("another account."), null);
        assertThat(run("setup " + command)).isEqualTo(1);
        assertThat(err.toString()).contains("orderflow: another account.");
        assertThat(stack.setup.mutations()).isZero();
    }

    @Test
    void doctorSaysSeverityWhatWhyAndFix() {
        stack.findings.addAll(SampleData.findings());
        assertThat(run("setup doctor")).isEqualTo(2);
        assertThat(out.toString().lines())
                .containsSubsequence(
                        "error    mapping OrderQueue → OrderConsumer: it is disabled",
                        "         why: orders wait in OrderQueue until they expire",
                        "         fix: run setup apply, which enables it")
                .last()
                .isEqualTo("1 error, 1 warning, 1 note");
    }

    @Test
    void notesAloneAreFine() {
        stack.findings.addAll(SampleData.findings().stream()
                .filter(each -> each.severity() == Severity.INFO)
                .toList());
        assertThat(run("setup doctor")).isZero();
        assertThat(run("setup doctor --json")).isZero();
    }

    @Test
    void policiesAreJsonOnStdout() throws Exception {
        for (String role : List.of("bootstrap", "support", "operator", "function")) {
            out.getBuffer().setLength(0);
            assertThat(run("setup policy " + role)).isZero();
            JsonNode policy = new ObjectMapper().readTree(out.toString());
            assertThat(policy.at("/Statement/0/Sid").asText()).isEqualToIgnoringCase(role);
        }
    }

    @Test
    void destroyWantsTheNameWhateverYesSays() {
        assertThat(run("setup destroy --yes")).isEqualTo(1);
        assertThat(run("setup destroy")).isEqualTo(1);
        assertThat(run("setup destroy --yes --confirm Orders")).isEqualTo(1);
        services.replies.add("ordertopic");
        assertThat(run("setup destroy")).isEqualTo(1);
        assertThat(stack.setup.mutations()).isZero();
        assertThat(err.toString()).contains("nothing was deleted: type the name OrderTopic, or add --confirm");
    }

    @Test
    void whoeverAskedForJsonGetsItOfAFailureToo() throws Exception {
        services.accountFault =
                new PortException(PortException.Kind.REFUSED, "account", Reason.line("another account."), null);
        assertThat(run("setup apply --yes --json")).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("ok").asBoolean(true)).isFalse();
        assertThat(json.path("error").asText()).isEqualTo("another account.");
        assertThat(err.toString()).contains("orderflow: another account.");
    }

    @Test
    void theExportLiesInTheDataFolderThatWasNamed() {
        Path folder = home.resolve("elsewhere");
        assertThat(run("setup", "destroy", "--delete-data", "--confirm", "OrderTopic", "--data-dir", folder.toString()))
                .isZero();
        assertThat(folder.resolve("exports")).isDirectory();
    }

    @Test
    void destroyShowsWhatGoesAndStaysThenDeletes() {
        services.replies.add("OrderTopic");
        assertThat(run("setup destroy")).isZero();
        assertThat(err.toString())
                .contains("= keep    table Orders  (holds the orders)")
                .contains("- delete  queue OrderQueue  (made by us; about 12 messages)")
                .contains("9 resources: 6 to delete, 1 to keep, 2 not there");
        assertThat(out.toString().strip()).isEqualTo("6 resources deleted");
    }

    @Test
    void theDataGoesOnlyAfterTheExportFileWasShown() {
        assertThat(run("setup destroy --delete-data --confirm OrderTopic")).isZero();
        assertThat(err.toString().lines())
                .anyMatch(line -> line.contains("rows are written to")
                        && line.contains(home.resolve("exports").toString()))
                .anyMatch(line -> line.contains("3 rows are in"));
        assertThat(out.toString().strip()).isEqualTo("7 resources deleted");
        assertThat(home.resolve("exports")).isDirectory();
    }

    @Test
    void withoutTagsEachNameIsAskedFor() {
        stack.setup.withoutTags();
        assertThat(run("setup destroy --yes --confirm OrderTopic --confirm OrderDLQ"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("2 resources deleted");
        assertThat(err.toString()).contains("= queue OrderQueue: kept: its name was not confirmed");
    }

    @Test
    void importTellsHowManyRows() {
        assertThat(run("setup import orders.jsonl")).isZero();
        assertThat(out.toString().strip()).isEqualTo("3 rows stored, 1 were there already");
    }

    @Test
    void subscribersAreListedAddedAndRemoved() {
        assertThat(run("setup", "subscribers", "add", "ann@example.com", "--filter", "{\"status\":[\"new\"]}"))
                .isZero();
        assertThat(run("setup subscribers list")).isZero();
        assertThat(out.toString().lines())
                .contains("email  ann@example.com  waits for confirmation  only {\"status\":[\"new\"]}")
                .contains("sqs    arn:aws:sqs:us-east-1:000000000000:OrderQueue  confirmed, part of the stack")
                .last()
                .isEqualTo("2 subscribers");
        assertThat(run("setup subscribers remove ann@example.com")).isZero();
        assertThat(run("setup subscribers remove ann@example.com")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "status",
                "apply --yes",
                "doctor",
                "policy support",
                "destroy --confirm OrderTopic",
                "import x.jsonl",
                "subscribers list",
                "subscribers add https://example.com/hook",
                "subscribers remove arn:aws:sqs:us-east-1:000000000000:OrderQueue"
            })
    void everyAnswerCanBeOneJsonObject(String command) throws Exception {
        run("setup " + command + " --json");
        assertThat(out.toString().strip().lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.isObject()).isTrue();
        assertThat(json.has("account") || json.has("Statement")).isTrue();
    }

    @Test
    void theExpertsDefaultsAndTheRestCanBeChanged() {
        run("setup plan --without deletion-protection,alias --shards 8 --function-timeout 60 --memory 512"
                + " --max-concurrency 20 --log-retention 7 --role-arn arn:aws:iam::123456789012:role/mine");
        assertThat(services.stackOptions.has(ExpertDefault.DELETION_PROTECTION)).isFalse();
        assertThat(services.stackOptions.has(ExpertDefault.ALIAS)).isFalse();
        assertThat(services.stackOptions.has(ExpertDefault.INDEXES)).isTrue();
        assertThat(services.stackOptions.shards()).isEqualTo(8);
        assertThat(services.stackOptions.functionTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(services.stackOptions.visibilityTimeout()).isEqualTo(Duration.ofMinutes(6));
        assertThat(services.stackOptions.memoryMb()).isEqualTo(512);
        assertThat(services.stackOptions.maximumConcurrency()).isEqualTo(20);
        assertThat(services.stackOptions.roleArn()).endsWith("role/mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--shards 0", "--memory 1", "--role-arn mine", "--snapstart --without alias", "--log-retention 2"
            })
    void anOptionOutOfBoundsIsOneLineAndExitTwo(String option) {
        assertThat(run("setup plan " + option)).isEqualTo(2);
        assertThat(err.toString().strip().lines()).hasSize(1).allMatch(line -> line.startsWith("orderflow: "));
        assertThat(out.toString()).isEmpty();
    }

    private int run(String args) {
        return run(args.split(" "));
    }

    private int run(String... args) {
        Answer answer = new Answer(
                new PrintWriter(out, true), new PrintWriter(err, true), new FaultTexts(new Texts(Locale.ENGLISH)));
        return OrderflowCommand.commandLine(services, answer).execute(args);
    }
}
