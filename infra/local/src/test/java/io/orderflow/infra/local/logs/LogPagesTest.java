package io.orderflow.infra.local.logs;

import static io.orderflow.infra.local.logs.LogsFixture.GROUP;
import static io.orderflow.infra.local.logs.LogsFixture.messages;
import static io.orderflow.infra.local.logs.LogsFixture.refusal;
import static io.orderflow.infra.local.logs.LogsFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogPagesTest {

    private static final long T = LogsFixture.NOW.toEpochMilli() - 1000;

    private final LogsFixture logs = new LogsFixture();

    @BeforeEach
    void print() {
        logs.print("a", T, "a0", "a1");
        logs.print("b", T + 2, "b2");
        logs.print("a", T + 3, "a3", "a4", "a5");
    }

    @AfterEach
    void close() {
        logs.close();
    }

    private ObjectNode get(String members) throws AwsError {
        return logs.get(request("'logStreamName':'a'" + (members.isEmpty() ? "" : "," + members)));
    }

    private ObjectNode filter(String members) throws AwsError {
        return logs.filter(request(members));
    }

    private static String quoted(String token) {
        return "'nextToken':'" + token + "'";
    }

    @Test
    void aStreamIsReadFromItsEndUnlessItsHeadIsAskedFor() throws AwsError {
        assertThat(messages(get(""))).containsExactly("a0", "a1", "a3", "a4", "a5");
        assertThat(messages(get("'limit':2"))).containsExactly("a4", "a5");
        assertThat(messages(get("'limit':2,'startFromHead':true"))).containsExactly("a0", "a1");
    }

    @Test
    void tokensLeadBothWaysAndStayTheSameAtAnEnd() throws AwsError {
        ObjectNode last = get("'limit':2");
        String back = last.path("nextBackwardToken").asText();
        ObjectNode middle = get("'limit':2," + quoted(back));
        assertThat(messages(middle)).containsExactly("a1", "a3");
        assertThat(messages(get(
                        "'limit':2," + quoted(middle.path("nextForwardToken").asText()))))
                .containsExactly("a4", "a5");
        ObjectNode first =
                get("'limit':2," + quoted(middle.path("nextBackwardToken").asText()));
        assertThat(messages(first)).containsExactly("a0");
        String begin = first.path("nextBackwardToken").asText();
        ObjectNode before = get(quoted(begin));
        assertThat(messages(before)).isEmpty();
        assertThat(before.path("nextBackwardToken").asText()).isEqualTo(begin);
        String end = last.path("nextForwardToken").asText();
        ObjectNode beyond = get("'startFromHead':true," + quoted(end));
        assertThat(messages(beyond)).isEmpty();
        assertThat(beyond.path("nextForwardToken").asText()).isEqualTo(end);
        logs.print("a", T + 9, "a9");
        assertThat(messages(get("'startFromHead':true," + quoted(end)))).containsExactly("a9");
    }

    @Test
    void linesThatComeAfterAnEmptyAnswerAreFoundWithItsToken() throws AwsError {
        String later = "'startTime':" + (T + 100);
        String token = get(later).path("nextForwardToken").asText();
        logs.print("a", T + 100, "late");
        assertThat(messages(get(later + ",'startFromHead':true," + quoted(token))))
                .containsExactly("late");
    }

    @Test
    void anEventHasItsTimesInMilliseconds() throws AwsError {
        assertThat(get("'limit':1").path("events").get(0).toString())
                .isEqualTo("{\"timestamp\":" + (T + 5) + ",\"message\":\"a5\",\"ingestionTime\":" + (T + 5) + "}");
    }

    @Test
    void theEndTimeIsExcludedOfAStreamAndIncludedOfAFilter() throws AwsError {
        String range = "'startTime':" + (T + 1) + ",'endTime':" + (T + 3);
        assertThat(messages(get(range))).containsExactly("a1");
        assertThat(messages(filter(range))).containsExactly("a1", "b2", "a3");
    }

    @Test
    void aFilterTakesStreamsByNameOrPrefix() throws AwsError {
        assertThat(messages(filter("'logStreamNames':['b']"))).containsExactly("b2");
        assertThat(messages(filter("'logStreamNames':['b','a'],'limit':3"))).containsExactly("a0", "a1", "b2");
        assertThat(messages(filter("'logStreamNamePrefix':'b'"))).containsExactly("b2");
        assertThat(messages(filter("'logStreamNamePrefix':'x'"))).isEmpty();
        assertThat(refusal(logs::filter, request("'logStreamNames':['b'],'logStreamNamePrefix':'b'")))
                .startsWith("InvalidParameterException")
                .contains("logStreamNamePrefix");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFiltersPagesAreReadToTheirEndInEitherOrder(boolean head) throws AwsError {
        String order = "'filterPattern':'a','limit':2,'startTime':" + T + ",'startFromHead':" + head;
        List<String> all = new ArrayList<>();
        ObjectNode page = filter(order);
        all.addAll(messages(page));
        while (page.has("nextToken")) {
            page = filter(order + "," + quoted(page.path("nextToken").asText()));
            all.addAll(messages(page));
        }
        assertThat(all)
                .containsExactlyElementsOf(
                        head ? List.of("a0", "a1", "a3", "a4", "a5") : List.of("a5", "a4", "a3", "a1", "a0"));
        assertThat(page.path("searchedLogStreams").isArray()).isTrue();
    }

    @Test
    void aFullPageWithoutFurtherLinesHasNoToken() throws AwsError {
        assertThat(filter("'limit':6").has("nextToken")).isFalse();
        assertThat(filter("'limit':5").has("nextToken")).isTrue();
    }

    @Test
    void aFiltersNewestLinesFirstAreHadSince2024Only() throws AwsError {
        assertThat(refusal(logs::filter, request("'startFromHead':false,'startTime':1704067199999")))
                .startsWith("InvalidParameterException")
                .contains("startFromHead");
        assertThat(messages(filter("'startFromHead':false,'startTime':1704067200000,'limit':1")))
                .containsExactly("a5");
    }

    @Test
    void anAnswerHoldsAMebibyteAtMost() throws AwsError {
        String long1 = "ü".repeat(8_192); // 16 KiB in UTF-8
        for (int i = 0; i < 70; i++) {
            logs.print("long", T + 10, long1);
        }
        ObjectNode first = logs.get(request("'logStreamName':'long','startFromHead':true"));
        assertThat(messages(first)).hasSize(64);
        ObjectNode rest = logs.get(request("'logStreamName':'long','startFromHead':true,"
                + quoted(first.path("nextForwardToken").asText())));
        assertThat(messages(rest)).hasSize(6);
        assertThat(filter("'logStreamNamePrefix':'long'").has("nextToken")).isTrue();
    }

    @Test
    void whatIsOlderThanTheRetentionIsNotReadByAnyOperation() throws AwsError {
        logs.print("old", LogsFixture.NOW.minus(Duration.ofDays(2)).toEpochMilli(), "old");
        assertThat(messages(filter("'logStreamNames':['old']"))).containsExactly("old");
        logs.groups.retain(request("'retentionInDays':1"));
        assertThat(messages(filter("'logStreamNames':['old']"))).isEmpty();
        assertThat(messages(logs.get(request("'logStreamName':'old'")))).isEmpty();
    }

    @Test
    void aGroupOrStreamThatIsNotThereIsNamedSo() {
        String stream = "ResourceNotFoundException: The specified log stream does not exist.";
        assertThat(refusal(logs::get, request("'logStreamName':'x'"))).isEqualTo(stream);
        assertThat(refusal(logs::filter, request("'logStreamNames':['a','x']"))).isEqualTo(stream);
        ObjectNode other = request("'logStreamName':'a'").put("logGroupName", "none");
        String group = "ResourceNotFoundException: The specified log group does not exist.";
        assertThat(refusal(logs::get, other)).isEqualTo(group);
        assertThat(refusal(logs::filter, other)).isEqualTo(group);
    }

    @Test
    void aGroupIsNamedByItsArnToo() throws AwsError {
        ObjectNode byArn = request("'logStreamName':'b'");
        byArn.remove("logGroupName");
        byArn.put("logGroupIdentifier", LogGroups.ARN_PREFIX + GROUP);
        assertThat(messages(logs.get(byArn))).containsExactly("b2");
        assertThat(refusal(logs::get, byArn.deepCopy().put("logGroupName", GROUP)))
                .startsWith("InvalidParameterException")
                .contains("logGroupIdentifier");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'limit':0|InvalidParameterException: 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
                "'limit':10001|InvalidParameterException: 1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
                "'limit':1.5|SerializationException: limit must be a whole number.",
                "'limit':'5'|SerializationException: limit must be a whole number.",
                "'startTime':-1|InvalidParameterException: 1 validation error detected: Value '-1' at 'startTime' failed to satisfy constraint: Member must have value greater than or equal to 0",
                "'endTime':99999999999999999999|SerializationException: endTime must be a whole number.",
                "'startFromHead':'yes'|SerializationException: startFromHead must be true or false.",
                "'nextToken':''|InvalidParameterException: 1 validation error detected: Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1",
                "'nextToken':'12'|InvalidParameterException: The specified nextToken is invalid.",
                "'nextToken':'f/99999999999999999999999999999999999999999999999999999999/s'|InvalidParameterException: The specified nextToken is invalid.",
                "'nextToken':{}|SerializationException: nextToken must be a text."
            },
            quoteCharacter = '"')
    void membersThatAreNoneAreRefusedByBoth(String member, String refusal) {
        ObjectNode in = request("'logStreamName':'a'," + member);
        assertThat(refusal(logs::get, in)).isEqualTo(refusal);
        assertThat(refusal(logs::filter, in)).isEqualTo(refusal);
    }

    @Test
    void aTokenOfTheOtherDirectionIsNotAFiltersOwn() throws AwsError {
        String token = filter("'limit':1").path("nextToken").asText();
        assertThat(refusal(logs::filter, request("'startFromHead':false,'startTime':" + T + "," + quoted(token))))
                .isEqualTo("InvalidParameterException: The specified nextToken is invalid.");
    }

    @Test
    void aStreamMustBeNamedAndStreamsMustBeAList() {
        assertThat(refusal(logs::get, request(""))).contains("'logStreamName'", "Member must not be null");
        assertThat(refusal(logs::filter, request("'logStreamNames':'a'")))
                .isEqualTo("SerializationException: logStreamNames must be a list of texts.");
    }
}
