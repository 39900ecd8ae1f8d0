package io.orderflow.operations.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CheckTest {
    private final FakeTarget target = new FakeTarget();
    private final SteppingClock clock = new SteppingClock();

    @Test
    void aHealthySystemPassesEveryStep() throws Exception {
        List<CheckStep> steps = run(true, true);

        assertThat(steps).allMatch(CheckStep::ok);
        assertThat(steps)
                .extracting(CheckStep::name)
                .containsExactly(
                        "set up",
                        "published",
                        "stored",
                        "dead letters",
                        "delivered exactly 3 times",
                        "redriven",
                        "redriven order stored");
        assertThat(target.published).hasSize(22);
        assertThat(target.stored).hasSize(21).contains("CHECK-run1-M1");
    }

    @Test
    void withoutPoisonItPublishesOnlyGoodOrders() throws Exception {
        List<CheckStep> steps = run(false, true);

        assertThat(steps).extracting(CheckStep::name).containsExactly("set up", "published", "stored");
        assertThat(target.published).hasSize(20).noneMatch(body -> body.contains("-M"));
    }

    @Test
    void itCreatesNothingUnlessToldTo() throws Exception {
        List<CheckStep> steps = run(false, false);

        assertThat(steps).hasSize(1);
        assertThat(steps.get(0).ok()).isFalse();
        assertThat(steps.get(0).detail()).contains("OrderQueue").contains("--setup");
        assertThat(target.published).isEmpty();
        assertThat(target.setUps).isZero();
    }

    @Test
    void whatIsNotAsByDefaultIsNamedAndIsNoShortfall() throws Exception {
        target.there = true;
        target.differences = List.of("Lambda function OrderConsumer (now → by default) MemorySize: 512 → 1024");

        List<CheckStep> steps = run(false, true);

        assertThat(steps).hasSize(3).allMatch(CheckStep::ok);
        assertThat(steps.get(0).detail()).contains("left so").contains("MemorySize: 512 → 1024");
        assertThat(target.setUps).isZero();
    }

    @Test
    void rowsThatNeverArriveAreNamed() throws Exception {
        target.loses = "CHECK-run1-07";

        List<CheckStep> steps = run(true, true);

        CheckStep last = steps.get(steps.size() - 1);
        assertThat(last.name()).isEqualTo("stored");
        assertThat(last.done()).isEqualTo(19);
        assertThat(last.ok()).isFalse();
        assertThat(last.detail()).contains("CHECK-run1-07");
    }

    @Test
    void fourDeliveriesAreAShortfall() throws Exception {
        target.receives = List.of(1, 2, 3, 4);

        List<CheckStep> steps = run(true, true);

        CheckStep last = steps.get(steps.size() - 1);
        assertThat(last.name()).isEqualTo("delivered exactly 3 times");
        assertThat(last.ok()).isFalse();
        assertThat(last.detail()).contains("[1, 2, 3, 4]");
    }

    private List<CheckStep> run(boolean poison, boolean setUp) throws Exception {
        CheckPlan plan = new CheckPlan("run1", 20, poison, setUp, Duration.ofSeconds(40));
        OrderMessageCodec codec = new OrderMessageCodec(new OrderValidator(clock));
        return new Check(target, plan, codec, clock, clock::advance, line -> {}).run();
    }

    /** A small system in memory: what is published is stored or dead-lettered at once. */
    private static final class FakeTarget implements CheckTarget {
        final List<String> published = new ArrayList<>();
        final List<String> stored = new ArrayList<>();
        final Map<String, String> dead = new LinkedHashMap<>();
        List<Integer> receives = List.of(1, 2, 3);
        String loses = "";
        List<String> differences = List.of();
        int setUps;
        boolean there;

        @Override
        public List<String> missing() {
            return there ? List.of() : List.of("OrderQueue");
        }

        @Override
        public List<String> differences() {
            return differences;
        }

        @Override
        public int setUp(Consumer<String> progress) {
            setUps++;
            there = true;
            return 1;
        }

        @Override
        public void publish(String body) {
            published.add(body);
            String id = body.replaceAll(".*\"orderId\":\"([^\"]*)\".*", "$1");
            if (id.contains("-M")) {
                dead.put("message-" + id, body);
            } else if (!id.equals(loses)) {
                stored.add(id);
            }
        }

        @Override
        public Set<String> stored(Collection<String> orderIds) {
            return orderIds.stream().filter(stored::contains).collect(Collectors.toSet());
        }

        @Override
        public long deadLetterDepth() {
            return dead.size();
        }

        @Override
        public List<DeadLetterSeen> deadLettersHolding(String text) {
            return dead.entrySet().stream()
                    .filter(each -> each.getValue().contains(text))
                    .map(each -> new DeadLetterSeen(each.getKey(), 4, each.getValue()))
                    .toList();
        }

        @Override
        public List<Integer> deliveries(String messageId) {
            return dead.containsKey(messageId) ? receives : List.of();
        }

        @Override
        public void redriveRepaired(DeadLetterSeen letter, String repairedBody) {
            assertThat(dead.remove(letter.messageId())).isNotNull();
            stored.add(letter.messageId().substring("message-".length()));
        }
    }

    /** Stands still but for the pauses. */
    private static final class SteppingClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
