package io.orderflow.infra.local.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ItemJsonTest {

    private static final String INVALID = "One or more parameter values were invalid: ";

    private static AttributeValue read(String json) throws AwsError {
        return ItemReader.CURRENT.value(Json.tryRead(json).orElseThrow());
    }

    private static void refused(String message, String json) {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> read(json))
                .satisfies(e -> assertThat(e.code() + ": " + e.message()).isEqualTo("ValidationException: " + message));
    }

    @Test
    void aValueHasExactlyOneType() {
        String empty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
        refused(empty, "{}");
        refused(empty, "{\"S\": null}");
        refused(empty, "{\"X\": \"a\"}");
        refused(
                "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported"
                        + " datatypes",
                "{\"S\": \"a\", \"N\": \"1\"}");
        refused("The parameter cannot be converted to a numeric value: b", "{\"S\": \"a\", \"N\": \"b\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'NULL': false} | Null attribute value types must have the value of true",
                "{'SS': []} | An string set  may not be empty",
                "{'NS': []} | An number set  may not be empty",
                "{'BS': []} | Binary sets should not be empty",
                "{'SS': ['a', null]} | An string set may not have a null string as a member",
                "{'BS': ['YQ==', null]} | Binary sets may not contain null or empty values",
                "{'SS': ['a', 'b', 'a']} | Input collection ['a', 'b', 'a'] contains duplicates.",
                "{'BS': ['Yg==', 'Yg==']} | Input collection ['Yg==','Yg==']of type BS contains duplicates."
            },
            quoteCharacter = '"')
    void emptyAndDoubledMembersAreRefused(String json, String message) {
        refused(INVALID + message.replace('\'', '"'), json.replace('\'', '"'));
        refused(INVALID + message.replace('\'', '"'), "{\"L\": [" + json.replace('\'', '"') + "]}");
    }

    @Test
    void numbersOfASetAreTheSameByValue() throws AwsError {
        refused(INVALID + "Input collection contains duplicates.", "{\"NS\": [\"1\", \"1.0\"]}");
        assertThat(read("{\"NS\": [\"1\", \"2\"]}")).isEqualTo(read("{\"NS\": [\"2.0\", \"1e0\"]}"));
    }

    @Test
    void emptyTextsAndBinariesAreValues() throws AwsError {
        assertThat(read("{\"S\": \"\"}")).isEqualTo(new AttributeValue.Text(""));
        assertThat(read("{\"B\": \"\"}")).isEqualTo(new AttributeValue.Binary(new byte[0]));
        assertThat(read("{\"SS\": [\"\"]}").type()).isEqualTo(AttributeType.SS);
    }

    /** The attribute's own value is the first level. */
    @Test
    void listsAndMapsNestThirtyTwoLevelsDeep() throws AwsError {
        assertThat(read(nested(31)).type()).isEqualTo(AttributeType.L);
        refused(
                "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported"
                        + " limit",
                nested(32));
    }

    private static String nested(int levels) {
        return "{\"L\": [".repeat(levels) + "{\"S\": \"a\"}" + "]}".repeat(levels);
    }

    @Test
    void attributesHaveNames() {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> ItemReader.CURRENT.item(
                        Json.tryRead("{\"\": {\"S\": \"a\"}}").orElseThrow()))
                .withMessage(INVALID + "Empty attribute name");
    }
}
