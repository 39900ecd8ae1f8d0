package io.orderflow.operations.check;

import io.orderflow.operations.PortException;
import io.orderflow.operations.check.CheckTarget.DeadLetterSeen;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Publishes orders and follows them through the whole system, counting at each station. A step that falls short ends
 * the check: what comes after it would only repeat the shortfall. Not thread-safe; one run an instance.
 */
public final class Check {
    /** The receive counts of a message that is never processed: the specification's maxReceiveCount is 3. */
    private static final List<Integer> DELIVERIES = List.of(1, 2, 3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final CheckTarget target;
    private final CheckPlan plan;
    private final OrderMessageCodec codec;
    private final Clock clock;
    private final Pause pause;
    private final Consumer<String> progress;
    private final List<CheckStep> steps = new ArrayList<>();

    /** How the check waits between two looks; tests count instead of waiting. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    public Check(
            CheckTarget target,
            CheckPlan plan,
            OrderMessageCodec codec,
            Clock clock,
            Pause pause,
            Consumer<String> progress) {
        this.target = target;
        this.plan = plan;
        this.codec = codec;
        this.clock = clock;
        this.pause = pause;
        this.progress = progress;
    }

    /** Runs all steps, or up to the first that falls short. */
    public List<CheckStep> run() throws PortException, InterruptedException {
        boolean ready = setUp() && publish() && awaitStored("stored", plan.orderIds());
        if (ready && plan.poison()) {
            List<DeadLetterSeen> letters = new ArrayList<>();
            boolean seen = awaitDeadLetters(letters) && countDeliveries(letters) && redrive(letters);
            if (seen) {
                awaitStored("redriven order stored", List.of(plan.repairableId()));
            }
        }
        return List.copyOf(steps);
    }

    /** The steps so far, also of a run that broke off. */
    public List<CheckStep> steps() {
        return List.copyOf(steps);
    }

    private boolean setUp() throws PortException {
        long start = clock.millis();
        List<String> missing = target.missing();
        if (missing.isEmpty()) {
            return add("set up", 0, 0, start, "every resource that orders need is there" + leftAsItIs());
        }
        if (!plan.setUp()) {
            return add(
                    "set up",
                    0,
                    missing.size(),
                    start,
                    String.join(", ", missing)
                            + (missing.size() == 1 ? " is" : " are")
                            + " missing: add --setup, or run `setup apply` first");
        }
        progress.accept("Setting up " + missing.size() + " resources");
        int changed = target.setUp(progress);
        List<String> left = target.missing();
        return left.isEmpty()
                ? add("set up", changed, changed, start, changed + " resources created" + leftAsItIs())
                : add("set up", changed, changed + left.size(), start, "still missing: " + String.join(", ", left));
    }

    /** Options of whoever set the stack up, most of all: that is no fault. */
    private String leftAsItIs() throws PortException {
        List<String> differences = target.differences();
        return differences.isEmpty() ? "" : "; not as by default and left so: " + String.join("; ", differences);
    }

    private boolean publish() throws PortException {
        long start = clock.millis();
        Instant now = clock.instant();
        int published = 0;
        for (String orderId : plan.orderIds()) {
            target.publish(codec.encode(order(orderId, now)));
            published++;
        }
        if (plan.poison()) {
            target.publish(quantityZero(now));
            target.publish("{\"orderId\":\"" + plan.unreadableId() + "\",\"userId\":");
            published += 2;
        }
        int expected = plan.orders() + (plan.poison() ? 2 : 0);
        return add("published", published, expected, start, plan.poison() ? "2 of them malformed" : "to OrderTopic");
    }

    private boolean awaitStored(String step, List<String> orderIds) throws PortException, InterruptedException {
        long start = clock.millis();
        progress.accept("Waiting for " + orderIds.size() + (orderIds.size() == 1 ? " row" : " rows"));
        Set<String> waiting = new LinkedHashSet<>(orderIds);
        long seen = await(orderIds.size(), () -> {
            waiting.removeAll(target.stored(List.copyOf(waiting)));
            return (long) orderIds.size() - waiting.size();
        });
        String detail = waiting.isEmpty()
                ? "in the Orders table"
                : "not in the Orders table after " + plan.patience().toSeconds() + " s: " + first(waiting);
        return add(step, seen, orderIds.size(), start, detail);
    }

    private boolean awaitDeadLetters(List<DeadLetterSeen> letters) throws PortException, InterruptedException {
        long start = clock.millis();
        progress.accept("Waiting for the 2 malformed messages in OrderDLQ: three deliveries each");
        if (await(2, target::deadLetterDepth) >= 2) {
            // One look, since each raises the receive count; repeated only while a message hides from it.
            await(2, () -> {
                addNew(letters);
                return letters.size();
            });
        }
        String detail = letters.size() == 2
                ? "receive counts " + letters.get(0).receiveCount() + " and "
                        + letters.get(1).receiveCount() + ", this look included"
                : "in OrderDLQ after " + plan.patience().toSeconds() + " s; see the function's log";
        return add("dead letters", letters.size(), 2, start, detail);
    }

    private void addNew(List<DeadLetterSeen> letters) throws PortException {
        Set<String> known = new HashSet<>();
        letters.forEach(letter -> known.add(letter.messageId()));
        for (DeadLetterSeen letter : target.deadLettersHolding("CHECK-" + plan.runId() + "-M")) {
            if (known.add(letter.messageId())) {
                letters.add(letter);
            }
        }
    }

    private boolean countDeliveries(List<DeadLetterSeen> letters) throws PortException, InterruptedException {
        long start = clock.millis();
        Map<String, List<Integer>> delivered = new LinkedHashMap<>();
        // Log lines lag behind the invocation that wrote them.
        long exact = await(letters.size(), () -> {
            for (DeadLetterSeen letter : letters) {
                delivered.put(letter.messageId(), target.deliveries(letter.messageId()));
            }
            return delivered.values().stream().filter(DELIVERIES::equals).count();
        });
        String detail = exact == letters.size()
                ? "receives 1, 2, 3 of each in the function's log"
                : "receive counts in the function's log by message id: " + delivered;
        return add("delivered exactly 3 times", exact, letters.size(), start, detail);
    }

    private boolean redrive(List<DeadLetterSeen> letters) throws PortException {
        long start = clock.millis();
        DeadLetterSeen repairable = letters.stream()
                .filter(letter -> letter.body().contains(plan.repairableId()))
                .findFirst()
                .orElse(null);
        if (repairable == null) {
            return add("redriven", 0, 1, start, "the dead letter of " + plan.repairableId() + " is not in OrderDLQ");
        }
        target.redriveRepaired(repairable, codec.encode(order(plan.repairableId(), clock.instant())));
        return add(
                "redriven",
                1,
                1,
                start,
                plan.repairableId() + " with quantity 1; " + plan.unreadableId() + " stays in OrderDLQ");
    }

    /** One look that answers how many there are now. */
    private interface Count {
        long now() throws PortException;
    }

    /** Looks until the count reaches {@code wanted} or patience ends; answers the last count. */
    private long await(long wanted, Count count) throws PortException, InterruptedException {
        long start = clock.millis();
        long seen = count.now();
        while (seen < wanted && clock.millis() - start < plan.patience().toMillis()) {
            pause.of(LOOK_AGAIN);
            seen = count.now();
        }
        return seen;
    }

    private boolean add(String name, long done, long expected, long startMillis, String detail) {
        CheckStep step = new CheckStep(name, done, expected, clock.millis() - startMillis, detail);
        steps.add(step);
        return step.ok();
    }

    private static Order order(String orderId, Instant now) {
        return new Order(orderId, "check", "Check item", 1, OrderStatus.NEW, now.truncatedTo(ChronoUnit.MILLIS));
    }

    private String quantityZero(Instant now) {
        return codec.encode(order(plan.repairableId(), now)).replace("\"quantity\":1", "\"quantity\":0");
    }

    private static String first(Set<String> ids) {
        List<String> all = List.copyOf(ids);
        return all.size() <= 3
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, 3)) + " and " + (all.size() - 3) + " more";
    }

    /** The real pause. */
    public static Pause sleeping() {
        return duration -> TimeUnit.MILLISECONDS.sleep(duration.toMillis());
    }
}
