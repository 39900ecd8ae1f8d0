package io.orderflow.infra.apply.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.DestroyListener;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.RemovalAction;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A server that lacks something gets everything else, and what it lacks is said by name. */
class OtherServersIT {
    private static final Set<QueueAttributeName> ATTRIBUTES =
            Set.of(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, QueueAttributeName.REDRIVE_ALLOW_POLICY);

    @TempDir
    Path folder;

    private final String prefix = EmbeddedStack.freshPrefix();
    private final FaultyCalls calls = new FaultyCalls();

    @Test
    void withoutMoveTasksEncryptionSnapStartRecoveryAndTags() throws Exception {
        Refusing refusing = new Refusing(
                Set.of("ListMessageMoveTasks", "DescribeContinuousBackups", "UpdateContinuousBackups"),
                ATTRIBUTES,
                false,
                false,
                false);
        try (EmbeddedStack stack = new EmbeddedStack(calls, refusing)) {
            StackOptions options = StackOptions.builderFor(stack.plain().endpoint())
                    .snapStart(true)
                    .build();
            StackSpec spec = stack.spec(prefix, options);
            Bootstrapper bootstrapper = stack.bootstrapper(spec, Runnable::run);

            bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);

            Map<String, List<String>> lacking = bootstrapper.status().changes().stream()
                    .filter(it -> it.state() == ResourceState.IN_STEP)
                    .collect(Collectors.toMap(
                            it -> it.resource().kind() + " "
                                    + it.resource()
                                            .name()
                                            .substring(it.resource().name().indexOf(prefix) + prefix.length()),
                            Change::unsupported));
            assertThat(lacking)
                    .hasSize(11)
                    .containsEntry("QUEUE OrderQueue", List.of("SqsManagedSseEnabled", "tags"))
                    .containsEntry(
                            "QUEUE OrderDLQ",
                            List.of("SqsManagedSseEnabled", "RedriveAllowPolicy", "message move tasks", "tags"))
                    .containsEntry("TOPIC OrderTopic", List.of("tags"))
                    .containsEntry("TABLE Orders", List.of("PointInTimeRecovery", "tags"))
                    .containsEntry("ROLE OrderConsumerRole", List.of("tags"))
                    .containsEntry("FUNCTION OrderConsumer", List.of("SnapStart", "tags"))
                    .containsEntry("ALIAS OrderConsumer:live", List.of("SnapStart"));
            assertThat(stack.doctor(spec).examine(Runnable::run))
                    .noneMatch(it -> it.what().contains("point-in-time"));

            calls.clear();
            assertThat(bootstrapper.plan().isEmpty()).isTrue();
            bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);
            assertThat(calls.made()).allMatch(FaultyCalls::isRead);

