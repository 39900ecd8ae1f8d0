package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.journal.JournalLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;

/** One history of a redrive in a made-up world: the same seed and profile bring the same one. */
final class Simulation {
    private static final int MOST_STEPS = 60_000;
    private static final int MOST_RESUMES = 12;
    private static final long START = 1_800_000_000_000L;

    private record Due(long at, long number, Runnable what) {}

    private final Random random;
    private Profile profile;
    private final PlantedBug bug;
    private final SimWorld world;
    private final SimDisk disk;
    private final List<FrozenLetter> set = new ArrayList<>();
    private final RedriveOrder order;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private final List<RedriveAction.Journal> waiting = new ArrayList<>();
    private final List<String> trace;
    private RedriveEngine engine;
    private boolean writing;
    private boolean diskLost;
    private boolean budgetBroken;
    private int life;
    private long numbers;
    private int steps;
    private int crashAt;
    private int crashes;
    private final int cancelAt;

    private Simulation(long seed, Profile profile, PlantedBug bug, List<String> trace) {
        this.random = new Random(seed);
        this.profile = profile;
        this.bug = bug;
        this.trace = trace;
        this.world = new SimWorld(random, profile, START);
        this.disk = new SimDisk(random);
        this.order = SimLetters.order(random, profile);
        this.cancelAt = profile.cancelled() ? random.nextInt(200) : -1;
        this.crashes = profile.crashes();
        this.crashAt = random.nextInt(120);
        set.addAll(SimLetters.bury(random, profile, bug, world));
    }

    /** @return what went wrong; null where nothing did */
    static String run(long seed, Profile profile, PlantedBug bug, List<String> trace) {
        Simulation simulation = new Simulation(seed, profile, bug, trace);
        String wrong = simulation.live();
        return wrong != null ? wrong : simulation.check();
    }

    private void begin(List<JournalLine> history, boolean resumed, boolean release) {
        life++;
        world.unheard.addAll(world.handedOutTwice);
        waiting.clear();
        writing = false;
        diskLost = false;
        say(resumed ? "RESUME" + (release ? " --release " : " ") + history.size() + " lines" : "START");
        engine = new RedriveEngine(new RedriveEngine.Start(
                order.withBudget(resumed ? Budget.NONE : order.pace().budget()),
                set.stream().map(SetCodec::entry).toList(),
                history,
                Instant.ofEpochMilli(world.now),
                resumed,
                release,
                true,
                order.act() == Act.IMPORT ? 0 : world.dead.size(),
                0));
        step(new RedriveEvent.Tick(Instant.ofEpochMilli(world.now)));
    }

    private void say(String what) {
        if (trace != null) {
            trace.add("+" + (world.now - START) + " ms " + what);
        }
    }

    /** To the end, through crashes and resumes. */
    private String live() {
        begin(List.of(), false, false);
        int resumes = 0;
        while (true) {
            String wrong = untilItEnds();
            if (wrong != null) {
                return wrong;
            }
            boolean crashed = !engine.finished();
            List<JournalLine> history = disk.restart(bug != PlantedBug.TORN_TAIL_KEPT);
            Book book = book(history);
            if (!crashed && book.closed()) {
                return null;
            }
            if (++resumes > MOST_RESUMES) {
                return "it is not finished by " + resumes + " resumes";
            }
            if (resumes > 4) {
                profile = profile.calm();
                world.calm();
                crashes = 0;
            }
            world.now += random.nextInt(4) == 0 ? random.nextInt(1_200_000) : random.nextInt(5_000);
            world.tick();
            if (bug == PlantedBug.RESEND_WITHOUT_LOOKING) {
                history.removeIf(line -> line.kind() == JournalLine.Kind.INTENT
                        || line.kind() == JournalLine.Kind.SENT
                        || line.kind() == JournalLine.Kind.DONE
                        || line.kind() == JournalLine.Kind.END);
            }
            begin(history, true, profile.release() || resumes > 8);
        }
    }

    private Book book(List<JournalLine> history) {
        Book book = new Book(set.stream().map(SetCodec::entry).toList(), order.act());
        history.forEach(book::apply);
        return book;
    }

