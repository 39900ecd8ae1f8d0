package io.orderflow.infra.apply.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.DestroyListener;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.RemovalAction;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that does not keep what it takes, or whose answers cannot be read, spoils nothing else. */
class ForgetfulServersIT {
    private static final String HTML = "<html><body>Bad gateway</body></html>";

    @TempDir
    Path folder;

    private final String prefix = EmbeddedStack.freshPrefix();

    @Test
    void droppedTagsAndAResolvedAliasAreNamedAndThePlanEnds() throws Exception {
        try (EmbeddedStack stack = new EmbeddedStack(new Forgetting())) {
            Bootstrapper bootstrapper = elsewhere(stack);
            bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);

            Plan plan = bootstrapper.plan();
            assertThat(plan.pending()).isEmpty();
            assertThat(change(plan, ResourceKind.TOPIC).unsupported()).containsExactly("tags");
            assertThat(change(plan, ResourceKind.MAPPING).unsupported()).containsExactly("FunctionArn of an alias");
            assertThat(bootstrapper.essentials(plan).changes()).isEmpty();
        }
    }

    @Test
    void aTopicWithoutTagsGoesOnceItsNameIsConfirmed() throws Exception {
        try (EmbeddedStack stack = new EmbeddedStack(new Forgetting())) {
            Bootstrapper bootstrapper = elsewhere(stack);
            bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);

            DestroyPlan plan = bootstrapper.destroyPlan(new DestroyOptions(false, folder.resolve("orders.ndjson")));
            assertThat(plan.removals())
                    .filteredOn(it -> it.action() == RemovalAction.CONFIRM_NAME)
                    .singleElement()
                    .satisfies(it -> assertThat(it.resource().name()).isEqualTo(prefix + "OrderTopic"));

            bootstrapper.destroy(plan, new DestroyListener() {
                @Override
                public boolean confirmsName(Removal removal) {
                    return true;
                }
            });
            assertThat(stack.leftovers(prefix)).isEmpty();
        }
    }

    @Test
    void onAwsAndOnTheEmbeddedOneAMappingToAVersionIsRepaired() throws Exception {
        try (EmbeddedStack stack = new EmbeddedStack(new Forgetting())) {
            stack.apply(prefix);

            Plan plan = stack.bootstrapper(prefix).plan();

            assertThat(change(plan, ResourceKind.MAPPING).action()).isEqualTo(Action.UPDATE);
            assertThat(change(plan, ResourceKind.TOPIC).action()).isEqualTo(Action.ADOPT);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqs    | 502 | " + HTML,
                "sqs    | 400 | ''",
                "sqs    | 400 | <ErrorResponse><Error><Code>X</Code></Error></ErrorResponse>",
                "sns    | 502 | " + HTML,
                "sns    | 500 | ''",
                "sns    | 200 | " + HTML,
                "sqs    | 200 | " + HTML,
                "lambda | 503 | " + HTML,
                "iam    | 404 | " + HTML
            })
    void aServiceThatCannotBeReadIsNamedPerResourceAndTheRestGoesOn(String service, int status, String body)
            throws Exception {
        Garbling garbling = new Garbling(service, status, body);
        try (EmbeddedStack stack = new EmbeddedStack(garbling)) {
            Bootstrapper bootstrapper = elsewhere(stack);
            Plan plan = bootstrapper.plan();
            List<String> unread = plan.changes().stream()
                    .filter(it -> it.state() == ResourceState.UNREADABLE)
                    .map(Change::reason)
                    .toList();
            assertThat(unread).isNotEmpty().allSatisfy(line -> assertThat(line)
                    .contains("cannot be read")
                    .contains(prefix)
                    .doesNotContain("\n"));
            assertThat(plan.changes()).hasSizeGreaterThan(unread.size()).hasSize(11);

            List<String> failed = new ArrayList<>();
            assertThatThrownBy(() -> bootstrapper.apply(plan, new ApplyListener() {
                        @Override
                        public void failed(Change change, SetupException failure) {
                            failed.add(failure.getMessage());
                        }
                    }))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("cannot be read");
            assertThat(failed).isNotEmpty();
            assertThat(inStep(bootstrapper)).contains(ResourceKind.TABLE, ResourceKind.LOG_GROUP);

            DestroyPlan destroy = bootstrapper.destroyPlan(new DestroyOptions(false, folder.resolve("orders.ndjson")));
            assertThat(destroy.removals())
                    .filteredOn(it -> it.reason().startsWith("cannot be read: "))
                    .hasSameSizeAs(unread);
            assertThatThrownBy(() -> bootstrapper.destroy(destroy, DestroyListener.NONE))
                    .hasMessageContaining("cannot be read");
            assertThat(inStep(bootstrapper)).doesNotContain(ResourceKind.TABLE, ResourceKind.LOG_GROUP);

            garbling.heal();
            bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);
            assertThat(bootstrapper.plan().pending()).isEmpty();
        }
    }

    private static List<ResourceKind> inStep(Bootstrapper bootstrapper) {
        return bootstrapper.status().changes().stream()
                .filter(it -> it.state() == ResourceState.IN_STEP)
                .map(it -> it.resource().kind())
                .toList();
    }

    private static Change change(Plan plan, ResourceKind kind) {
        return plan.changes().stream()
                .filter(it -> it.resource().kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private Bootstrapper elsewhere(EmbeddedStack stack) {
        return new Bootstrapper(new Elsewhere(stack.clients()), stack.spec(prefix), stack.time(), duration -> {
            stack.time().sleep(duration);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)); // what the embedded one does takes real time
        });
    }
}
