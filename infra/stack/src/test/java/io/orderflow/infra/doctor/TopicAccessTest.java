package io.orderflow.infra.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicAccessTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:OrderTopic";
    private static final String OURS =
            """
            {"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"SQS:SendMessage",\
            "Resource":"arn:aws:sqs:us-east-1:000000000000:OrderQueue",\
            "Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:us-east-1:000000000000:OrderTopic"}}}""";

    private static boolean refused(String... statements) {
        return TopicAccess.refused("{\"Statement\":[" + String.join(",", statements) + "]}", TOPIC);
    }

    @Test
    void ourPolicyLetsTheTopicIn() {
        assertThat(refused(OURS)).isFalse();
        assertThat(TopicAccess.refused("{\"Statement\":" + OURS + "}", TOPIC)).isFalse();
    }

    @Test
    void noPolicyIsARefusal() {
        assertThat(TopicAccess.refused(null, TOPIC)).isTrue();
        assertThat(TopicAccess.refused("", TOPIC)).isTrue();
        assertThat(TopicAccess.refused("no json", TOPIC)).isTrue();
        assertThat(refused()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect':'Allow','Principal':'*','Action':'*'}",
                "{'Effect':'Allow','Principal':{'AWS':['*']},'Action':['sqs:Get*','sqs:Send*']}",
                "{'Effect':'Allow','Principal':{'Service':['events.amazonaws.com','sns.amazonaws.com']},'Action':'sqs:*'}",
                "{'Effect':'Allow','Principal':'*','Action':'sqs:SendMessage','Condition':{'ArnLike':{'AWS:SourceArn':"
                        + "['arn:aws:sns:*:*:x','arn:aws:sns:*:000000000000:Order?opic']}}}",
                "{'Effect':'Allow','Principal':'*','Action':'sqs:SendMessage','Condition':{'StringEquals':"
                        + "{'aws:SourceAccount':'000000000000'},'Bool':{'aws:SecureTransport':'true'}}}"
            })
    void othersLetItInToo(String statement) {
        assertThat(refused(statement.replace('\'', '"'))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::000000000000:root'},'Action':'sqs:*'}",
                "{'Effect':'Allow','Principal':'*','Action':'sqs:ReceiveMessage'}",
                "{'Effect':'Allow','Principal':'*','Action':'sqs:SendMessage','Condition':{'ArnEquals':{'aws:SourceArn':"
                        + "'arn:aws:sns:us-east-1:000000000000:OtherTopic'}}}",
                "{'Effect':'Allow','Principal':'*','Action':'sqs:SendMessage','Condition':{'StringEquals':"
                        + "{'aws:SourceAccount':'111111111111'}}}"
            })
    void theseKeepItOut(String statement) {
        assertThat(refused(statement.replace('\'', '"'))).isTrue();
    }

    @Test
    void aDenialOfEverybodyIsARefusalAndOneUnderAConditionIsNotCertain() {
        String deny = "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\"%s}";
        assertThat(refused(OURS, deny.formatted(""))).isTrue();
        assertThat(refused(OURS, deny.formatted(",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}")))
                .isFalse();
    }
}
