package io.orderflow.infra.local.dynamodb.expression;

import static io.orderflow.infra.local.dynamodb.expression.Expressions.item;
import static io.orderflow.infra.local.dynamodb.expression.Expressions.json;
import static io.orderflow.infra.local.dynamodb.expression.Expressions.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.http.AwsError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parameters that came before expressions. */
final class LegacyTest {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String ITEM =
            "{'a':{'N':'5'},'b':{'S':'text'},'s':{'SS':['x','y']},'l':{'L':[{'N':'1'}]},'no':{'BOOL':false}}";

    private static boolean filtered(String condition) throws AwsError {
        return LegacyConditions.filter(json("{'ScanFilter':{" + condition + "}}"), "ScanFilter", ItemReader.CURRENT)
                .orElseThrow()
                .test(item(ITEM));
    }

    private static String condition(String name, String operator, String values) {
        return "'" + name + "':{'ComparisonOperator':'" + operator + "','AttributeValueList':[" + values + "]}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a | EQ | {'N':'5.0'} | true",
                "s | EQ | {'SS':['y','x']} | true",
                "a | EQ | {'S':'5'} | false",
                "gone | EQ | {'S':'5'} | false",
                "a | NE | {'N':'5'} | false",
                "gone | NE | {'N':'5'} | true",
                "a | LT | {'N':'10'} | true",
                "a | LE | {'N':'5'} | true",
                "a | GT | {'N':'10'} | false",
                "a | GE | {'S':'0'} | false",
                "a | BETWEEN | {'N':'5'},{'N':'6'} | true",
                "a | BETWEEN | {'N':'6'},{'N':'7'} | false",
                "a | IN | {'N':'1'},{'N':'5'} | true",
                "b | BEGINS_WITH | {'S':'te'} | true",
                "b | CONTAINS | {'S':'ex'} | true",
                "s | CONTAINS | {'S':'x'} | true",
                "l | CONTAINS | {'N':'1'} | true",
                "b | NOT_CONTAINS | {'S':'ex'} | false",
                "s | NOT_CONTAINS | {'S':'z'} | true",
                "gone | NOT_CONTAINS | {'S':'z'} | false",
                "a | NOT_NULL | '' | true",
                "gone | NULL | '' | true",
                "no | NULL | '' | false"
            })
    void comparesAsTheOperatorsOfExpressionsDo(String name, String operator, String values, boolean met)
            throws AwsError {
        assertThat(filtered(condition(name, operator, values.equals("''") ? "" : values)))
                .isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "EQ | '' | Invalid number of argument(s) for the EQ ComparisonOperator",
                "EQ | {'N':'1'},{'N':'2'} | Invalid number of argument(s) for the EQ ComparisonOperator",
                "NULL | {'N':'1'} | Invalid number of argument(s) for the NULL ComparisonOperator",
                "IN | '' | Invalid number of argument(s) for the IN ComparisonOperator",
                "BETWEEN | {'N':'1'} | Invalid number of argument(s) for the BETWEEN ComparisonOperator",
                "IN | {'N':'1'},{'S':'2'} | AttributeValues inside AttributeValueList must be of same type",
                "LT | {'BOOL':true} | ComparisonOperator LT is not valid for BOOL AttributeValue type",
                "BEGINS_WITH | {'N':'1'} | ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type",
                "CONTAINS | {'SS':['1']} | ComparisonOperator CONTAINS is not valid for SS AttributeValue type",
                "IN | {'L':[]} | ComparisonOperator IN is not valid for L AttributeValue type"
            })
    void valuesMustFitTheirOperator(String operator, String values, String message) {
        refused(INVALID + message, () -> filtered(condition("a", operator, values.equals("''") ? "" : values)));
    }

    @Test
    void aRangeMustBeInOrder() {
        refused(
                "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound",
                () -> filtered(condition("a", "BETWEEN", "{'N':'10'},{'N':'9'}")));
    }

    @ParameterizedTest
    @CsvSource({"AND, false", "OR, true"})
    void severalConditionsAreJoined(String operator, boolean met) throws AwsError {
        String both = condition("a", "EQ", "{'N':'5'}") + "," + condition("b", "EQ", "{'S':'x'}");
        String request = "{'QueryFilter':{" + both + "},'ConditionalOperator':'" + operator + "'}";
        assertThat(LegacyConditions.filter(json(request), "QueryFilter", ItemReader.CURRENT)
                        .orElseThrow()
                        .test(item(ITEM)))
                .isEqualTo(met);
        assertThat(filtered(both)).isFalse();
    }

    @Test
    void aConditionalOperatorNeedsTwoConditions() {
        refused(
                "ConditionalOperator cannot be used without Filter or Expected",
                () -> LegacyConditions.expected(json("{'ConditionalOperator':'OR'}")));
        refused(
                "ConditionalOperator can only be used when Filter or Expected has two or more elements",
                () -> LegacyConditions.expected(
                        json("{'ConditionalOperator':'OR','Expected':{'a':{'Value':{'N':'1'}}}}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'Value':{'N':'5'}} | true",
                "{'Value':{'N':'5'},'Exists':true} | true",
                "{'Value':{'N':'6'}} | false",
                "{'Exists':false} | false",
                "{'ComparisonOperator':'GT','Value':{'N':'4'}} | true",
                "{'ComparisonOperator':'NOT_NULL'} | true"
            })
    void expectedLooksAtTheItem(String expected, boolean met) throws AwsError {
        assertThat(LegacyConditions.expected(json("{'Expected':{'a':" + expected + "}}"))
                        .orElseThrow()
                        .test(item(ITEM)))
                .isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | Value must be provided when Exists is null for Attribute: a",
                "{'Exists':true} | Value must be provided when Exists is true for Attribute: a",
                "{'Exists':false,'Value':{'N':'1'}} | Value cannot be used when Exists is false for Attribute: a",
                "{'Exists':false,'ComparisonOperator':'NULL'}"
                        + " | Exists and ComparisonOperator cannot be used together for Attribute: a",
                "{'ComparisonOperator':'EQ'}"
                        + " | Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a",
                "{'AttributeValueList':[{'N':'1'}]}"
                        + " | AttributeValueList can only be used with a ComparisonOperator for Attribute: a",
                "{'AttributeValueList':[{'N':'1'}],'Value':{'N':'1'}}"
                        + " | Value and AttributeValueList cannot be used together for Attribute: a"
            })
    void expectedMustBeWhole(String expected, String message) {
        refused(INVALID + message, () -> LegacyConditions.expected(json("{'Expected':{'a':" + expected + "}}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'Value':{'S':'new'}} | {'S':'new'}",
                "{'Value':{'S':'new'},'Action':'PUT'} | {'S':'new'}",
                "{'Value':{'N':'2'},'Action':'ADD'} | {'N':'7'}"
            })
    void updatesChangeTheirAttribute(String update, String after) throws AwsError {
        assertThat(LegacyUpdates.of(json("{'a':" + update + "}"))
                        .apply(item(ITEM))
                        .get("a"))
                .isEqualTo(item("{'a':" + after + "}").get("a"));
    }

    @Test
    void updatesAddToSetsAndListsAndTakeFromSets() throws AwsError {
        Update update = LegacyUpdates.of(
                json(
                        "{'s':{'Action':'DELETE','Value':{'SS':['x','q']}},"
                                + "'l':{'Action':'ADD','Value':{'L':[{'N':'2'}]}},'n':{'Action':'ADD','Value':{'N':'1'}},'a':{'Action':'DELETE'}}"));
        assertThat(update.apply(item(ITEM)))
                .isEqualTo(
                        item("{'b':{'S':'text'},'s':{'SS':['y']},'l':{'L':[{'N':'1'},{'N':'2'}]},'no':{'BOOL':false},"
                                + "'n':{'N':'1'}}"));
        refused("Type mismatch for attribute to update", () -> LegacyUpdates.of(
                        json("{'b':{'Action':'ADD','Value':{'N':'1'}}}"))
                .apply(item(ITEM)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'Action':'PUT'} | Only DELETE action is allowed when no attribute value is specified",
                "{'Action':'DELETE','Value':{'N':'1'}} | DELETE action with value is not supported for the type N",
                "{'Action':'ADD','Value':{'S':'1'}} | ADD action is not supported for the type S"
            })
    void updatesMustFitTheirAction(String update, String message) {
        refused(INVALID + message, () -> LegacyUpdates.of(json("{'a':" + update + "}")));
    }

    @ParameterizedTest
    @CsvSource({"NE", "IN", "CONTAINS", "NOT_CONTAINS"})
    void keysTakeOnlyWhatAnIndexCanFind(String operator) {
        refused(
                "Attempted conditional constraint is not an indexable operation",
                () -> LegacyConditions.keyConditions(
                        json("{'KeyConditions':{" + condition("a", operator, "{'N':'1'}") + "}}")));
    }
}
