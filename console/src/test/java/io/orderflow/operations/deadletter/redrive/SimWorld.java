package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.ReceivedLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A made-up SQS, function and table. What really happens in it is kept apart from what it tells. */
final class SimWorld {
    static final Duration VISIBILITY = Duration.ofSeconds(12);
    static final int RECEIVES = 3;

    /** A message, wherever it lies; {@code body} tells which letter it is a copy of. */
    static final class Message {
        String id;
        String publishId;
        String body;
        String order;
        String event;
        int version;
        long sentAt;
        long visibleAt;
        String handle = "";
        int receives;
    }

    private record Row(String event, int version, long processedAt, long sentAt) {}

    private record Logged(long at, ConsumerLine line) {}

    final Map<String, Message> dead = new LinkedHashMap<>();
    final Map<String, Message> queue = new LinkedHashMap<>();
    final Map<String, Message> elsewhere = new LinkedHashMap<>();
    /** What the function really did with each message, by its id and its publication's. */
    final Map<String, List<String>> outcomes = new HashMap<>();
    /** How often each event was put into the table, and when first and last. */
    final Map<String, List<Long>> stored = new HashMap<>();
    /** How often each body was taken by the target. */
    final Map<String, Integer> sends = new HashMap<>();
    /** Letters that others took, or that their time ended. */
    final List<String> takenByOthers = new ArrayList<>();
    /** Messages that were handed out and nobody heard of it: an older handle may delete nothing, and nothing tells. */
    final List<String> unheard = new ArrayList<>();
    /** Messages that were handed out while they were held: a process that ends may know of it alone. */
    final List<String> handedOutTwice = new ArrayList<>();
    /** Messages that we deleted. */
    final List<String> deletedByUs = new ArrayList<>();

    private final Map<String, Row> rows = new HashMap<>();
    private final List<Logged> log = new ArrayList<>();
    private final Random random;
    private Profile profile;
    private int ids;
    long now;

    SimWorld(Random random, Profile profile, long now) {
        this.random = random;
        this.profile = profile;
        this.now = now;
    }

    void calm() {
        profile = profile.calm();
    }

    private boolean chance(int percent) {
        return percent > 0 && random.nextInt(100) < percent;
    }

    private String id(String kind) {
        return kind + ++ids;
    }

    Message bury(String body, String order, String event, int version) {
        Message message = new Message();
        message.id = id("m");
        message.body = body;
        message.order = order;
        message.event = event;
        message.version = version;
        message.sentAt = now - 60_000 - random.nextInt(1_000_000);
        dead.put(message.id, message);
        return message;
    }

    void row(String order, String event, int version) {
        rows.put(order, new Row(event, version, now - 1 - random.nextInt(1_000_000), now - 2_000_000));
    }

    OrderState row(String order) {
        Row row = rows.get(order);
        return row == null
                ? null
                : new OrderState(
                        Instant.ofEpochMilli(row.version()),
                        row.event(),
                        Instant.ofEpochMilli(row.processedAt()),
                        Instant.ofEpochMilli(row.sentAt()),
                        Map.of());
    }

    int version(String order) {
        Row row = rows.get(order);
        return row == null ? -1 : row.version();
    }

    /** Somebody publishes an event again that is among the letters. */
    private void publishAgain() {
        List<Message> all = List.copyOf(dead.values());
        if (!all.isEmpty()) {
            Message like = all.get(random.nextInt(all.size()));
            enqueue("again" + like.body, like, id("p"));
        }
    }

