package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.deadletter.ReceivedLetter;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What is redriven in a made-up world, and how. */
final class SimLetters {
    private SimLetters() {}

    static RedriveOrder order(Random random, Profile profile) {
        Destination to = new Destination(profile.to(), "target");
        Actor who = new Actor("", "", "");
        if (profile.act() != Act.REDRIVE) {
            return RedriveOrder.of(profile.act(), "OrderDLQ", to, who, "", false, null);
        }
        RedriveOrder all = RedriveOrder.of("OrderDLQ", to, SimWorld.RECEIVES, SimWorld.VISIBILITY, who, "");
        return (profile.ramp() ? all.withRamp(List.of(1, 3), 10) : all)
                .withRate(random.nextInt(5) == 0 ? 1 + random.nextInt(20) : 0)
                .withBudget(random.nextInt(8) == 0 ? new Budget(20 + random.nextInt(200), 1) : Budget.NONE);
    }

    /** Letters of few orders: several events of one, the same event twice, rows that are older, the same and newer. */
    static List<FrozenLetter> bury(Random random, Profile profile, PlantedBug bug, SimWorld world) {
        int orders = 1 + random.nextInt(profile.letters());
        for (int i = 0; i < profile.letters() + profile.others(); i++) {
            String orderId = "O" + random.nextInt(orders);
            int version = random.nextInt(3);
            boolean broken = random.nextInt(100) < profile.malformed();
            String event = broken ? null : orderId + "v" + version;
            String body = i + "|" + orderId + "|" + (broken ? "" : event) + "|" + version;
            SimWorld.Message message = world.bury(body, orderId, event, version);
            if (random.nextInt(5) == 0) {
                int there = random.nextInt(3);
                world.row(orderId, orderId + "v" + there, there);
            }
            world.oldLine(message, broken ? "MALFORMED" : random.nextBoolean() ? "FAILED" : "STORED");
        }
        Map<String, String> handles = new HashMap<>();
        if (profile.held()) {
            for (ReceivedLetter each : world.receive(Holding.HOLD)) {
                handles.put(each.letter().messageId(), each.handle());
            }
        }
        List<FrozenLetter> set = new ArrayList<>();
        List<SimWorld.Message> all = new ArrayList<>(world.dead.values());
        for (SimWorld.Message message : all.subList(0, profile.letters())) {
            boolean fromFile = profile.act() == Act.IMPORT;
            if (fromFile) {
                world.dead.remove(message.id);
            }
            String handle = fromFile ? null : handles.get(message.id);
            RowBefore row = bug == PlantedBug.OLD_ROW_PROVES ? RowBefore.NONE : RowBefore.of(world.row(message.order));
            set.add(new FrozenLetter(
                    message.id,
                    message.order,
                    message.event,
                    row,
                    message.body,
                    List.of(),
                    null,
                    null,
                    handle,
                    handle == null ? null : Instant.ofEpochMilli(world.now).plus(Holding.HOLD)));
        }
        return set;
    }

    /** Old lines as if they were about new messages. */
    static FunctionLog.Page renewed(FunctionLog.Page page, Instant now) {
        return new FunctionLog.Page(
                page.lines().stream()
                        .map(line -> new ConsumerLine(
                                line.time(),
                                "STORED",
                                "new" + line.messageId(),
                                line.orderId(),
                                line.publishId(),
                                now,
                                line.eventHash(),
                                1,
                                null,
                                null,
                                null,
                                List.of()))
                        .toList(),
                page.next());
    }
}
