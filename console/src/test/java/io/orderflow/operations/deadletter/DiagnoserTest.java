package io.orderflow.operations.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DiagnoserTest {
    private final Diagnoser diagnoser =
            new Diagnoser(new OrderMessageCodec(new OrderValidator(Clock.fixed(SampleData.NOW, ZoneOffset.UTC))));

    @Test
    void anOrderThatWouldBeStoredNowIsValid() {
        assertThat(diagnose(SampleData.envelope(SampleData.order("ORD-1", "2"))))
                .isInstanceOfSatisfying(Diagnosis.Valid.class, valid -> assertThat(valid.orderId())
                        .isEqualTo("ORD-1"));
    }

    @Test
    void allFaultsAreNamedAndTheOrderIdStillRead() {
        assertThat(diagnose("{\"orderId\":\"ORD-7\",\"quantity\":0,\"status\":\"lost\"}"))
                .isInstanceOfSatisfying(Diagnosis.Faulty.class, faulty -> {
                    assertThat(faulty.orderId()).isEqualTo("ORD-7");
                    assertThat(faulty.faults())
                            .extracting(OrderFault::field)
                            .contains("userId", "itemName", "quantity", "status", "timestamp");
                });
    }

    @Test
    void theOrderIdIsReadInsideAnEnvelope() {
        assertThat(diagnose(SampleData.envelope(SampleData.order("ORD-8", "1.5")))
                        .orderId())
                .isEqualTo("ORD-8");
    }

    @Test
    void theOrderIdIsReadUpToWhereTheJsonBreaks() {
        assertThat(diagnose("{\"orderId\":\"ORD-9\",\"quantity\":1,").orderId()).isEqualTo("ORD-9");
    }

    @Test
    void whatIsNoJsonHasNoOrderId() {
        assertThat(diagnose("hello").orderId()).isNull();
        assertThat(diagnose("").orderId()).isNull();
        assertThat(diagnose("[1,2]").orderId()).isNull();
        assertThat(diagnose("{\"orderId\":17}").orderId()).isNull();
    }

    private Diagnosis diagnose(String body) {
        return diagnoser.diagnose(SampleData.letter("id", Duration.ofMinutes(1), body));
    }
}
