package io.orderflow.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTreesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1}",
                "{\"maxReceiveCount\":3} | {\"maxReceiveCount\":\"3\"}",
                "{\"Action\":\"SQS:SendMessage\"} | {\"Action\":[\"sqs:sendmessage\"]}",
                "{\"Action\":[\"a:B\",\"a:C\"]} | {\"Action\":[\"a:C\",\"a:B\"]}",
                "{\"Principal\":\"*\"} | {\"Principal\":{\"AWS\":\"*\"}}",
                "{\"Statement\":{\"Sid\":\"x\"}} | {\"Statement\":[{\"Sid\":\"x\"}]}"
            })
    void theSameInOtherWords(String left, String right) {
        assertThat(JsonTrees.same(JsonTrees.parse(left), JsonTrees.parse(right)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Resource\":\"Q\"} | {\"Resource\":\"q\"}",
                "{\"Principal\":{\"Service\":\"sns\"}} | {\"Principal\":\"sns\"}",
                "{\"a\":1} | {\"a\":1,\"b\":2}",
                "not json | {}",
                "{} | ``"
            })
    void somethingElse(String left, String right) {
        assertThat(JsonTrees.same(JsonTrees.parse(left), JsonTrees.parse(right)))
                .isFalse();
    }

    @Test
    void nothingIsTheNullNode() {
        assertThat(JsonTrees.parse(null).isNull()).isTrue();
        assertThat(JsonTrees.parse(" ").isNull()).isTrue();
        assertThat(JsonTrees.text(JsonTrees.parse(null))).isEmpty();
    }
}
