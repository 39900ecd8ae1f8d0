package io.orderflow.infra.local.dynamodb.expression;

import static io.orderflow.infra.local.dynamodb.expression.Expressions.json;
import static io.orderflow.infra.local.dynamodb.expression.Expressions.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.http.AwsError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlaceholdersTest {

    @Test
    void whatOneExpressionUsesNoOtherNeeds() throws AwsError {
        Placeholders placeholders = Placeholders.of(
                json("{'ExpressionAttributeNames':{'#a':'x','#b':'y'},"
                        + "'ExpressionAttributeValues':{':a':{'N':'1'},':b':{'N':'2'}}}"),
                ItemReader.CURRENT);
        UpdateParser.parse("SET #a = :a", placeholders);
        refused(
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}",
                placeholders::checkAllUsed);
        ProjectionParser.parse("#b", placeholders);
        refused(
                "Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}",
                placeholders::checkAllUsed);
        ConditionParser.parse("ConditionExpression", "a = :b", placeholders);
        placeholders.checkAllUsed();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'ExpressionAttributeNames':{}} | ExpressionAttributeNames must not be empty",
                "{'ExpressionAttributeValues':{}} | ExpressionAttributeValues must not be empty",
                "{'ExpressionAttributeNames':{'a':'b'}}"
                        + " | ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"",
                "{'ExpressionAttributeNames':{'#':'b'}}"
                        + " | ExpressionAttributeNames contains invalid key: Syntax error; key: \"#\"",
                "{'ExpressionAttributeNames':{'#a-b':'b'}}"
                        + " | ExpressionAttributeNames contains invalid key: Syntax error; key: \"#a-b\"",
                "{'ExpressionAttributeValues':{'a':{'N':'1'}}}"
                        + " | ExpressionAttributeValues contains invalid key: Syntax error; key: \"a\"",
                "{'ExpressionAttributeValues':{':a':{}}} | ExpressionAttributeValues contains invalid value: Supplied"
                        + " AttributeValue is empty, must contain exactly one of the supported datatypes for key :a",
                "{'ExpressionAttributeValues':{':a':{'N':'x'}}} | ExpressionAttributeValues contains invalid value: The"
                        + " parameter cannot be converted to a numeric value: x for key :a",
                "{'ExpressionAttributeValues':{':a':{'SS':[]}}} | ExpressionAttributeValues contains invalid value: One or"
                        + " more parameter values were invalid: An string set  may not be empty for key :a"
            })
    void keysAndValuesMustBeWellFormed(String request, String message) {
        refused(message, () -> Placeholders.of(json(request), ItemReader.OLDER));
    }

    @Test
    void projectionsKeepPlacesTogetherAndCloseUp() throws AwsError {
        Placeholders none = Placeholders.of(json("{}"), ItemReader.CURRENT);
        List<DocumentPath> paths = ProjectionParser.parse("m.k, l[2], l[0].k, gone, m.z", none);
        assertThat(DocumentPath.project(
                        Expressions.item("{'m':{'M':{'k':{'N':'1'},'other':{'N':'2'}}},'x':{'N':'3'},"
                                + "'l':{'L':[{'M':{'k':{'S':'0'},'o':{'S':'1'}}},{'S':'b'},{'S':'c'}]}}"),
                        paths))
                .isEqualTo(Expressions.item("{'m':{'M':{'k':{'N':'1'}}},'l':{'L':[{'M':{'k':{'S':'0'}}},{'S':'c'}]}}"));
        String both = " with each other; must remove or rewrite one of these paths; path one: ";
        refused(
                "Invalid ProjectionExpression: Two document paths overlap" + both + "[a, b], path two: [a]",
                () -> ProjectionParser.parse("a.b, a", none));
        refused(
                "Invalid ProjectionExpression: Two document paths conflict" + both + "[a, b], path two: [a, [1]]",
                () -> ProjectionParser.parse("a.b, a[1]", none));
    }

    /** AWS's list has 573 words. */
    @Test
    void reservedWordsNeedAPlaceholder() throws AwsError {
        Placeholders none = Placeholders.of(json("{}"), ItemReader.CURRENT);
        for (String word : List.of("ABORT", "zone", "Timestamp", "name", "value", "ttl", "users", "items", "hash")) {
            refused(
                    "Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: " + word,
                    () -> ProjectionParser.parse("a." + word, none));
        }
        assertThat(ProjectionParser.parse("orderId, id, title", none)).hasSize(3);
    }
}
