package io.orderflow.infra.local.dynamodb.expression;

import static io.orderflow.infra.local.dynamodb.expression.Expressions.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.http.AwsError;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What conditions find in an item. */
final class ConditionTest {

    private static Item item() throws AwsError {
        return Expressions.item(
                """
                {'a': {'N': '1'}, 'b': {'S': 'text'}, 'bin': {'B': 'AQL/'}, 'yes': {'BOOL': true}, 'nul': {'NULL': true},
                 'tags': {'SS': ['y', 'x']}, 'nums': {'NS': ['2', '1.0']}, 'x.y': {'S': 'dotted'}, 'status': {'S': 'te'},
                 'l': {'L': [{'N': '1'}, {'M': {'k': {'S': 'te'}}}]}, 'm': {'M': {'k': {'S': 'v'}, 'n': {'N': '10'}}},
                 'nine': {'N': '9'}, 'surrogate': {'S': '\\ud83d\\ude00'}}
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = :one",
                "a <> :two",
                "a < :two AND a <= :one AND nine < :ten",
                ":two > a AND :one >= a",
                "b = :s",
                "bin = :b AND bin > :b1",
                "yes = :true AND nul = :null",
                "tags = :ss AND nums = :ns",
                "m <> :m",
                "gone <> :one",
                "NOT gone = :one",
                "a BETWEEN :one AND :two",
                "b BETWEEN :te AND :x",
                ":one BETWEEN a AND nine",
                "a IN (:two, :one)",
                "NOT a IN (:two, :ten)",
                "attribute_exists(a) and attribute_not_exists(gone)",
                "attribute_exists(l[1].k) AND attribute_not_exists(l[2]) AND attribute_not_exists(a.b)",
                "attribute_type(a, :typeN)",
                "begins_with(b, :te) AND begins_with(bin, :b1) AND begins_with(b, l[1].k)",
                "contains(b, :x) AND contains(tags, :x) AND contains(nums, :two) AND contains(l, :one)",
                "contains(bin, :b1)",
                "NOT contains(a, :one) AND NOT contains(tags, :te)",
                "size(b) > :two AND size(tags) = :two AND size(l) = size(nums) AND size(m) = :two",
                "size(:s) = size(b)",
                "#a = :one",
                "attribute_exists(#dot) AND #status = :te",
                "l[0] = a AND l[1].k = #status AND m.n = :ten",
                "a = :two AND a = :one OR a = :one",
                "a = :one OR a = :two AND a = :two",
                "NOT a = :two AND a = :one",
                "NOT (a = :one AND a = :two)",
                "(a = :one OR a = :two) AND b = :s",
                "(a) = (:one)",
                "(a = :one) OR (b = :x)",
                "nOt a iN (:two) aNd a bEtWeEn :one And :two",
                "\n\ta=:one\r\n"
            })
    void isTrue(String expression) throws AwsError {
        assertThat(condition(expression).test(item())).isTrue();
        assertThat(condition("NOT (" + expression + ")").test(item())).isFalse();
    }

    /** Other types are unequal, and neither smaller nor larger. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = :s",
                "b = :one",
                "a < :s",
                "a >= :s",
                "gone < :one",
                "gone = gone2",
                "gone >= :one",
                "tags = :ns",
                "tags = :x",
                "yes < a",
                "a BETWEEN :s AND :x",
                "gone BETWEEN :one AND :two",
                "gone IN (:one)",
                "begins_with(a, :te)",
                "begins_with(gone, :te)",
                "begins_with(:te, b)",
                "contains(gone, :one)",
                "contains(tags, :one)",
                "contains(m, :x)",
                "contains(b, a)",
                "size(a) = :one",
                "size(yes) > :one",
                "size(gone) < :ten",
                "attribute_type(gone, :typeN)",
                "attribute_type(b, :typeN)",
                "attribute_exists(l[2])",
                "attribute_exists(m.k.z)",
                "l[5] = :one"
            })
    void isFalse(String expression) throws AwsError {
        assertThat(condition(expression).test(item())).isFalse();
    }

    @Property
    void logicHoldsForAnyParts(@ForAll boolean a, @ForAll boolean b, @ForAll boolean c) throws AwsError {
        String[] parts = {literal(a), literal(b), literal(c)};
        assertThat(value("%s OR %s AND %s", parts)).isEqualTo(a || (b && c));
        assertThat(value("%s AND %s OR %s", parts)).isEqualTo((a && b) || c);
        assertThat(value("(%s OR %s) AND %s", parts)).isEqualTo((a || b) && c);
        assertThat(value("NOT %s AND NOT %s OR %s", parts)).isEqualTo((!a && !b) || c);
        assertThat(value("NOT (%s OR %s AND %s)", parts)).isEqualTo(!(a || (b && c)));
        assertThat(value("NOT NOT %s OR %s AND NOT (NOT %s)", parts)).isEqualTo(a || (b && c));
    }

    private static String literal(boolean value) {
        return value ? ":one = a" : ":two = a";
    }

    private static boolean value(String form, String... parts) throws AwsError {
        return condition(String.format(Locale.ROOT, form, (Object[]) parts)).test(item());
    }

    @ParameterizedTest
    @ValueSource(strings = {" OR ", " AND "})
    void longChainsAreRead(String word) throws AwsError {
        String chain = IntStream.range(0, 150).mapToObj(i -> "a=:one").collect(Collectors.joining(word));
        assertThat(condition(chain).test(item())).isTrue();
    }
}
