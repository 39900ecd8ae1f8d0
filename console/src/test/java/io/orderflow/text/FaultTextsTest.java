package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.PortException;
import io.orderflow.operations.PortException.Kind;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderRule;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTextsTest {
    private final FaultTexts texts = new FaultTexts(new Texts(Locale.ENGLISH));

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
        assertThat(texts.line(new PortException(Kind.REFUSED, "port", "Port 1 is in use: end its owner.")))
                .isEqualTo("Port 1 is in use: end its owner.");
    }

    @Test
    void neverShowMoreThanTheFirstLineOfAnUnexpectedFault() {
        assertThat(texts.line(new IllegalStateException("broken\n\tat somewhere")))
                .isEqualTo("That did not work: broken.");
        assertThat(texts.line(new IllegalStateException())).isEqualTo("That did not work: IllegalStateException.");
    }
}
