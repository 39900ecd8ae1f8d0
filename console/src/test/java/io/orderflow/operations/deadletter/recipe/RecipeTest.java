package io.orderflow.operations.deadletter.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.deadletter.recipe.Misfit.Code;
import io.orderflow.operations.deadletter.recipe.RecipeResult.Changed;
import io.orderflow.operations.deadletter.recipe.RecipeResult.DoesNotFit;
import io.orderflow.operations.deadletter.recipe.RecipeResult.Unchanged;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a recipe makes of a body: every expectation is the whole body, letter for letter. */
class RecipeTest {
    private static final String SET_STATUS = "{'op':'set','field':'status','value':'new'}";

    static Recipe recipe(String... steps) {
        try {
            return Recipe.parse("{\"v\":1,\"name\":\"test\",\"steps\":["
                    + String.join(",", steps).replace('\'', '"') + "]}");
        } catch (RecipeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String changed(String body, String... steps) {
        RecipeResult result = recipe(steps).apply(body);
        assertThat(result).isInstanceOf(Changed.class);
        return ((Changed) result).body();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // replaced
                "{'status':'old'}                     | {'status':'new'}",
                "{ 'a' : 1.0 , 'status' : {'x':[1,2]} , 'b':'\\u00e9\\/' } | { 'a' : 1.0 , 'status' : 'new' , 'b':'\\u00e9\\/' }",
                "{'st\\u0061tus':null,'a':1}          | {'st\\u0061tus':'new','a':1}",
                // added behind the last member, spaced as it is
                "{}                                   | {'status':'new'}",
                "{ }                                  | {'status':'new' }",
                "{'a':1}                              | {'a':1,'status':'new'}",
                "{ 'a' :1 }                           | { 'a' :1, 'status' :'new' }",
                "{'a': 1, 'b': 2}                     | {'a': 1, 'b': 2, 'status': 'new'}",
                "{'a':{'status':'x'}}                 | {'a':{'status':'x'},'status':'new'}",
            })
    void aFieldIsSet(String body, String expected) {
        assertThat(changed(body.replace('\'', '"'), SET_STATUS)).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void lineBreaksAndIndentationAreTakenOver() {
        assertThat(changed("{\r\n\t\"a\": 1\r\n}\r\n  ", SET_STATUS))
                .isEqualTo("{\r\n\t\"a\": 1,\r\n\t\"status\": \"new\"\r\n}\r\n  ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'status':'new'}",
                "{'status':'n\\u0065w'}",
            })
    void whatIsSoAlreadyKeepsItsSpelling(String body) {
        assertThat(recipe(SET_STATUS).apply(body.replace('\'', '"'))).isEqualTo(new Unchanged());
    }

    @Test
    void anotherSpellingOfANumberIsAnotherNumber() {
        assertThat(changed("{\"q\":2.0}", "{'op':'set','field':'q','value':2}")).isEqualTo("{\"q\":2}");
        assertThat(changed("{\"q\":2}", "{'op':'set','field':'q','value':2.50E+1}"))
                .isEqualTo("{\"q\":2.50E+1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}            | {'s':true}",
                "{'s':null}    | {'s':true}",
                "{'s':''}      | {'s':true}",
                "{'s':' '}     | unchanged",
                "{'s':0}       | unchanged",
                "{'s':false}   | unchanged",
                "{'s':[]}      | unchanged",
            })
    void aDefaultIsForWhatTheRuleBookMisses(String body, String expected) {
        assertResult(body, expected, "{'op':'default','field':'s','value':true}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'u':'  U1\\t'}                       | {'u':'U1'}",
                "{'u':'\\u00a0 caf\\u00e9 \\/ \\u2003x\\u3000\\ufeff\\n'} | {'u':'caf\\u00e9 \\/ \\u2003x'}",
                "{'u':'\u0085\u200b\u00a0'}            | {'u':''}",
                "{'u':' \\ud83d '}                     | {'u':'\\ud83d'}",
                "{'u':'\\ud83d\\ude00 '}               | {'u':'\\ud83d\\ude00'}",
                "{'u':'x'}                             | unchanged",
                "{'u':''}                              | unchanged",
                "{'u':null}                            | unchanged",
                "{}                                    | unchanged",
                "{'u':1}                               | WRONG_KIND",
                "{'u':['x ']}                          | WRONG_KIND",
            })
    void aTextIsTrimmed(String body, String expected) {
        assertResult(body, expected, "{'op':'trim','field':'u'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ 'qty' : 2.50 }                      | { 'quantity' : 2.50 }",
                "{'a':1,'q\\u0074y':{'b':[1 , 2]},'c':3} | {'a':1,'quantity':{'b':[1 , 2]},'c':3}",
                "{'qty':null}                          | {'quantity':null}",
                "{'quantity':1}                        | unchanged",
                "{}                                    | unchanged",
                "{'qty':1,'quantity':null}             | TAKEN",
                "{'qty':1,'qty':1}                     | TWICE",
                "{'qty':1,'quantity':1,'quantity':1}   | TWICE",
            })
    void aFieldIsRenamedWhereItIs(String body, String expected) {
        assertResult(body, expected, "{'op':'move','from':'qty','to':'quantity'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'m':{'q': 1.50},'x':2}               | {'m':{},'x':2,'q':1.50}",
                "{'m':{'q':1, 'r':2}}                  | {'m':{'r':2},'q':1}",
                "{'m': {'p':0 , 'q':'\\u00e9' , 'r':2}} | {'m': {'p':0  , 'r':2},'q': '\\u00e9'}",
                "{'m':{'p':0,'q':1}}                   | {'m':{'p':0},'q':1}",
                "{'m':7}                               | unchanged",
                "{'m':{'q':1},'q':2}                   | TAKEN",
                "{'m':{'q':1},'m':{}}                  | TWICE",
            })
    void aFieldIsMovedOutOfAnObject(String body, String expected) {
        assertResult(body, expected, "{'op':'move','from':'/m/q','to':'q'}");
    }

    @Test
    void aFieldIsMovedIntoAnObjectThatIsThere() {
        String step = "{'op':'move','from':'q','to':'/m/q'}";
        assertResult("{'q':1,'m':{}}", "{'m':{'q':1}}", step);
        assertResult("{'q':1}", "NO_HOLDER", step);
        assertResult("{'q':1,'m':[]}", "NO_HOLDER", step);
        assertResult("{'q':{'r':{}}}", "NO_HOLDER", "{'op':'move','from':'q','to':'/q/r/s'}");
        assertResult("{'q':[1]}", "IN_A_LIST", "{'op':'move','from':'/q/0','to':'x'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'2'|2",
                "'2.0'|2",
                "2.0|2",
                "1e3|1000",
                "'1E+3'|1000",
                "1.50e1|15",
                "-20e-1|-2",
                "'-7'|-7",
                "0.0|0",
                "-0e5|0",
                "0e999999999999|0",
                "0e-99999|0",
                "2|unchanged",
                "-0|unchanged",
                "null|unchanged",
                "12345678901234567890|unchanged",
                "'12345678901234567890'|12345678901234567890",
                "1.5|NOT_WHOLE",
                "'1.5'|NOT_WHOLE",
                "15e-1|NOT_WHOLE",
                "1e-999999999|NOT_WHOLE",
                "1e-99999999999999999999|NOT_WHOLE",
                "'two'|NOT_WHOLE",
                "''|NOT_WHOLE",
                "' 2'|NOT_WHOLE",
                "'02'|NOT_WHOLE",
                "'+2'|NOT_WHOLE",
                "'1e'|NOT_WHOLE",
                "'0x2'|NOT_WHOLE",
                "'٢'|NOT_WHOLE",
                "'2.'|NOT_WHOLE",
                "'NaN'|NOT_WHOLE",
                "1e999999999|TOO_LONG",
                "'1e99999999999999999999'|TOO_LONG",
                "1e1000|TOO_LONG",
                "true|WRONG_KIND",
                "[2]|WRONG_KIND",
                "{}|WRONG_KIND",
            })
    void aWholeNumberIsMadeWithoutRounding(String value, String expected) {
        assertConverted(value, expected, "integer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2|'2'",
                "-0|'-0'",
                "1.50|'1.50'",
                "1e3|'1e3'",
                "'2'|unchanged",
                "null|unchanged",
                "true|WRONG_KIND",
                "[]|WRONG_KIND",
            })
    void aNumberIsMadeATextAsItIsWritten(String value, String expected) {
        assertConverted(value, expected, "string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'2025-05-03T12:00:00Z'               | '2025-05-03T12:00:00.000Z'",
                "'2025-05-03t14:00+0200'              | '2025-05-03T12:00:00.000Z'",
                "'2025-05-03T12:00:00,5z'             | '2025-05-03T12:00:00.500Z'",
                "'2025-05-03T12:00:00.123000Z'        | '2025-05-03T12:00:00.123Z'",
                "'2025-05-03T12:00:00.000Z'           | unchanged",
                "'2025-05-03T12:00:00.000\\u005a'     | unchanged",
                "'2025-05-03T12:00:00.1230001Z'       | TOO_FINE",
                "'2025-05-03T12:00:00'                | NOT_A_TIME",
                "'2025-02-30T12:00:00Z'               | NOT_A_TIME",
                "'1746273600'                         | NOT_A_TIME",
                "1746273600                           | WRONG_KIND",
            })
    void aTimeIsMadeCanonical(String value, String expected) {
        assertConverted(value, expected, "timestamp");
    }

    private static void assertConverted(String value, String expected, String to) {
        String after = expected.matches("unchanged|[A-Z_]+") ? expected : "{'q': " + expected + " }";
        assertResult("{'q': " + value + " }", after, "{'op':'convert','field':'q','to':'" + to + "'}");
    }

    private static void assertResult(String body, String expected, String... steps) {
        RecipeResult result = recipe(steps).apply(body.replace('\'', '"'));
        if (expected.equals("unchanged")) {
            assertThat(result).isEqualTo(new Unchanged());
        } else if (expected.startsWith("{")) {
            assertThat(result).isEqualTo(new Changed(expected.replace('\'', '"')));
        } else {
            assertThat(result).isInstanceOfSatisfying(DoesNotFit.class, misfit -> assertThat(
                            misfit.why().code())
                    .isEqualTo(Code.valueOf(expected)));
        }
    }

    @Test
    void aPointerReachesIntoObjectsAndLists() {
        String body = "{\"a/b\":[{\"~\": 1},{\"~\": 2}],\"\":3}";
        assertThat(changed(body, "{'op':'set','field':'/a~1b/1/~0','value':5}")).isEqualTo(body.replace("2", "5"));
        assertThat(changed(body, "{'op':'set','field':'/','value':5}")).isEqualTo(body.replace("3", "5"));
        assertResult(body, "NO_HOLDER", "{'op':'set','field':'/a~1b/2','value':5}");
        assertResult(body, "NO_HOLDER", "{'op':'set','field':'/a~1b/01/~0','value':5}");
        assertResult(body, "NO_HOLDER", "{'op':'set','field':'/no/x','value':5}");
        assertResult(body, "unchanged", "{'op':'trim','field':'/no/x'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|NOT_JSON",
                "{'a':1|NOT_JSON",
                "{'a':1} x|NOT_JSON",
                "{'a':01}|NOT_JSON",
                "{'a':NaN}|NOT_JSON",
                "{a:1}|NOT_JSON",
                "\ufeff{'a':1}|NOT_JSON",
                "{'a':'\t'}|NOT_JSON",
                "[]|NOT_AN_OBJECT",
                "'x'|NOT_AN_OBJECT",
                "null|NOT_AN_OBJECT",
                "{'status':1,'status':2}|TWICE",
                "{'status':1,'st\\u0061tus':2}|TWICE",
                "{'Type':'Notification','Message':'{}','Message':'{}'}|TWICE",
                "{'Type':'Notification','Message':'no'}|NOT_JSON",
                "{'Type':'Notification','Message':'[]'}|NOT_AN_OBJECT",
            })
    void whatCannotBeReadAsAnOrderDoesNotFit(String body, String expected) {
        assertResult(body, expected, SET_STATUS);
    }

    @Test
    void otherKeysGivenTwiceAreKept() {
        assertThat(changed("{\"x\":1,\"x\":2}", SET_STATUS)).isEqualTo("{\"x\":1,\"x\":2,\"status\":\"new\"}");
    }

    @Test
    void insideAnEnvelopeTheChangeIsEscapedAndTheRestKeptAsItIs() {
        String before =
                "{\n \"Type\" : \"Notif\\u0069cation\",\"Message\" :\"{\\\"u\\\":\\\" \\u00e9\\\\u00e9 \\\",\\n \\\"s\\\\u0074\\\":\\\"old\\\"}\""
                        + ", \"SignatureVersion\":1.0 , \"X\":[ ] } ";
        assertThat(changed(
                        before,
                        "{'op':'trim','field':'u'}",
                        "{'op':'set','field':'st','value':'q\\\" b\\\\ \\n \\u2028 \\ud800 é 😀'}"))
                .isEqualTo(before.replace("\\\" \\u00e9\\\\u00e9 \\\"", "\\\"\\u00e9\\\\u00e9\\\"")
                        .replace("old", "q\\\\\\\" b\\\\\\\\ \\\\n \\\\u2028 \\\\ud800 é 😀"));
    }

    @Test
    void forPeopleOrderAndEnvelopeAreApart() {
        assertThat(LetterParts.of("{\"Type\":\"Notification\", \"Message\":\"no \\u00e9\", \"x\":1.0}"))
                .isEqualTo(new LetterParts(
                        "no é", Optional.of("{\"Type\":\"Notification\", \"Message\":\"…\", \"x\":1.0}")));
        for (String raw : new String[] {"", "{\"a\":1}", "{\"Type\":\"Notification\"", "[]"}) {
            assertThat(LetterParts.of(raw)).isEqualTo(new LetterParts(raw, Optional.empty()));
        }
    }

    @Test
    void aBodyThatOnlyLooksLikeAnEnvelopeIsTheOrder() {
        assertThat(changed("{\"Type\":\"Notification\",\"Message\":{}}", SET_STATUS))
                .isEqualTo("{\"Type\":\"Notification\",\"Message\":{},\"status\":\"new\"}");
        assertThat(changed("{\"Type\":\"Other\",\"Message\":\"{}\"}", SET_STATUS))
                .isEqualTo("{\"Type\":\"Other\",\"Message\":\"{}\",\"status\":\"new\"}");
    }

    @Test
    void stepsFollowEachOtherAndTheWholeFitsOrNothing() {
        String[] steps = {
            "{'op':'move','from':'qty','to':'quantity'}",
            "{'op':'trim','field':'quantity'}",
            "{'op':'convert','field':'quantity','to':'integer'}"
        };
        assertResult("{'qty':' 2 '}", "{'quantity':2}", steps);
        assertThat(recipe(steps).apply("{\"qty\":\"two\"}"))
                .isInstanceOfSatisfying(
                        DoesNotFit.class,
                        misfit -> assertThat(misfit.why().line()).isEqualTo("step 3: quantity is no whole number"));
    }

    @Test
    void whatEndsAsItBeganIsUnchanged() {
        assertResult("{'a':1}", "unchanged", "{'op':'move','from':'a','to':'b'}", "{'op':'move','from':'b','to':'a'}");
    }
}
