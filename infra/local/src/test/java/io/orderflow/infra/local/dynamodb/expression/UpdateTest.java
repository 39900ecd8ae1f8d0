package io.orderflow.infra.local.dynamodb.expression;

import static io.orderflow.infra.local.dynamodb.expression.Expressions.item;
import static io.orderflow.infra.local.dynamodb.expression.Expressions.refused;
import static io.orderflow.infra.local.dynamodb.expression.Expressions.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.http.AwsError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What update expressions make of an item. */
final class UpdateTest {

    private static final String NOT_THERE =
            "The provided expression refers to an attribute that does not exist in the item";
    private static final String WRONG_TYPE = "An operand in the update expression has an incorrect data type";
    private static final String WRONG_PATH =
            "The document path provided in the update expression is invalid for update";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SET a = :one | {} | {'a':{'N':'1'}}",
                "SET a = a + :one, b = b - :ten | {'a':{'N':'1'},'b':{'N':'1'}} | {'a':{'N':'2'},'b':{'N':'-9'}}",
                "SET a = b, b = a | {'a':{'N':'1'},'b':{'S':'x'}} | {'a':{'S':'x'},'b':{'N':'1'}}",
                "SET a = if_not_exists(a, :two), b = if_not_exists(b, :two) | {'a':{'N':'1'}} | {'a':{'N':'1'},'b':{'N':'2'}}",
                "SET a = if_not_exists(a, :ten) + :one | {} | {'a':{'N':'11'}}",
                "SET a = if_not_exists(b, if_not_exists(c, :one)) | {} | {'a':{'N':'1'}}",
                "SET a = list_append(a, :l) | {'a':{'L':[{'S':'x'}]}} | {'a':{'L':[{'S':'x'},{'N':'1'}]}}",
                "SET a = list_append(:l, if_not_exists(a, :empty)) | {} | {'a':{'L':[{'N':'1'}]}}",
                "SET a.k = :one, a.z = :two | {'a':{'M':{'k':{'S':'x'}}}} | {'a':{'M':{'k':{'N':'1'},'z':{'N':'2'}}}}",
                "SET a[1] = :one | {'a':{'L':[{'S':'x'},{'S':'y'}]}} | {'a':{'L':[{'S':'x'},{'N':'1'}]}}",
                "SET a[9] = :one, a[5] = :two, a[7] = :ten | {'a':{'L':[]}} | {'a':{'L':[{'N':'2'},{'N':'10'},{'N':'1'}]}}",
                "SET #dot = :one | {} | {'x.y':{'N':'1'}}",
                "REMOVE a, gone | {'a':{'N':'1'},'b':{'N':'1'}} | {'b':{'N':'1'}}",
                "REMOVE a.k, b[0] | {'a':{'M':{'k':{'N':'1'}}},'b':{'L':[{'N':'1'}]}} | {'a':{'M':{}},'b':{'L':[]}}",
                "REMOVE a[0], a[2], a[17] | {'a':{'L':[{'S':'x'},{'S':'y'},{'S':'z'}]}} | {'a':{'L':[{'S':'y'}]}}",
                "ADD a :one, b :two | {'a':{'N':'1.5'}} | {'a':{'N':'2.5'},'b':{'N':'2'}}",
                "ADD a :ss | {'a':{'SS':['w','x']}} | {'a':{'SS':['w','x','y']}}",
                "DELETE a :ss, b :ns, c :ns | {'a':{'SS':['w','x']},'b':{'NS':['2']}} | {'a':{'SS':['w']}}",
                "set a = :one remove b add c :one delete d :ss | {'b':{'N':'1'}} | {'a':{'N':'1'},'c':{'N':'1'}}"
            })
    void changesTheItem(String expression, String before, String after) throws AwsError {
        assertThat(update(expression).apply(item(before))).isEqualTo(item(after));
    }

    /** Places in lists are those before the update, whatever else it takes away. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "REMOVE a[1] SET a[3] = :one | {'a':{'L':[{'S':'0'},{'S':'1'},{'S':'2'},{'S':'3'}]}}"
                        + " | {'a':{'L':[{'S':'0'},{'S':'2'},{'N':'1'}]}}",
                "REMOVE a[0], a[1].k | {'a':{'L':[{'S':'0'},{'M':{'k':{'S':'1'}}},{'M':{'k':{'S':'2'}}}]}}"
                        + " | {'a':{'L':[{'M':{}},{'M':{'k':{'S':'2'}}}]}}",
                "REMOVE a[1].k, a[0] | {'a':{'L':[{'S':'0'},{'M':{'k':{'S':'1'}}},{'M':{'k':{'S':'2'}}}]}}"
                        + " | {'a':{'L':[{'M':{}},{'M':{'k':{'S':'2'}}}]}}",
                "REMOVE a[0], a[1][0] | {'a':{'L':[{'S':'0'},{'L':[{'S':'1'}]},{'L':[{'S':'2'}]}]}}"
                        + " | {'a':{'L':[{'L':[]},{'L':[{'S':'2'}]}]}}",
                "REMOVE a[0], a[1][3] | {'a':{'L':[{'S':'0'},{'L':[{'S':'1'}]}]}} | {'a':{'L':[{'L':[{'S':'1'}]}]}}",
                "REMOVE a[0] DELETE a[1].k :ss | {'a':{'L':[{'S':'0'},{'M':{'k':{'SS':['x']}}}]}} | {'a':{'L':[{'M':{}}]}}",
                "REMOVE m.a[0], m.a[1].k, b[0] | {'m':{'M':{'a':{'L':[{'S':'0'},{'M':{'k':{'S':'1'}}}]}}},'b':{'L':[{'S':'0'}]}}"
                        + " | {'m':{'M':{'a':{'L':[{'M':{}}]}}},'b':{'L':[]}}"
            })
    void placesAreThoseBeforeTheUpdate(String expression, String before, String after) throws AwsError {
        assertThat(update(expression).apply(item(before))).isEqualTo(item(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SET a = b | {} | " + NOT_THERE,
                "SET a = a + :one | {} | " + NOT_THERE,
                "SET a = list_append(a, :l) | {} | " + NOT_THERE,
                "SET a = a + :one | {'a':{'S':'x'}} | " + WRONG_TYPE,
                "SET a = list_append(a, :l) | {'a':{'S':'x'}} | " + WRONG_TYPE,
                "ADD a :one | {'a':{'S':'x'}} | " + WRONG_TYPE,
                "ADD a :ss | {'a':{'NS':['1']}} | " + WRONG_TYPE,
                "DELETE a :ss | {'a':{'NS':['1']}} | " + WRONG_TYPE,
                "SET a.b = :one | {} | " + WRONG_PATH,
                "SET a.b = :one | {'a':{'S':'x'}} | " + WRONG_PATH,
                "SET a[0] = :one | {} | " + WRONG_PATH,
                "SET a[0] = :one | {'a':{'M':{}}} | " + WRONG_PATH,
                "SET a[3].k = :one | {'a':{'L':[]}} | " + WRONG_PATH,
                "REMOVE a.b.c | {'a':{'M':{}}} | " + WRONG_PATH,
                "ADD a.b :one | {} | " + WRONG_PATH
            })
    void refusesWhatDoesNotFitTheItem(String expression, String before, String message) throws AwsError {
        Update update = update(expression);
        refused(message, () -> update.apply(item(before)));
    }

    @Test
    void noUpdateNestsDeeperThanThirtyTwoLevels() throws AwsError {
        String path = "a" + ".k".repeat(30);
        Item item = item("{'a':" + "{'M':{'k':".repeat(30) + "{'S':'x'}" + "}}".repeat(30) + "}");
        Item deepest = update("SET " + path + " = :m").apply(item);
        assertThat(update("SET " + path + ".k = :one").apply(deepest)).isNotEqualTo(deepest);
        Update deeper = update("SET " + path + ".k = :l");
        refused(
                "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond"
                        + " supported limit",
                () -> deeper.apply(deepest));
    }

    @ParameterizedTest
    @CsvSource({"SET a = :one, true", "ADD a :one, true", "REMOVE a, false", "DELETE a :ss, false"})
    void onlyWhatGivesSomethingMakesAnItem(String expression, boolean creates) throws AwsError {
        assertThat(update(expression).creates()).isEqualTo(creates);
    }
}