    /** Lets everybody else act: about once a second. */
    void tick() {
        if (chance(profile.duplicates() / 8)) {
            publishAgain();
        }
        if (!profile.consumerPaused()) {
            for (Message message : List.copyOf(queue.values())) {
                if (message.visibleAt <= now && random.nextInt(4) > 0) {
                    consume(message);
                }
            }
        }
        for (Message message : List.copyOf(dead.values())) {
            if (message.visibleAt > now) {
                continue;
            }
            if (chance(profile.foreignReceives())) {
                message.handle = id("foreign");
                message.visibleAt = now + random.nextInt(40_000);
            } else if (chance(profile.moveTask())) {
                dead.remove(message.id);
                takenByOthers.add(message.body);
                enqueue(message.body, message, null);
            } else if (chance(profile.retention())) {
                dead.remove(message.id);
                takenByOthers.add(message.body);
            }
        }
    }

    private void consume(Message message) {
        message.receives++;
        message.visibleAt = now + VISIBILITY.toMillis();
        if (message.receives > RECEIVES) {
            queue.remove(message.id);
            message.visibleAt = now;
            dead.put(message.id, message);
            return;
        }
        if (message.event == null) {
            tell(message, "MALFORMED", null);
        } else if (chance(profile.failing())) {
            tell(message, "FAILED", null);
        } else {
            store(message);
            if (!chance(profile.duplicates())) {
                queue.remove(message.id);
            }
        }
    }

    private void store(Message message) {
        Row row = rows.get(message.order);
        if (row != null && row.version() > message.version) {
            tell(message, "UNCHANGED", "SUPERSEDED");
        } else if (row != null && row.version() == message.version) {
            tell(message, "UNCHANGED", "DUPLICATE");
        } else {
            rows.put(message.order, new Row(message.event, message.version, now, message.sentAt));
            stored.computeIfAbsent(message.event, event -> new ArrayList<>()).add(now);
            tell(message, row == null ? "STORED" : "REPLACED", null);
        }
    }

    private void tell(Message message, String outcome, String reason) {
        String what = reason == null ? outcome : reason;
        outcomes.computeIfAbsent(message.id, id -> new ArrayList<>()).add(what);
        outcomes.computeIfAbsent("of " + message.event, id -> new ArrayList<>()).add(what);
        if (message.publishId != null) {
            outcomes.computeIfAbsent(message.publishId, id -> new ArrayList<>()).add(what);
        }
        boolean late = chance(profile.lateLogs());
        log.add(new Logged(
                now + (late ? random.nextInt(30_000) : random.nextInt(800)),
                new ConsumerLine(
                        Instant.ofEpochMilli(now),
                        outcome,
                        message.id,
                        message.order,
                        message.publishId,
                        Instant.ofEpochMilli(message.sentAt),
                        message.event,
                        message.receives,
                        reason,
                        outcome.equals("FAILED") ? "Throttled" : null,
                        null,
                        List.of())));
    }

    /** Of messages that died before this began. */
    void oldLine(Message message, String outcome) {
        log.add(new Logged(
                0,
                new ConsumerLine(
                        Instant.ofEpochMilli(now - 60_000),
                        outcome,
                        message.id,
                        message.order,
                        "p" + message.id,
                        Instant.ofEpochMilli(message.sentAt),
                        message.event,
                        3,
                        null,
                        null,
                        null,
                        List.of())));
    }

    private Message enqueue(String body, Message like, String publishId) {
        Message message = new Message();
        message.id = id("n");
        message.publishId = publishId;
        message.body = body;
        message.order = like.order;
        message.event = like.event;
        message.version = like.version;
        message.sentAt = now;
        message.visibleAt = now;
        queue.put(message.id, message);
        return message;
    }

