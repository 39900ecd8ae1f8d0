package io.orderflow.operations.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityLogTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00.123Z"));
    private final Set<String> alive = new HashSet<>(Set.of("this", "other"));

    @TempDir
    Path home;

    @Test
    void whatWasDoneIsThereAfterARestartTheNewestFirst() {
        MemoryFile memory = memory();
        ActivityLog log = log(memory, "this");
        Activity first = log.start("Production", "Redriving 14 \"messages\"\n");
        log.keep(first);
        clock.advance(Duration.ofSeconds(3));
        Activity second = log.start("Production", "Applying").at(3, 9);
        log.keep(second);
        Activity stopped = first.at(9, 14).ended(clock.instant(), new Outcome(End.STOPPED, "9 were moved"));
        log.keep(stopped);
        Activity failed = second.ended(clock.instant(), new Outcome(End.FAILED, "Orders does not answer."));
        log.keep(failed);
        memory.flush();

        assertThat(log(memory(), "that").newest()).containsExactly(failed, stopped);
    }

    @Test
    void whatRanWhenItsProcessDiedWasInterruptedAndIsNeverDone() {
        MemoryFile memory = memory();
        ActivityLog log = log(memory, "this");
        Activity running = log.start("Production", "Redriving").at(5, 14);
        log.keep(running);
        memory.flush();
        assertThat(log(memory(), "that").newest()).containsExactly(running); // in another window

        alive.remove("this");

        assertThat(log(memory(), "that").newest())
                .containsExactly(running.ended(null, new Outcome(End.INTERRUPTED, "")));
    }

    @Test
    void aProcessKnowsItselfAndNoneThatIsGone() {
        Memory memory = Memory.ofThisProcess();
        ActivityLog log = new ActivityLog(memory, clock);
        log.keep(log.start("Production", "Redriving"));
        assertThat(log.newest()).singleElement().matches(Activity::running);
        String key = memory.all("activity.").keySet().iterator().next();
        String row = memory.get(key).orElseThrow();
        long pid = ProcessHandle.current().pid();
        for (String gone : List.of(pid + " since 2001-01-01T00:00:00Z", "999999999 since ?", "?", "")) {
            memory.put(key, row.replaceFirst(pid + " since [^\"]*", gone));
            assertThat(log.newest())
                    .singleElement()
                    .matches(activity -> activity.outcome().end() == End.INTERRUPTED, gone);
        }
    }

    @Test
    void keepsTheNewestOfBothWindows() {
        MemoryFile one = memory();
        MemoryFile other = memory();
        for (int i = 0; i < 150; i++) {
            clock.advance(Duration.ofSeconds(1));
            for (MemoryFile memory : List.of(one, other)) {
                ActivityLog log = log(memory, memory == one ? "this" : "other");
                log.keep(log.start("Production", memory == one ? "one " + i : "other " + i));
                memory.flush();
            }
        }
        List<Activity> kept = log(memory(), "this").newest();
        assertThat(kept).hasSizeBetween(ActivityLog.KEPT, ActivityLog.KEPT + 1);
        assertThat(kept)
                .extracting(Activity::title)
                .startsWith("other 149", "one 149")
                .doesNotContain("one 40");
    }

    @Test
    void whatCannotBeReadIsLeftOutAndWordsAreBounded() {
        Memory memory = Memory.ofThisProcess();
        ActivityLog log = log(memory, "this");
        memory.put("activity.1", "nonsense");
        memory.put("activity.2", "{}");
        memory.put(
                "activity.3",
                "{\"environment\":\"a\",\"title\":\"b\",\"started\":\"never\",\"done\":1,\"total\":1,"
                        + "\"end\":\"DONE\",\"words\":\"\",\"process\":\"this\"}");
        Activity done =
                log.start("Production", "Redriving").ended(clock.instant(), new Outcome(End.DONE, "x".repeat(10_000)));
        log.keep(done);
        assertThat(log.newest())
                .singleElement()
                .satisfies(kept -> assertThat(kept.outcome().words()).hasSizeLessThan(600));
        memory.put(
                "activity." + done.id(),
                memory.get("activity." + done.id()).orElseThrow().replace("\"done\"", "\"later\":[1],\"done\""));
        assertThat(log.newest()).hasSize(1);
    }

    private ActivityLog log(Memory memory, String process) {
        return new ActivityLog(memory, clock, process, alive::contains);
    }

    private MemoryFile memory() {
        var memory = new MemoryFile(home, "Production", later -> {}, line -> {});
        memory.load();
        return memory;
    }
}
