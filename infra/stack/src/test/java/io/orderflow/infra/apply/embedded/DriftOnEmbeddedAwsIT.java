package io.orderflow.infra.apply.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.DestroyListener;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.policy.RoleCalls;
import io.orderflow.infra.stack.PolicyRole;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever property somebody changes: status names it, apply repairs it, and nothing is said about the rest. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriftOnEmbeddedAwsIT {
    private static final String PREFIX = EmbeddedStack.freshPrefix();
    private static final FaultyCalls calls = new FaultyCalls();
    private static final Set<String> made = new TreeSet<>();
    private static EmbeddedStack stack;
    private static Set<Finding> healthy;

    @TempDir
    static Path folder;

    @BeforeAll
    static void setUp() throws Exception {
        stack = new EmbeddedStack(calls);
        stack.clients().sts().getCallerIdentity(); // as connecting does
        stack.apply(PREFIX);
        healthy = new HashSet<>(stack.doctor(PREFIX).examine(Runnable::run));
    }

    @AfterAll
    static void tearDown() throws Exception {
        stack.close();
    }

    static List<Tamper> tampers() {
        return Tampers.of(stack.plain(), stack.spec(PREFIX));
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("tampers")
    void isNamedAndRepaired(Tamper tamper) {
        tamper.change().run();
        Bootstrapper bootstrapper = stack.bootstrapper(PREFIX);

        ResourceId changed = new ResourceId(tamper.kind(), tamper.resource());
        assertThat(bootstrapper.status().changes())
                .filteredOn(it -> it.state() != ResourceState.IN_STEP)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.resource()).isEqualTo(changed);
                    assertThat(it.diffs())
                            .extracting(PropertyDiff::property)
                            .containsExactlyElementsOf(tamper.properties());
                });
        Plan plan = bootstrapper.plan();
        assertThat(plan.pending()).extracting(Change::resource).containsExactly(changed);
        assertThat(stack.doctor(PREFIX).examine(Runnable::run))
                .filteredOn(it -> !healthy.contains(it))
                .allSatisfy(
                        it -> assertThat(concerns(it, tamper)).as(it.toString()).isTrue());

        bootstrapper.apply(plan, ApplyListener.NONE);

        stack.assertInStep(PREFIX);
        assertThat(new HashSet<>(stack.doctor(PREFIX).examine(Runnable::run))).isEqualTo(healthy);
    }

    /** A function's timeout and its queue's visibility, and two queues' retentions, are checked together. */
    private static boolean concerns(Finding finding, Tamper tamper) {
        return finding.resource().name().equals(tamper.resource())
                || (finding.resource().kind() == ResourceKind.QUEUE
                        && (tamper.kind() == ResourceKind.QUEUE || tamper.kind() == ResourceKind.FUNCTION));
    }

    @Order(2)
    @Test
    void theBootstrapPolicyAllowsWhatTheWholeWorkDoesAndNothingElse() {
        String adopted = EmbeddedStack.freshPrefix();
        stack.plain().sqs().createQueue(it -> it.queueName(adopted + "OrderDLQ"));
        stack.apply(adopted); // adoption asks for the sources of a dead-letter queue
        stack.plain().iam().attachRolePolicy(it -> it.roleName(PREFIX + "OrderConsumerRole")
                .policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        Bootstrapper bootstrapper = stack.bootstrapper(PREFIX);
        Path file = folder.resolve("orders.ndjson");
        stack.plain().dynamoDb().putItem(it -> it.tableName(PREFIX + "Orders")
                .item(Map.of("orderId", AttributeValue.fromS("O1"))));
        bootstrapper.exportTable(file);
        bootstrapper.importTable(file);
        stack.doctor(PREFIX).examine(Runnable::run);
        bootstrapper.destroy(
                bootstrapper.destroyPlan(new DestroyOptions(true, folder.resolve("again.ndjson"))),
                DestroyListener.NONE);

        calls.made().forEach(call -> made.add(call.replace("cloudwatchlogs:", "logs:")));
        RoleCalls.Comparison comparison = RoleCalls.compare(PolicyRole.BOOTSTRAP, made);

        assertThat(comparison.missing()).as("made, and not allowed").isEmpty();
        assertThat(comparison.unneeded()).as("allowed, and not made").isEmpty();
    }
}