    /** @param letters in the form {@code order|event|version|body}, as the set has them */
    SendAnswer send(Destination.Kind to, List<OutgoingLetter> letters) {
        Map<String, SendAnswer.Taken> taken = new HashMap<>();
        Map<String, EntryFault> failed = new HashMap<>();
        for (OutgoingLetter letter : letters) {
            if (chance(profile.partFailures())) {
                boolean sender = random.nextInt(8) == 0;
                failed.put(
                        letter.key(), new EntryFault(sender ? "InvalidMessageContents" : "InternalError", "", sender));
                continue;
            }
            sends.merge(letter.body(), 1, Integer::sum);
            String[] parts = letter.body().split("\\|", -1);
            Message like = new Message();
            like.order = parts[1];
            like.event = parts[2].isEmpty() ? null : parts[2];
            like.version = Integer.parseInt(parts[3]);
            String publishId = to == Destination.Kind.TOPIC ? id("p") : null;
            Message message = enqueue(letter.body(), like, publishId);
            if (to == Destination.Kind.QUEUE) {
                queue.remove(message.id);
                elsewhere.put(message.id, message);
            }
            taken.put(letter.key(), new SendAnswer.Taken(publishId == null ? message.id : publishId, true));
        }
        return new SendAnswer(taken, failed);
    }

    List<ReceivedLetter> receive(Duration hold) {
        List<Message> visible = new ArrayList<>();
        for (Message message : dead.values()) {
            boolean again = message.visibleAt > now
                    && !message.handle.startsWith("foreign")
                    && random.nextInt(100) < profile.duplicates() / 4;
            if (message.visibleAt <= now || again) {
                visible.add(message);
            }
        }
        Collections.shuffle(visible, random);
        List<ReceivedLetter> received = new ArrayList<>();
        for (Message message : visible) {
            if (received.size() < 10 && random.nextInt(5) > 0) {
                if (message.visibleAt > now) {
                    handedOutTwice.add(message.id);
                }
                message.handle = id("h");
                message.visibleAt = now + hold.toMillis();
                received.add(new ReceivedLetter(
                        new DeadLetter(
                                message.id, message.body, 1, Instant.ofEpochMilli(message.sentAt), List.of(), Map.of()),
                        message.handle));
            }
        }
        return received;
    }

    Map<String, EntryFault> hide(List<String> handles, Duration length) {
        Map<String, EntryFault> failed = new HashMap<>();
        for (String handle : handles) {
            Message message = byHandle(handle);
            if (message == null || message.visibleAt <= now) {
                failed.put(handle, new EntryFault("MessageNotInflight", "", true));
            } else if (chance(profile.partFailures())) {
                failed.put(handle, new EntryFault("InternalError", "", false));
            } else {
                message.visibleAt = now + length.toMillis();
            }
        }
        return failed;
    }

    Map<String, EntryFault> delete(List<String> handles) {
        Map<String, EntryFault> failed = new HashMap<>();
        for (String handle : handles) {
            Message message = byHandle(handle);
            boolean stale = message == null || message.visibleAt <= now;
            if (chance(profile.partFailures())) {
                failed.put(handle, new EntryFault("InternalError", "", false));
            } else if (!stale) {
                dead.remove(message.id);
                deletedByUs.add(message.id);
            } else if (random.nextBoolean()) {
                failed.put(handle, new EntryFault("ReceiptHandleIsInvalid", "", true));
            } // else it succeeds without deleting anything
        }
        return failed;
    }

    private Message byHandle(String handle) {
        for (Message message : dead.values()) {
            if (message.handle.equals(handle)) {
                return message;
            }
        }
        return null;
    }

    FunctionLog.Page read(Instant from, Instant to, String next) {
        List<ConsumerLine> lines = new ArrayList<>();
        int start = next == null ? 0 : Integer.parseInt(next);
        for (int i = start; i < log.size(); i++) {
            Logged each = log.get(i);
            if (each.at() <= now
                    && !each.line().time().isBefore(from)
                    && each.line().time().isBefore(to)) {
                lines.add(each.line());
            }
            if (lines.size() == 20 && i + 1 < log.size()) {
                return new FunctionLog.Page(lines, Integer.toString(i + 1));
            }
        }
        return new FunctionLog.Page(lines, null);
    }

    Map<String, OrderState> rows(List<String> orders) {
        Map<String, OrderState> found = new HashMap<>();
        for (String order : orders) {
            if (rows.containsKey(order)) {
                found.put(order, row(order));
            }
        }
        return found;
    }
}
