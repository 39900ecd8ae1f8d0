package io.orderflow.infra.apply.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.DestroyListener;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.CallerIdentity;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.doctor.Doctor;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.local.LocalConnection;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.resource.ManualTime;
import io.orderflow.infra.stack.FunctionCode;
import io.orderflow.infra.stack.Identity;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** One embedded AWS with as many stacks side by side as a test wants, each under a prefix of its own. */
public final class EmbeddedStack implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final LocalAws aws;
    private final SdkAwsClients clients;
    private final SdkAwsClients plain;
    private final Identity identity;
    private final ManualTime time = new ManualTime();
    private final FunctionCode code = new FunctionCode(zip("one"));

    /** @param interceptors see every call of the stacks' own clients, and none of {@link #plain()} */
    public EmbeddedStack(ExecutionInterceptor... interceptors) throws Exception {
        aws = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
        clients = SdkAwsClients.open(target(aws), List.of(interceptors));
        plain = SdkAwsClients.open(target(aws));
        identity = CallerIdentity.of(plain);
    }

    /** Where clients find it. */
    public static AwsTarget target(LocalAws aws) {
        LocalConnection connection = aws.connection();
        return new AwsTarget.Embedded(
                connection.endpoint(), connection.region(), connection.accessKeyId(), connection.secretAccessKey());
    }

    static String freshPrefix() {
        return "t" + NUMBERS.incrementAndGet() + "-";
    }

    /** A deployment package that nobody runs. */
    static byte[] zip(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("content.txt");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    SdkAwsClients clients() {
        return clients;
    }

    SdkAwsClients plain() {
        return plain;
    }

    ManualTime time() {
        return time;
    }

    StackSpec spec(String prefix) {
        return spec(prefix, StackOptions.builderFor(plain.endpoint()).build());
    }

    StackSpec spec(String prefix, StackOptions options) {
        return new StackSpec(identity, new ResourceNames(prefix), options, code);
    }

    /** A fresh one each time, as a new process would have; without real waiting. */
    Bootstrapper bootstrapper(String prefix) {
        return bootstrapper(spec(prefix), Runnable::run);
    }

    Bootstrapper bootstrapper(StackSpec spec, Executor executor) {
        return new Bootstrapper(clients, spec, time, this::sleep, executor);
    }

    Doctor doctor(String prefix) {
        return doctor(spec(prefix));
    }

    Doctor doctor(StackSpec spec) {
        return new Doctor(clients, spec, time);
    }

    /** Time passes on the injected clock; the engine underneath builds indexes in real time and needs a moment of it. */
    private void sleep(Duration duration) {
        time.sleep(duration);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    void apply(String prefix) {
        apply(prefix, ApplyListener.NONE);
    }

    void apply(String prefix, ApplyListener listener) {
        Bootstrapper bootstrapper = bootstrapper(prefix);
        bootstrapper.apply(bootstrapper.plan(), listener);
    }

    void destroy(String prefix, Path export) {
        destroy(prefix, export, DestroyListener.NONE);
    }

    void destroy(String prefix, Path export, DestroyListener listener) {
        Bootstrapper bootstrapper = bootstrapper(prefix);
        bootstrapper.destroy(bootstrapper.destroyPlan(new DestroyOptions(false, export)), listener);
    }

    void assertInStep(String prefix) {
        Bootstrapper bootstrapper = new Bootstrapper(plain, spec(prefix), time, time);
        assertThat(bootstrapper.status().changes())
                .allSatisfy(it -> assertThat(it.state()).as(it.toString()).isEqualTo(ResourceState.IN_STEP));
        StackSpec spec = spec(prefix);
        assertThat(plain.lambda()
                        .listEventSourceMappings(
                                it -> it.eventSourceArn(spec.mapping().queueArn()))
                        .eventSourceMappings())
                .hasSize(1);
        assertThat(plain.sns()
                        .listSubscriptionsByTopic(it -> it.topicArn(spec.topic().arn()))
                        .subscriptions())
                .hasSize(1);
    }

    /** Everything there is under a prefix, asked of AWS by listing. */
    List<String> leftovers(String prefix) {
        List<String> names = new ArrayList<>();
        plain.sqs().listQueues().queueUrls().forEach(url -> names.add(url.substring(url.lastIndexOf('/') + 1)));
        plain.sns()
                .listTopics()
                .topics()
                .forEach(it -> names.add(it.topicArn().substring(it.topicArn().lastIndexOf(':') + 1)));
        plain.sns().listSubscriptions().subscriptions().forEach(it -> {
            if (it.endpoint().contains(":" + prefix)) {
                names.add(prefix + "subscription");
            }
        });
        plain.lambda().listFunctions().functions().forEach(it -> names.add(it.functionName()));
        plain.lambda().listEventSourceMappings().eventSourceMappings().forEach(it -> {
            if (it.eventSourceArn().contains(":" + prefix)) {
                names.add(prefix + "mapping");
            }
        });
        plain.iam().listRoles().roles().forEach(it -> names.add(it.roleName()));
        names.addAll(plain.dynamoDb().listTables().tableNames());
        plain.logs()
                .describeLogGroups(it -> it.logGroupNamePrefix("/aws/lambda/" + prefix))
                .logGroups()
                .forEach(it -> names.add(prefix + "log group"));
        return names.stream().filter(it -> it.startsWith(prefix)).toList();
    }

    @Override
    public void close() throws Exception {
        clients.close();
        plain.close();
        aws.close();
    }
}
