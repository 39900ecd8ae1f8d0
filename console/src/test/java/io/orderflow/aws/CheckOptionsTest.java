package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.stack.ExpertDefault;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackOptionsBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A check takes a stack as whoever set it up wanted it, and makes nothing but what is missing. */
class CheckOptionsTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/given";

    @RegisterExtension
    static final EmbeddedStack AWS = new EmbeddedStack();

    static Stream<Arguments> settings() {
        Stream<Arguments> values = Stream.of(
                option("memory", it -> it.memoryMb(512)),
                option("role-arn", it -> it.roleArn(ROLE)),
                option("timeouts", it -> it.functionTimeout(Duration.ofSeconds(5))
                        .visibilityTimeout(Duration.ofSeconds(40))),
                option("shards", it -> it.shards(7)),
                option("fewer-shards", it -> it.shards(2)),
                option("max-concurrency", it -> it.maximumConcurrency(5)),
                option("architecture", it -> it.architecture("x86_64")),
                option("log-retention", it -> it.logRetentionDays(7)),
                option("snapstart", it -> it.snapStart(true)));
        return Stream.concat(
                values, Arrays.stream(ExpertDefault.values()).map(off -> option(off.option(), it -> it.without(off))));
    }

    private static Arguments option(String name, UnaryOperator<StackOptionsBuilder> option) {
        return Arguments.of(name, option);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void whatAnOptionMadeIsAcceptedAndLeft(String name, UnaryOperator<StackOptionsBuilder> option) throws Exception {
        if (name.equals("role-arn")
                && AWS.clients().iam().listRoles().roles().stream()
                        .noneMatch(it -> it.roleName().equals("given"))) {
            String trust = stack("", UnaryOperator.identity())
                    .spec()
                    .role()
                    .orElseThrow()
                    .trust()
                    .toString();
            AWS.clients().iam().createRole(it -> it.roleName("given").assumeRolePolicyDocument(trust));
        }
        Bootstrapper made = stack(name + "-", option);
        var unused = made.apply(made.plan(), ApplyListener.NONE);
        Bootstrapper byDefault = stack(name + "-", UnaryOperator.identity());
        AwsCheckTarget target = new AwsCheckTarget(AWS.clients(), byDefault);

        assertThat(target.missing()).isEmpty();
        List<Change> pending = byDefault.plan().pending();
        assertThat(target.differences()).hasSameSizeAs(pending).allSatisfy(line -> assertThat(line)
                .containsAnyOf("→", "is not there")
                .contains(name + "-"));
        assertThat(target.setUp(line -> {})).isZero();
        assertThat(byDefault.plan().pending()).isEqualTo(pending);
    }

    @Test
    void whatIsMissingIsMadeAndTheRestStaysAsItIs() throws Exception {
        Bootstrapper made = stack("partly-", it -> it.memoryMb(512).without(ExpertDefault.ALIAS));
        var unused = made.apply(made.plan(), ApplyListener.NONE);
        AWS.clients().dynamoDb().updateTable(it -> it.tableName("partly-Orders").deletionProtectionEnabled(false));
        AWS.clients().dynamoDb().deleteTable(it -> it.tableName("partly-Orders"));
        AWS.clients().dynamoDb().waiter().waitUntilTableNotExists(it -> it.tableName("partly-Orders"));
        AwsCheckTarget target = new AwsCheckTarget(AWS.clients(), stack("partly-", UnaryOperator.identity()));

        assertThat(target.missing()).singleElement().asString().contains("partly-Orders");
        assertThat(target.setUp(line -> {})).isOne();

        assertThat(target.missing()).isEmpty();
        assertThat(target.differences())
                .anySatisfy(line -> assertThat(line).contains("MemorySize: 512 → 1024"))
                .anySatisfy(line -> assertThat(line).contains("live").contains("is not there"));
    }

    private static Bootstrapper stack(String prefix, UnaryOperator<StackOptionsBuilder> option) {
        return Bootstrapper.connect(
                AWS.clients(),
                new ResourceNames(prefix),
                option.apply(StackOptions.builderFor(AWS.clients().endpoint())).build(),
                Clock.systemUTC());
    }
}
