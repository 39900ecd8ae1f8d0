package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.apply.SetupCode;
import io.orderflow.infra.client.AwsFaultCode;
import io.orderflow.infra.data.TableFileException;
import io.orderflow.infra.local.LocalAwsException;
import io.orderflow.infra.local.LocalStep;
import io.orderflow.operations.PortException;
import io.orderflow.operations.PortException.Kind;
import io.orderflow.operations.Reason;
import io.orderflow.operations.Refusal;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderRule;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTextsTest {
    private final Texts words = new Texts(Locale.ENGLISH);
    private final FaultTexts texts = new FaultTexts(words);

    @Test
    void groupTheDigitsOfBounds() {
        var fault = new OrderFault("quantity", OrderRule.RANGE, List.of("1", "1000000"), "0");

        assertThat(texts.clause(fault)).isEqualTo("must be 1 to 1,000,000");
        assertThat(texts.sentence(fault)).isEqualTo("quantity must be 1 to 1,000,000");
    }

    @Test
    void nameWhatIsAllowedInAnOrderId() {
        assertThat(texts.clause(new OrderFault("orderId", OrderRule.PATTERN, List.of(), "ORD 904")))
                .isEqualTo("only A-Z a-z 0-9 . _ : - are allowed");
    }

    @ParameterizedTest
    @EnumSource(OrderRule.class)
    void sayEveryRuleWithoutParametersToo(OrderRule rule) {
        assertThat(texts.clause(new OrderFault("itemName", rule, List.of(), null)))
                .isNotBlank()
                .doesNotContain("{", rule.name());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void sayEveryKindOfFailedCallInOneLine(Kind kind) {
        assertThat(texts.line(new PortException(kind, "OrderTopic", "because of the test")))
                .endsWith(".")
                .doesNotContain("{", "..", "\n");
    }

    @Test
    void takeAWholeLineAsItIs() {
        Reason reason = Reason.line("Port 1 is in use: end its owner");

        assertThat(texts.line(new PortException(Kind.REFUSED, "port", reason, null)))
                .isEqualTo("Port 1 is in use: end its owner");
    }

    @Test
    void wordAReasonByItsCodeAndTakeItsLineWhereThereAreNoWords() {
        var known = new Reason("local.PORT_IN_USE", List.of("4566"), "taken");
        var unknown = new Reason("local.NEW", List.of("4566"), "Something new on 4566.");
        var lacking = new Reason("local.PORT_IN_USE", List.of(), "taken");

        assertThat(texts.line(new PortException(Kind.REFUSED, "target", known, null)))
                .isEqualTo("Port 4566 on 127.0.0.1 is in use. Choose another with --port, or 0 for any free one.");
        assertThat(texts.line(new PortException(Kind.REFUSED, "target", unknown, null)))
                .isEqualTo("Something new on 4566.");
        assertThat(texts.line(new PortException(Kind.REFUSED, "target", lacking, null)))
                .isEqualTo("taken");
    }

    /** What infra says in plain English is what the texts say, but for typographic quotes. */
    @ParameterizedTest
    @EnumSource(AwsFaultCode.class)
    void wordEveryFaultOfAws(AwsFaultCode code) {
        List<String> parameters = numbered(code.parameters());

        assertThat(words.get("reason.aws." + code, parameters.toArray()).replaceAll("[’“”]", "'"))
                .isEqualTo(code.line(parameters));
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void wordEverythingThatTheCoreRefuses(Refusal code) {
        Object[] parameters = numbered(code.parameters()).toArray();
        assertThat(words.get("reason.core." + code, parameters).replace('’', '\''))
                .isEqualTo(code.of(parameters).line());
    }

    @ParameterizedTest
    @EnumSource(SetupCode.class)
    void wordEverythingThatTheStacksEngineRefuses(SetupCode code) {
        List<String> parameters = numbered(code.parameters());
        assertThat(words.get("reason.setup." + code, parameters.toArray()).replace('’', '\''))
                .isEqualTo(code.line(parameters));
    }

    @ParameterizedTest
    @EnumSource(TableFileException.Code.class)
    void wordWhatIsWrongWithAFile(TableFileException.Code code) {
        List<String> parameters = numbered(code.parameters());
        assertThat(words.get("reason.file." + code, parameters.toArray()).replace('’', '\''))
                .isEqualTo(code.line(parameters));
    }

    private static List<String> numbered(int many) {
        return IntStream.range(0, many).mapToObj(number -> "<" + number + ">").toList();
    }

    @ParameterizedTest
    @EnumSource(LocalAwsException.Code.class)
    void wordWhyTheEmbeddedAwsDoesNotStart(LocalAwsException.Code code) {
        List<String> parameters = List.of("<0>", "<1>", "<2>");

        String text = words.get("reason.local." + code, parameters.toArray());
        assertThat(text).contains("<0>").endsWith(".");
        if (code != LocalAwsException.Code.FOLDER_OF_AN_EARLIER_VERSION) { // the console knows the way out
            assertThat(text).isEqualTo(code.line(parameters));
        }
    }

    @ParameterizedTest
    @EnumSource(LocalStep.Code.class)
    void wordEveryStepOfAStart(LocalStep.Code code) {
        assertThat(words.get("start." + code, "<0>")).isEqualTo(new LocalStep(code, List.of("<0>")).toString());
    }

    @Test
    void giveADeveloperTheLineTheClassesAndTheStackAndNoOtherMessage() {
        var cause = new IllegalStateException("secret=hush");
        cause.addSuppressed(new IllegalArgumentException("secret=hush"));
        var fault = new PortException(Kind.REFUSED, "OrderQueue", "no longer there", cause);

        assertThat(texts.details(fault))
                .startsWith("OrderQueue: no longer there.\nREFUSED OrderQueue\n" + PortException.class.getName())
                .contains("    at " + FaultTextsTest.class.getName())
                .contains("caused by: java.lang.IllegalStateException\n")
                .contains("before that: java.lang.IllegalArgumentException\n")
                .doesNotContain("hush");
    }

    @Test
    void endTheDetailsOfCausesInACircle() {
        var first = new IllegalStateException("first");
        var second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(texts.details(first)).startsWith("That did not work: first.").hasLineCount(1 + 9 * 13);
    }

    @Test
    void neverShowMoreThanTheFirstLineOfAnUnexpectedFault() {
        assertThat(texts.line(new IllegalStateException("broken\n\tat somewhere")))
                .isEqualTo("That did not work: broken.");
        assertThat(texts.line(new IllegalStateException())).isEqualTo("That did not work: IllegalStateException.");
    }
}
