package io.orderflow.infra.local.logs;

import static io.orderflow.infra.local.logs.LogsFixture.GROUP;
import static io.orderflow.infra.local.logs.LogsFixture.refusal;
import static io.orderflow.infra.local.logs.LogsFixture.request;
import static io.orderflow.infra.local.logs.LogsFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogGroupsTest {

    private final LogsFixture logs = new LogsFixture();

    @AfterEach
    void close() {
        logs.close();
    }

    private JsonNode only() throws AwsError {
        return logs.groups
                .describe(Json.object().put("logGroupNamePrefix", GROUP))
                .path("logGroups")
                .get(0);
    }

    private void named(String... names) throws AwsError {
        for (String name : names) {
            logs.groups.create(Json.object().put("logGroupName", name));
        }
    }

    private List<String> found(ObjectNode in) throws AwsError {
        return texts(logs.groups.describe(in).path("logGroups"), "logGroupName");
    }

    @Test
    void aGroupWasCreatedWhenItWasFirstPrintedIntoThoughThatLineIsGone() throws AwsError {
        for (int i = 0; i < 50_010; i++) {
            logs.lines.open(GROUP, "s").append(1000 + i, "x");
        }
        assertThat(only().path("creationTime").asLong()).isEqualTo(1000);
        logs.groups.retain(request("'retentionInDays':7"));
        assertThat(only().path("creationTime").asLong()).isEqualTo(1000);
        assertThat(only().path("retentionInDays").asInt()).isEqualTo(7);
        logs.groups.delete(request(""));
        logs.print("s", 99_000, "again");
        assertThat(only().path("creationTime").asLong()).isEqualTo(99_000);
        assertThat(only().has("retentionInDays")).isFalse();
    }

    @Test
    void aGroupThatAFunctionPrintedIntoIsThereAlready() throws AwsError {
        logs.print("s", 1000, "x");
        assertThat(refusal(logs.groups::create, request(""))).startsWith("ResourceAlreadyExistsException");
        named("declared");
        assertThat(refusal(logs.groups::create, Json.object().put("logGroupName", "declared")))
                .startsWith("ResourceAlreadyExistsException");
        assertThat(found(Json.object())).containsExactly(GROUP, "declared");
    }

    @Test
    void groupsComeInPagesOfFiftyAtMost() throws AwsError {
        for (int i = 0; i < 70; i++) {
            named("g" + (100 + i));
        }
        ObjectNode first = logs.groups.describe(Json.object());
        List<String> all = new ArrayList<>(texts(first.path("logGroups"), "logGroupName"));
        assertThat(all).hasSize(50);
        all.addAll(found(Json.object().put("nextToken", first.path("nextToken").asText())));
        assertThat(all).hasSize(70).doesNotHaveDuplicates();
        assertThat(refusal(logs.groups::describe, Json.object().put("nextToken", "nonsense")))
                .isEqualTo("InvalidParameterException: The specified nextToken is invalid.");
        assertThat(refusal(logs.groups::describe, Json.object().put("limit", 51)))
                .contains("equal to 50");
    }

    @Test
    void groupsAreFoundByPrefixPartIdentifierAndClass() throws AwsError {
        named("/a/one", "/a/two", "/b/one");
        assertThat(found(Json.object().put("logGroupNamePrefix", "/a"))).containsExactly("/a/one", "/a/two");
        assertThat(found(Json.object().put("logGroupNamePattern", "one"))).containsExactly("/a/one", "/b/one");
        ObjectNode byArn = Json.object();
        byArn.putArray("logGroupIdentifiers").add(LogGroups.ARN_PREFIX + "/b/one");
        assertThat(found(byArn)).containsExactly("/b/one");
        assertThat(found(Json.object().put("logGroupClass", "INFREQUENT_ACCESS")))
                .isEmpty();
        assertThat(refusal(
                        logs.groups::describe,
                        Json.object().put("logGroupNamePrefix", "a").put("logGroupNamePattern", "b")))
                .startsWith("InvalidParameterException")
                .contains("mutually exclusive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'logGroupClass':'DELIVERY'", "'kmsKeyId':'arn:aws:kms:x'", "'deletionProtectionEnabled':true"})
    void whatAGroupCannotHaveIsRefusedByName(String member) throws AwsError {
        String name = member.substring(1, member.indexOf(':') - 1);
        assertThat(refusal(logs.groups::create, request(member)))
                .startsWith("InvalidParameterException: The embedded AWS does not support " + name);
        assertThat(found(Json.object())).isEmpty();
    }

    @Test
    void tagsAreRemovedByEitherOperation() throws AwsError {
        logs.groups.create(request("'tags':{'a':'1','b':'2','c':'3'}"));
        logs.groups.untag(request("'tags':['a']"), "tags");
        logs.groups.untag(request("'tagKeys':['b']"), "tagKeys");
        assertThat(logs.groups.tags(request("")).toString()).isEqualTo("{\"tags\":{\"c\":\"3\"}}");
    }
}
