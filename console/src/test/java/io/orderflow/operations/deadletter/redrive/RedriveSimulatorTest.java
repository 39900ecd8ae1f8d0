package io.orderflow.operations.deadletter.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engine in made-up worlds, a history a seed. {@code -Dorderflow.sim.seed=N} runs one again and prints its events.
 */
class RedriveSimulatorTest {
    private static final int LEAST = 10_000;
    private static final int LEAST_OF_CHAOS = 100_000;
    private static final int FOUND_WITHIN = 20_000;

    @Test
    void nothingIsLostInWhateverHistory() {
        Long seed = Long.getLong("orderflow.sim.seed");
        if (seed != null) {
            List<String> trace = new ArrayList<>();
            Profile profile = Profile.of(new Random(seed));
            String wrong = Simulation.run(seed, profile, PlantedBug.NONE, trace);
            trace.forEach(System.out::println);
            assertThat(wrong).as("seed " + seed + " " + profile).isNull();
            return;
        }
        run(Duration.ofSeconds(30), LEAST);
    }

    @Test
    @Tag("chaos")
    void norInManyMore() {
        run(Duration.ofMinutes(5), LEAST_OF_CHAOS);
    }

    private static void run(Duration time, int least) {
        long first = System.nanoTime();
        long end = first + time.toNanos();
        int count = 0;
        while (count < least || System.nanoTime() < end) {
            long seed = first + count;
            String failure = history(seed, PlantedBug.NONE);
            assertThat(failure).as("after " + count + " histories").isNull();
            count++;
        }
        System.out.println("SIMULATOR histories=" + count + " first seed=" + first);
        assertThat(count).isGreaterThanOrEqualTo(least);
    }

    private static String history(long seed, PlantedBug bug) {
        Profile profile = Profile.of(new Random(seed));
        String wrong = run(seed, profile, bug, null);
        return wrong == null ? null : shrunk(seed, profile, bug, wrong);
    }

    private static String run(long seed, Profile profile, PlantedBug bug, List<String> trace) {
        try {
            return Simulation.run(seed, profile, bug, trace);
        } catch (RuntimeException e) {
            return e + " at " + List.of(e.getStackTrace()).subList(0, Math.min(6, e.getStackTrace().length));
        }
    }

    /** As calm a history as still fails, with its events. */
    private static String shrunk(long seed, Profile profile, PlantedBug bug, String wrong) {
        Profile calmest = profile;
        String why = wrong;
        boolean calmer = true;
        while (calmer) {
            calmer = false;
            for (Profile each : calmest.calmer()) {
                String found = run(seed, each, bug, null);
                if (found != null && kind(found).equals(kind(why))) {
                    calmest = each;
                    why = found;
                    calmer = true;
                    break;
                }
            }
        }
        List<String> trace = new ArrayList<>();
        run(seed, calmest, bug, trace);
        return "seed " + seed + " (replay: -Dorderflow.sim.seed=" + seed + "): " + wrong + "\nshrunk: " + why + "\n"
                + calmest + "\n" + String.join("\n", trace);
    }

    private static String kind(String wrong) {
        return wrong.replaceFirst("^letter [^:]*: ", "").replaceAll("[;,0-9].*", "");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, FOREIGN_HANDLE",
        "DELETE, FAILED_DELETES_IGNORED",
        "DELETE, STALE_HANDLE",
        "IMPORT, SEND_BEFORE_INTENT",
        "IMPORT, RESEND_WITHOUT_LOOKING",
        "IMPORT, LOST_IS_SENT",
        "IMPORT, LOST_IS_NOT_SENT",
        "IMPORT, FAILED_SENDS_IGNORED",
        "IMPORT, WRONG_BODY"
    })
    void inDeletionsAndImportsToo(Act act, PlantedBug bug) {
        for (long seed = 0; seed < FOUND_WITHIN; seed++) {
            if (run(seed, Profile.of(new Random(seed), act), bug, null) != null) {
                System.out.println("PLANTED " + bug + " in " + act + " found by seed " + seed);
                return;
            }
        }
        assertThat(bug).as("was not found").isEqualTo(PlantedBug.NONE);
    }

    @ParameterizedTest
    @EnumSource(value = PlantedBug.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void eachKnownKindOfBugIsFound(PlantedBug bug) {
        for (long seed = 0; seed < FOUND_WITHIN; seed++) {
            if (run(seed, Profile.of(new Random(seed)), bug, null) != null) {
                System.out.println("PLANTED " + bug + " found by seed " + seed);
                return;
            }
        }
        assertThat(bug).as("was not found").isEqualTo(PlantedBug.NONE);
    }
}