    private String untilItEnds() {
        int begun = steps;
        long tickAt = world.now + 1000;
        while (!engine.finished()) {
            if (++steps - begun > MOST_STEPS) {
                return "it does not end";
            }
            Due next = agenda.peek();
            if (next != null && next.at() <= tickAt) {
                agenda.remove();
                world.now = Math.max(world.now, next.at());
                next.what().run();
            } else {
                world.now = tickAt;
                tickAt += 1000;
                world.tick();
                step(new RedriveEvent.Tick(Instant.ofEpochMilli(world.now)));
            }
            if (steps == cancelAt && !engine.finished()) {
                say("CANCEL");
                step(new RedriveEvent.Cancelled(Instant.ofEpochMilli(world.now)));
            }
            if (crashes > 0 && steps - begun == crashAt && !engine.finished()) {
                crash();
                return null;
            }
        }
        settleDisk();
        return null;
    }

    /** The process is gone; what it asked for may still happen, but nobody hears of it. */
    private void crash() {
        say("CRASH");
        crashes--;
        crashAt = random.nextInt(150);
        settleDisk();
        life++;
        List<Due> left = new ArrayList<>(agenda);
        agenda.clear();
        for (Due due : left) {
            if (random.nextBoolean()) {
                due.what().run();
            }
        }
        agenda.clear();
    }

    /** What was being written when the process ended is there in part. */
    private void settleDisk() {
        if (writing) {
            waiting.forEach(each -> disk.write(each.lines()));
        }
    }

    private void step(RedriveEvent event) {
        for (RedriveAction action : engine.step(event)) {
            execute(action);
        }
        write();
        RedriveStatus status = engine.status("");
        budgetBroken |= life == 1 && status.requests() > order.pace().budget().requests();
    }

    private void at(long delay, Runnable what) {
        agenda.add(new Due(world.now + delay, numbers++, what));
    }

