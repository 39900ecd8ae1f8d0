package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.SnsException;

class GroupedPublishingTest {
    private static final Order ORDER =
            new Order("O1", "U1", "Lamp", 1, OrderStatus.NEW, Instant.parse("2026-11-22T14:00:00Z"));

    private final List<String> said = new ArrayList<>();

    @Test
    void anEndpointThatRefusesGroupsGetsNoneFromThenOnWhichIsSaidOnce() {
        var groups = new GroupedPublishing(true, said::add);
        assertThat(groups.of(ORDER)).isEqualTo("U1");

        for (int i = 0; i < 3; i++) {
            assertThat(groups.<String>call(grouped -> {
                        if (grouped) {
                            throw InvalidParameterException.builder()
                                    .message("MessageGroupId is only valid for FIFO topics")
                                    .statusCode(400)
                                    .build();
                        }
                        return "m-1";
                    }))
                    .isEqualTo("m-1");
        }

        assertThat(groups.of(ORDER)).isNull();
        assertThat(said).hasSize(1);
    }

    @Test
    void anotherRefusalIsOne() {
        var groups = new GroupedPublishing(true, said::add);

        assertThatThrownBy(() -> groups.call(grouped -> {
                    throw SnsException.builder()
                            .message("Topic does not exist")
                            .statusCode(404)
                            .build();
                }))
                .isInstanceOf(SnsException.class);
        assertThat(groups.of(ORDER)).isEqualTo("U1");
        assertThat(said).isEmpty();
    }

    @Test
    void thereAreNoneWhereNobodyWantsThem() {
        assertThat(new GroupedPublishing(false, said::add).of(ORDER)).isNull();
    }
}
