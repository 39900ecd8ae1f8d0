package io.orderflow.infra.local.logs;

import static io.orderflow.infra.local.logs.LogsFixture.GROUP;
import static io.orderflow.infra.local.logs.LogsFixture.refusal;
import static io.orderflow.infra.local.logs.LogsFixture.request;
import static io.orderflow.infra.local.logs.LogsFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogStreamsTest {

    private final LogsFixture logs = new LogsFixture();

    @AfterEach
    void close() {
        logs.close();
    }

    private List<String> names(String members) throws AwsError {
        List<String> names = new ArrayList<>();
        ObjectNode page = logs.describeStreams(request(members));
        names.addAll(texts(page.path("logStreams"), "logStreamName"));
        while (page.has("nextToken")) {
            String token = "'nextToken':'" + page.path("nextToken").asText() + "'";
            page = logs.describeStreams(request(members.isEmpty() ? token : members + "," + token));
            names.addAll(texts(page.path("logStreams"), "logStreamName"));
        }
        return names;
    }

    @Test
    void aStreamTellsItsTimesAndItsArn() throws AwsError {
        logs.print("2026/11/26/[$LATEST]x", 1000, "one", "two");
        logs.print("y", 2000, "three");
        JsonNode stream = logs.describeStreams(request("")).path("logStreams").get(0);
        assertThat(stream.path("logStreamName").asText()).isEqualTo("2026/11/26/[$LATEST]x");
        assertThat(stream.path("creationTime").asLong()).isEqualTo(1000);
        assertThat(stream.path("firstEventTimestamp").asLong()).isEqualTo(1000);
        assertThat(stream.path("lastEventTimestamp").asLong()).isEqualTo(1001);
        assertThat(stream.path("lastIngestionTime").asLong()).isEqualTo(1001);
        assertThat(stream.path("arn").asText())
                .isEqualTo(LogGroups.ARN_PREFIX + GROUP + ":log-stream:2026/11/26/[$LATEST]x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "|a,b,c",
                "'descending':true|c,b,a",
                "'orderBy':'LogStreamName'|a,b,c",
                "'orderBy':'LastEventTime'|b,c,a",
                "'orderBy':'LastEventTime','descending':true|a,c,b",
                "'logStreamNamePrefix':'b'|b"
            })
    void streamsComeByNameOrByTheirNewestLineInPagesOfAnySize(String members, String wanted) throws AwsError {
        logs.print("a", 1000, "early");
        logs.print("c", 3000, "x");
        logs.print("b", 2000, "x");
        logs.print("a", 4000, "late");
        String asked = members == null ? "" : members;
        assertThat(names(asked)).containsExactly(wanted.split(","));
        assertThat(names(asked + (asked.isEmpty() ? "" : ",") + "'limit':1")).containsExactly(wanted.split(","));
    }

    @Test
    void aPageHasFiftyStreamsAtMost() throws AwsError {
        for (int i = 0; i < 120; i++) {
            logs.print("stream-" + (100 + i), 1000 + i, "x");
        }
        assertThat(logs.describeStreams(request("")).path("logStreams")).hasSize(50);
        assertThat(names("'orderBy':'LastEventTime','descending':true"))
                .hasSize(120)
                .startsWith("stream-219");
        assertThat(refusal(logs::describeStreams, request("'limit':51"))).contains("'limit'", "equal to 50");
    }

    @Test
    void whatCannotBeAskedForIsRefused() {
        logs.print("a", 1000, "x");
        assertThat(refusal(logs::describeStreams, request("'orderBy':'LastEventTime','logStreamNamePrefix':'a'")))
                .isEqualTo("InvalidParameterException: Cannot order by LastEventTime with a logStreamNamePrefix.");
        assertThat(refusal(logs::describeStreams, request("'orderBy':'Size'")))
                .contains("InvalidParameterException", "orderBy", "LastEventTime");
        assertThat(refusal(logs::describeStreams, request("'nextToken':'nonsense'")))
                .isEqualTo("InvalidParameterException: The specified nextToken is invalid.");
        assertThat(refusal(logs::describeStreams, request("").put("logGroupName", "none")))
                .isEqualTo("ResourceNotFoundException: The specified log group does not exist.");
    }
}