    private void answer(int of, RedriveEvent event) {
        if (of == life && !engine.finished()) {
            if (event instanceof RedriveEvent.Received received) {
                received.letters()
                        .forEach(each -> world.unheard.remove(each.letter().messageId()));
            }
            step(event);
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(world.now);
    }

    private void execute(RedriveAction action) {
        say(action.toString());
        if (action instanceof RedriveAction.Journal journal) {
            waiting.add(journal);
        } else if (action instanceof RedriveAction.Send send) {
            request(send.id(), () -> sent(send), true);
        } else if (action instanceof RedriveAction.Delete delete) {
            request(
                    delete.id(),
                    () -> {
                        List<String> handles = delete.handles();
                        if (bug == PlantedBug.FOREIGN_HANDLE && random.nextInt(4) == 0) {
                            handles = world.dead.values().stream()
                                    .map(m -> m.handle)
                                    .filter(h -> !h.isEmpty())
                                    .limit(1)
                                    .toList();
                        }
                        Map<String, EntryFault> failed = world.delete(handles);
                        return new RedriveEvent.Deleted(
                                now(), delete.id(), bug == PlantedBug.FAILED_DELETES_IGNORED ? Map.of() : failed);
                    },
                    false);
        } else if (action instanceof RedriveAction.Hide hide) {
            request(
                    hide.id(),
                    () -> new RedriveEvent.Hidden(
                            now(),
                            hide.id(),
                            bug == PlantedBug.STALE_HANDLE ? Map.of() : world.hide(hide.handles(), hide.length())),
                    false);
        } else if (action instanceof RedriveAction.Receive receive) {
            request(
                    receive.id(),
                    () -> new RedriveEvent.Received(now(), receive.id(), world.receive(receive.hold())),
                    false);
        } else if (action instanceof RedriveAction.ReadLog read) {
            if (profile.logsDenied()) {
                int of = life;
                at(
                        20,
                        () -> answer(
                                of,
                                new RedriveEvent.RequestFailed(
                                        now(),
                                        read.id(),
                                        new PortException(PortException.Kind.DENIED, "log", "denied"))));
                return;
            }
            request(
                    read.id(),
                    () -> {
                        FunctionLog.Page page = world.read(read.from(), read.to(), read.next());
                        return new RedriveEvent.LogRead(
                                now(),
                                read.id(),
                                bug == PlantedBug.OLD_LINE_PROVES ? SimLetters.renewed(page, now()) : page);
                    },
                    false);
        } else if (action instanceof RedriveAction.ReadRows read) {
            request(read.id(), () -> new RedriveEvent.RowsRead(now(), read.id(), world.rows(read.orderIds())), false);
        }
    }

    private RedriveEvent sent(RedriveAction.Send send) {
        List<OutgoingLetter> letters = new ArrayList<>();
        for (int i : send.letters()) {
            int which = bug == PlantedBug.WRONG_BODY && random.nextInt(10) == 0 ? random.nextInt(set.size()) : i;
            letters.add(new OutgoingLetter(Integer.toString(i), set.get(which).body(), List.of(), null, null));
        }
        SendAnswer answer = world.send(profile.to(), letters);
        if (bug == PlantedBug.FAILED_SENDS_IGNORED) {
            Map<String, SendAnswer.Taken> all = new HashMap<>(answer.sent());
            answer.failed().keySet().forEach(key -> all.put(key, new SendAnswer.Taken("made-up" + key, true)));
            answer = new SendAnswer(all, Map.of());
        }
        return new RedriveEvent.SendAnswered(now(), send.id(), answer);
    }

    /** On its way it may get lost, there or back, or be refused. */
    private void request(long id, Supplier<RedriveEvent> effect, boolean sends) {
        int of = life;
        boolean lostBefore = random.nextInt(100) < profile.lostBefore();
        boolean lostAfter = random.nextInt(100) < profile.lostAfter();
        boolean throttled = random.nextInt(100) < profile.throttled();
        boolean denied = life < 4 && profile.throttled() > 0 && random.nextInt(200) == 0;
        int there = 1 + random.nextInt(random.nextInt(20) == 0 ? 3000 : 40);
        at(there, () -> {
            RedriveEvent answer = throttled || denied || lostBefore ? null : effect.get();
            PortException.Kind kind = denied
                    ? PortException.Kind.DENIED
                    : throttled ? PortException.Kind.THROTTLED : PortException.Kind.UNREACHABLE;
            if (answer instanceof RedriveEvent.Received received) {
                received.letters()
                        .forEach(each -> world.unheard.add(each.letter().messageId()));
            }
            if (answer == null || lostAfter) {
                if (sends && !throttled && !denied && bug == PlantedBug.LOST_IS_NOT_SENT) {
                    kind = PortException.Kind.THROTTLED;
                }
                answer = sends && !throttled && !denied && bug == PlantedBug.LOST_IS_SENT
                        ? madeUp(id)
                        : new RedriveEvent.RequestFailed(now(), id, new PortException(kind, "OrderDLQ", "lost"));
            }
            RedriveEvent told = answer;
            at(1 + random.nextInt(40), () -> answer(of, told));
        });
    }

    private RedriveEvent madeUp(long id) {
        Map<String, SendAnswer.Taken> all = new HashMap<>();
        for (int i = 0; i < set.size(); i++) {
            all.put(Integer.toString(i), new SendAnswer.Taken("made-up" + id + "-" + i, true));
        }
        return new RedriveEvent.SendAnswered(now(), id, new SendAnswer(all, Map.of()));
    }

    private void write() {
        if (writing || waiting.isEmpty() || diskLost) {
            return;
        }
        writing = true;
        int of = life;
        List<RedriveAction.Journal> batch = List.copyOf(waiting);
        if (lies(batch)) {
            waiting.clear();
            writing = false;
            for (RedriveAction.Journal each : batch) {
                at(1, () -> answer(of, new RedriveEvent.JournalSynced(now(), each.id())));
                at(400, () -> {
                    if (of == life) {
                        disk.write(each.lines());
                        disk.sync();
                    }
                });
            }
            return;
        }
        at(1 + random.nextInt(8), () -> written(of, batch));
    }

    /** Whether a planted bug tells that these are on disk before they are. */
    private boolean lies(List<RedriveAction.Journal> batch) {
        JournalLine.Kind kind = bug == PlantedBug.SEND_BEFORE_INTENT
                ? JournalLine.Kind.INTENT
                : bug == PlantedBug.DELETE_BEFORE_SENT ? JournalLine.Kind.SENT : null;
        return batch.stream().flatMap(each -> each.lines().stream()).anyMatch(line -> line.kind() == kind);
    }

    private void written(int of, List<RedriveAction.Journal> batch) {
        if (of != life) {
            return;
        }
        waiting.removeAll(batch);
        batch.forEach(each -> disk.write(each.lines()));
        boolean full = random.nextInt(100) < profile.diskFull();
        if (full || random.nextInt(100) < profile.diskBroken()) {
            say(full ? "ENOSPC" : "EIO");
            disk.tear();
            if (bug != PlantedBug.WRITES_ON_AFTER_FAILURE) {
                diskLost = true;
                writing = false;
                waiting.clear();
                answer(of, new RedriveEvent.JournalBroken(now(), "no space left"));
                return;
            }
        }
        disk.sync();
        for (RedriveAction.Journal each : batch) {
            answer(of, new RedriveEvent.JournalSynced(now(), each.id()));
        }
        writing = false; // all of a batch is told before the next is written
        write();
    }

    private String check() {
        return new SimCheck(world, set, order, book(disk.restart(true)), profile).wrong(budgetBroken);
    }
}
