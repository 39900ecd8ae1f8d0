package io.orderflow.infra.local.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ItemSizeTest {

    @Provide
    Arbitrary<String> texts() {
        return AnyValues.texts();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'S': 'abc'} | 3",
                "{'S': 'é€😀'} | 9",
                "{'S': ''} | 0",
                "{'B': 'YWJj'} | 3",
                "{'BOOL': false} | 1",
                "{'NULL': true} | 1",
                "{'N': '0'} | 1",
                "{'N': '27'} | 2",
                "{'N': '-27'} | 3",
                "{'N': '461'} | 3",
                "{'N': '1000000'} | 2",
                "{'NS': ['1', '22']} | 4",
                "{'SS': ['a', 'bcd']} | 4",
                "{'L': []} | 3",
                "{'L': [{'S': 'ab'}, {'BOOL': true}]} | 8",
                "{'M': {}} | 3",
                "{'M': {'ab': {'S': 'c'}}} | 7"
            })
    void valuesAreCountedAsAwsCountsThem(String json, int bytes) throws AwsError {
        AttributeValue value =
                ItemReader.CURRENT.value(Json.tryRead(json.replace('\'', '"')).orElseThrow());
        assertThat(ItemSize.of(value)).isEqualTo(bytes);
        assertThat(ItemSize.of(new Item(Map.of("name", value)))).isEqualTo(4 + bytes);
    }

    @Property
    void textsCountByTheirUtf8(@ForAll("texts") String text) {
        assertThat(ItemSize.of(new AttributeValue.Text(text))).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
}
