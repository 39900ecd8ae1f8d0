package io.orderflow.infra.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderflow.infra.local.http.AwsError;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused in a filter policy, as AWS was recorded to refuse it, with the place of the fault. */
final class FilterPolicyRefusalsTest {

    private static final String START = "Invalid parameter: FilterPolicy: ";
    private static final FilterPolicy.Scope ATTRIBUTES = FilterPolicy.Scope.MESSAGE_ATTRIBUTES;
    private static final FilterPolicy.Scope BODY = FilterPolicy.Scope.MESSAGE_BODY;

    private static void refused(String policy, FilterPolicy.Scope scope, String message) {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> FilterPolicy.parse(policy, scope))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("InvalidParameter");
                    assertThat(e.message()).isEqualTo(message);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'key':[['value']]} | 10 | Match value must be String, number, true, false, or null",
                "{'key':[{'wrong-operator':true}]} | 31 | Unrecognized match type wrong-operator",
                "{'key':[{'suffix':'value','prefix':'value2'}]} | 37 | Only one key allowed in match expression",
                "{'key':[]} | 10 | Empty arrays are not allowed",
                "{'key':[{'suffix':100}]} | 22 | suffix match pattern must be a string",
                "{'key':[{'suffix':null}]} | 23 | suffix match pattern must be a string",
                "{'key':[{'suffix':[]}]} | 20 | suffix match pattern must be a string",
                "{'key':{'suffix':'value'}} | 19 | 'suffix' must be an object or an array",
                "{'key_a':'value_one'} | 11 | 'key_a' must be an object or an array",
                "{'key':[{'cidr':['bad-filter']}]} | 18 | prefix match pattern must be a string",
                "{'key':[{'numeric':[]}]} | 22 | Invalid member in numeric match: ]",
                "{'key':[{'numeric':['operator']}]} | 32 | Unrecognized numeric range operator: operator",
                "{'key':[{'numeric':[1,'<=']}]} | 22 | Invalid member in numeric match: 1",
                "{'key':[{'numeric':['=','000']}]} | 26 | Value of equals must be numeric",
                "{'key':[{'numeric':['>=']}]} | 26 | Value of >= must be numeric",
                "{'key':[{'numeric':['<',100,'>',10]}]} | 30 | Too many elements in numeric expression",
                "{'key':[{'numeric':['>=',1,'>',2]}]} | 31 | Bad numeric range operator: >",
                "{'key':[{'numeric':['>',3,'<',1]}]} | 33 | Bottom must be less than top",
                "{'key':[{'numeric':['>',20,'<=']}]} | 33 | Value of <= must be numeric",
                "{'key':[{'numeric':['>',20,30]}]} | 30 | Bad value in numeric range: 30",
                "{'key':[{'numeric':['>',20,'test']}]} | 34 | Bad numeric range operator: test",
                "{'key':[{'numeric':['>',20,'<','30']}]} | 33 | Value of < must be numeric",
                "{'key':[{'numeric':['>',20,'<',30,'<',50]}]} | 36 | Too many terms in numeric range expression",
                "{'key':[{'exists':null}]} | 23 | exists match pattern must be either true or false.",
                "{'key':[{'exists':'no'}]} | 20 | exists match pattern must be either true or false.",
                "{'key':[{'anything-but':{'wrong-operator':null}}]} | 47 | Unsupported anything-but pattern: wrong-operator",
                "{'key':[{'anything-but':{'suffix':'test'}}]} | 36 | Unsupported anything-but pattern: suffix",
                "{'key':[{'anything-but':{'exists':false}}]} | 40 | Unsupported anything-but pattern: exists",
                "{'key':[{'anything-but':{'prefix':false}}]} | 40 | prefix match pattern must be a string",
            })
    void theRefusalSaysWhere(String policy, int column, String reason) {
        String text = policy.replace('\'', '"');
        refused(
                text,
                ATTRIBUTES,
                START + reason.replace('\'', '"') + "\n at [Source: (String)\"" + text + "\"; line: 1, column: "
                        + column + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad-filter | Malformed CIDR, one '/' required",
                "bad-filter/64 | Nonstandard IP address: bad-filter",
                "bad-/64filter | Malformed CIDR, mask bits must be an integer",
                "xx.11.xx/8 | Nonstandard IP address: xx.11.xx",
                "xxxx:db8:1234:1a00::/64 | Nonstandard IP address: xxxx:db8:1234:1a00::",
                "10.0.0.0/33 | IPv4 mask bits must be < 32",
            })
    void anAddressRangeIsRefusedWithoutAPlace(String range, String reason) {
        refused("{\"key\":[{\"cidr\":\"" + range + "\"}]}", ATTRIBUTES, START + reason);
    }

    @Test
    void whatIsNoJsonIsRefusedInTheParsersWords() {
        refused(
                "{invalidjson}",
                ATTRIBUTES,
                START
                        + "failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote to start"
                        + " field name\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled);"
                        + " line: 1, column: 2]");
    }

    private static String values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"value" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void moreThanFiveKeysOr150CombinationsAreRefused() throws AwsError {
        String complex = START + "Filter policy is too complex";
        refused("{\"key\":" + values(151) + "}", ATTRIBUTES, complex);
        refused("{\"key1\":" + values(100) + ",\"key2\":" + values(51) + "}", ATTRIBUTES, complex);
        FilterPolicy.parse("{\"key1\":" + values(15) + ",\"key2\":" + values(10) + "}", ATTRIBUTES);
        refused(
                "{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]}",
                ATTRIBUTES,
                START + "Filter policy can not have more than 5 keys");
    }

    @Test
    void theCombinationsOfAlternativesAreAddedUp() throws AwsError {
        String flat = "{\"source\":%s,\"$or\":[{\"metricName\":" + values(6) + "},{\"metricType\":" + values(4)
                + ",\"$or\":[{\"metricId\":[1,2,3,4]},{\"spaceId\":%s}]}]}";
        String complex = START + "Filter policy is too complex";
        refused(flat.formatted(values(4), values(4)), ATTRIBUTES, complex); // 4*6 + 4*4*4 + 4*4*4 = 152
        FilterPolicy.parse(flat.formatted(values(3), values(7)), ATTRIBUTES); // 3*6 + 3*4*4 + 3*4*7 = 150
        String nested = "{\"$or\":[{\"metricName\":" + values(3) + "},{\"namespace\":" + values(2) + "}],\"detail\":"
                + "{\"scope\":" + values(2) + ",\"$or\":[{\"source\":" + values(1) + "},{\"type\":%s}]}}";
        refused(nested.formatted(values(3)), BODY, complex); // (3 + 2) * 4 * (2 + 6) = 160
        FilterPolicy.parse(nested.formatted(values(2)), BODY);
    }

    @Test
    void aListOfTheBodyCountsWithTheDepthOfItsKey() throws AwsError {
        String policy = "{\"a\":{\"b\":{\"c\":" + values(13) + "}},\"d\":%s}"; // 13 * 3, times 3 or 4
        FilterPolicy.parse(policy.formatted(values(3)), BODY);
        refused(policy.formatted(values(4)), BODY, START + "Filter policy is too complex");
    }

    @Test
    void attributesAreNotNested() {
        refused(
                "{\"object\":{\"key\":[{\"prefix\":\"auto-\"}]}}",
                ATTRIBUTES,
                "Invalid parameter: Filter policy scope MessageAttributes does not support nested filter policy");
    }

    @Test
    void aPolicyOfMoreThan256KilobytesIsRefusedAsThat() throws AwsError {
        String policy = "{\"a\":[\"" + "x".repeat(262_144 - 9) + "\"]}";
        FilterPolicy.parse(policy.replaceFirst("x", ""), ATTRIBUTES);
        refused(policy + " ", ATTRIBUTES, START + "Filter policy can not have more than 262144 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1000000001]", "[{\"numeric\":[\"=\",-1000000001]}]", "[{\"anything-but\":[1e400]}]"})
    void numbersAreUpToABillion(String values) {
        refused("{\"a\":" + values + "}", ATTRIBUTES, START + "Value must be between -1.0E9 and 1.0E9, inclusive");
    }

    @Test
    void aRangeThatIsEmptyToFiveDecimalsIsRefused() {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(
                        () -> FilterPolicy.parse("{\"a\":[{\"numeric\":[\">\",1.000001,\"<\",1.000002]}]}", ATTRIBUTES))
                .withMessageStartingWith(START + "Bottom must be less than top");
    }

    @Test
    void wildcardsAreCountedApart() throws AwsError {
        String complex = START + "Filter policy is too complex";
        refused("{\"a\":[{\"wildcard\":\"*a*b*c*d\"}]}", ATTRIBUTES, complex);
        FilterPolicy.parse("{\"a\":[{\"wildcard\":\"*a*b*c\\\\*d\"}]}", ATTRIBUTES);
        String costly =
                "{\"anything-but\":{\"wildcard\":[\"*a*b\",\"*c*d\"]}},{\"wildcard\":\"*e*f\"}"; // 3 * 6, times 3
        FilterPolicy.parse("{\"a\":[" + costly + "]}", ATTRIBUTES);
        refused("{\"a\":[" + costly + "],\"b\":[" + costly + "]}", ATTRIBUTES, complex);
    }
}