            namesAreAskedFor(stack, bootstrapper);
        }
    }

    /** Without tags nobody can tell whose a resource is. */
    private void namesAreAskedFor(EmbeddedStack stack, Bootstrapper bootstrapper) {
        DestroyPlan plan = bootstrapper.destroyPlan(new DestroyOptions(false, folder.resolve("orders.ndjson")));
        assertThat(plan.count(RemovalAction.CONFIRM_NAME)).isEqualTo(8);
        assertThat(plan.count(RemovalAction.FOLLOW)).isEqualTo(3);

        bootstrapper.destroy(plan, DestroyListener.NONE);
        assertThat(stack.leftovers(prefix)).hasSize(10); // an alias is not listed

        List<String> asked = new ArrayList<>();
        bootstrapper.destroy(plan, new DestroyListener() {
            @Override
            public boolean confirmsName(Removal removal) {
                asked.add(removal.resource().name());
                return removal.resource().kind() != ResourceKind.TOPIC;
            }
        });
        assertThat(asked).hasSize(8).contains(prefix + "Orders", prefix + "OrderQueue");
        assertThat(stack.leftovers(prefix)).containsExactly(prefix + "OrderTopic");
    }

    @Test
    void whatIsRefusedOnlyWhenItIsSetIsReportedByTheApply() throws Exception {
        Refusing refusing = new Refusing(Set.of(), ATTRIBUTES, true, true, true);
        try (EmbeddedStack stack = new EmbeddedStack(refusing)) {
            Bootstrapper bootstrapper = stack.bootstrapper(prefix);

            List<ApplyResult> results = bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);

            assertThat(results)
                    .filteredOn(it -> it.change().resource().name().equals(prefix + "OrderDLQ"))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.unsupported()).containsExactly("RedriveAllowPolicy", "SqsManagedSseEnabled");
                        assertThat(it.notYetVisible()).isEmpty();
                        assertThat(it.took()).isLessThan(Duration.ofSeconds(1)); // nothing to wait for
                    });
            assertThat(bootstrapper.plan().pending())
                    .flatExtracting(change -> change.diffs())
                    .extracting(PropertyDiff::property)
                    .containsOnly("RedriveAllowPolicy", "SqsManagedSseEnabled");
        }
    }

    @Test
    void whatCannotBeMadeAtAllIsAFailureThatLeavesOutOnlyWhatNeedsIt() throws Exception {
        Refusing refusing = new Refusing(Set.of("CreateQueue"), Set.of(), true, true, true);
        try (EmbeddedStack stack = new EmbeddedStack(refusing)) {
            Bootstrapper bootstrapper = stack.bootstrapper(prefix);

            assertThatThrownBy(() -> bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("SQS queue")
                    .hasMessageContaining("not supported by this endpoint");

            assertThat(bootstrapper.status().changes())
                    .filteredOn(it -> it.state() == ResourceState.IN_STEP)
                    .extracting(it -> it.resource().kind())
                    .contains(ResourceKind.TOPIC, ResourceKind.TABLE, ResourceKind.ROLE)
                    .doesNotContain(ResourceKind.QUEUE, ResourceKind.SUBSCRIPTION, ResourceKind.MAPPING);
        }
    }

    @Test
    void withoutAliasesTheMappingLeadsToTheFunction() throws Exception {
        Refusing refusing = new Refusing(
                Set.of("PublishVersion", "GetAlias", "CreateAlias", "ListAliases", "ListVersionsByFunction"),
                Set.of(),
                true,
                true,
                true);
        try (EmbeddedStack stack = new EmbeddedStack(refusing)) {
            Bootstrapper bootstrapper = stack.bootstrapper(prefix);

            bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);

            assertThat(bootstrapper.plan().isEmpty()).isTrue();
            assertThat(bootstrapper.status().changes())
                    .filteredOn(it -> it.state() != ResourceState.IN_STEP)
                    .singleElement()
                    .satisfies(it -> assertThat(it.state()).isEqualTo(ResourceState.UNSUPPORTED));
            StackSpec spec = stack.spec(prefix);
            assertThat(stack.plain()
                            .lambda()
                            .listEventSourceMappings(
                                    it -> it.eventSourceArn(spec.queue().arn()))
                            .eventSourceMappings())
                    .singleElement()
                    .satisfies(it -> assertThat(it.functionArn())
                            .isEqualTo(spec.function().arn()));
        }
    }

    @Test
    void withoutIamTheRestIsApplied() throws Exception {
        Refusing refusing = new Refusing(
                Set.of("GetRole", "CreateRole", "PutRolePolicy", "GetRolePolicy", "ListRoleTags"),
                Set.of(),
                true,
                true,
                true);
        try (EmbeddedStack stack = new EmbeddedStack(refusing)) {
            StackSpec spec = stack.spec(prefix);
            stack.plain()
                    .iam() // the embedded Lambda wants a role to be there
                    .createRole(it -> it.roleName(spec.role().orElseThrow().name())
                            .assumeRolePolicyDocument(
                                    spec.role().orElseThrow().trust().toString()));
            Bootstrapper bootstrapper = stack.bootstrapper(prefix);

            bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);

            assertThat(bootstrapper.status().changes())
                    .filteredOn(it -> it.state() != ResourceState.IN_STEP)
                    .singleElement()
                    .satisfies(it -> assertThat(it.resource().kind()).isEqualTo(ResourceKind.ROLE));
        }
    }
}
