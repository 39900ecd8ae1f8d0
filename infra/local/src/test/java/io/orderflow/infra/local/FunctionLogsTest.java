package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** What a function printed, as the SDK's clients and paginators read it. */
final class FunctionLogsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final CloudWatchLogsClient logs = AWS.clients().logs;
    private final String name = "l-" + UUID.randomUUID();
    private final String group = "/aws/lambda/" + name;
    private final Instant before = Instant.now();

    @BeforeEach
    void create() throws IOException {
        SdkBytes zip = TestFunction.zip();
        String role = AWS.clients()
                .iam
                .createRole(r -> r.roleName(name).assumeRolePolicyDocument(Fixtures.TRUST))
                .role()
                .arn();
        AWS.clients().lambda.createFunction(r -> r.functionName(name)
                .runtime("java21")
                .handler(TestFunction.class.getName())
                .role(role)
                .timeout(20)
                .code(c -> c.zipFile(zip)));
        print("first");
        AWS.clients().lambda.updateFunctionConfiguration(r -> r.functionName(name)
                .description("another JVM"));
        print("second");
    }

    @AfterEach
    void delete() {
        AWS.clients().lambda.deleteFunction(r -> r.functionName(name));
    }

    private void print(String word) {
        AWS.clients().lambda.invoke(r -> r.functionName(name)
                .payload(SdkBytes.fromUtf8String(
                        "{\"Records\":[{\"messageId\":\"1\",\"body\":\"" + word + "\",\"attributes\":{}}]}")));
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> !logs.filterLogEvents(
                        r -> r.logGroupName(group).filterPattern("\"got " + word + "\""))
                .events()
                .isEmpty());
    }

    private List<LogStream> streams() {
        return logs
                .describeLogStreamsPaginator(r ->
                        r.logGroupName(group).orderBy(OrderBy.LAST_EVENT_TIME).limit(1))
                .logStreams()
                .stream()
                .toList();
    }

    @Test
    void eachOfAFunctionsJvmsHasAStreamThatIsReadFromEitherEnd() {
        List<LogStream> streams = streams();
        assertThat(streams).hasSize(2);
        assertThat(streams).allSatisfy(stream -> {
            assertThat(Instant.ofEpochMilli(stream.creationTime())).isBetween(before, Instant.now());
            assertThat(stream.lastEventTimestamp()).isGreaterThanOrEqualTo(stream.firstEventTimestamp());
            assertThat(stream.arn()).contains(group + ":log-stream:" + stream.logStreamName());
        });
        String newest = streams.get(1).logStreamName();
        List<String> whole = logs
                .getLogEventsPaginator(r -> r.logGroupName(group)
                        .logStreamName(newest)
                        .startFromHead(true)
                        .limit(1))
                .events()
                .stream()
                .map(OutputLogEvent::message)
                .toList();
        assertThat(whole).anyMatch(line -> line.contains("got second")).noneMatch(line -> line.contains("got first"));
        assertThat(logs.getLogEvents(r -> r.logGroupIdentifier("arn:aws:logs:us-east-1:000000000000:log-group:" + group)
                                .logStreamName(newest)
                                .limit(1))
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly(whole.get(whole.size() - 1));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> logs.getLogEvents(r -> r.logGroupName(group).logStreamName("none")))
                .withMessageContaining("log stream");
    }

    @Test
    void aFilterReadsTheNewestFirstAndTheGroupKnowsWhenItBegan() {
        List<String> found = logs
                .filterLogEventsPaginator(r -> r.logGroupName(group)
                        .filterPattern("got")
                        .startTime(before.toEpochMilli())
                        .startFromHead(false)
                        .limit(1))
                .events()
                .stream()
                .map(event -> event.message().contains("second") ? "second" : "first")
                .toList();
        assertThat(found).containsExactly("second", "first");
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix(group)).logGroups())
                .singleElement()
                .satisfies(one -> assertThat(Instant.ofEpochMilli(one.creationTime()))
                        .isBetween(before.minusMillis(1), Instant.now()));
    }

    private InvokeResponse invoke(String body, String logType) {
        return AWS.clients().lambda.invoke(r -> r.functionName(name)
                .logType(logType)
                .payload(SdkBytes.fromUtf8String(
                        "{\"Records\":[{\"messageId\":\"1\",\"body\":\"" + body + "\",\"attributes\":{}}]}")));
    }

    private static String log(InvokeResponse answer) {
        return new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8);
    }

    /** AWS's order of an invocation's lines, whatever the function printed and however it ended. */
    @Test
    void anInvocationTakesTheEndOfItsLogAlongIfAsked() {
        InvokeResponse third = invoke("third half", "Tail");
        assertThat(log(third))
                .matches("(?s)START RequestId: \\S+ Version: \\$LATEST\\n"
                        + "got third half [^\\n]*\\nno line break\\nEND RequestId: \\S+\\nREPORT [^\\n]*\\n")
                .doesNotContain("second");
        InvokeResponse failed = invoke("throw", "Tail");
        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(log(failed))
                .matches("(?s)START .*\ngot throw.*IllegalStateException: told to\n\tat .*\nEND .*\nREPORT .*\n")
                .doesNotContain("third");
        assertThat(invoke("fourth", "None").logResult()).isNull();
        assertThat(
                        logs
                                .filterLogEventsPaginator(
                                        r -> r.logGroupName(group).startTime(before.toEpochMilli()))
                                .events()
                                .stream()
                                .map(event -> event.message().split("\\W", 2)[0]))
                .containsSubsequence("START", "got", "no", "END", "REPORT", "START", "got", "java", "END", "REPORT")
                .endsWith("START", "got", "END", "REPORT");
        assertThatExceptionOfType(LambdaException.class)
                .isThrownBy(() -> invoke("fifth", "Head"))
                .withMessageContaining("'Head' at 'logType' failed to satisfy constraint");
    }
}
