package io.orderflow.infra.apply.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.DestroyListener;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.apply.embedded.FaultyCalls.Mishap;
import io.orderflow.infra.apply.embedded.FaultyCalls.ProcessDied;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.ResourceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Whatever call of an apply or of a destroy goes wrong, a plain one afterwards ends in exactly the wanted state. */
class ConvergenceOnEmbeddedAwsIT {
    private static final int RESOURCES = 11;
    private static final FaultyCalls calls = new FaultyCalls();
    private static EmbeddedStack stack;

    @TempDir
    static Path folder;

    @BeforeAll
    static void setUp() throws Exception {
        stack = new EmbeddedStack(calls);
    }

    @AfterAll
    static void tearDown() throws Exception {
        stack.close();
    }

    /** Per resource the first call that changes it, and every call. */
    private record Recorded(Map<ResourceId, Integer> firstChanges, List<String> all) {}

    private static Recorded recordApply() {
        String prefix = EmbeddedStack.freshPrefix();
        Recorder recorder = new Recorder();
        calls.clear();
        stack.apply(prefix, recorder);
        Recorded recorded = recorder.recorded();
        remove(prefix);
        return recorded;
    }

    private static Recorded recordDestroy() {
        String prefix = EmbeddedStack.freshPrefix();
        Recorder recorder = new Recorder();
        stack.apply(prefix);
        calls.clear();
        stack.destroy(prefix, export(prefix), recorder);
        return recorder.recorded();
    }

    @TestFactory
    Stream<DynamicTest> oneCallThatChangesEachResourceGoesWrongInAnApply() {
        return tests(chosen(recordApply()), this::applyConverges);
    }

    @TestFactory
    Stream<DynamicTest> oneCallThatChangesEachResourceGoesWrongInADestroy() {
        return tests(chosen(recordDestroy()), this::destroyConverges);
    }

    @Tag("chaos")
    @TestFactory
    Stream<DynamicTest> everyCallOfAnApplyGoesWrong() {
        return tests(every(recordApply()), this::applyConverges);
    }

    @Tag("chaos")
    @TestFactory
    Stream<DynamicTest> everyCallOfADestroyGoesWrong() {
        return tests(every(recordDestroy()), this::destroyConverges);
    }

    @Tag("chaos")
    @TestFactory
    Stream<DynamicTest> everyCallOfAnApplyInParallelGoesWrong() {
        return tests(every(recordApply()), (mishap, call) -> converges(mishap, call, true));
    }

    private interface Converges {
        void run(Mishap mishap, int call);
    }

    private static Map<Integer, String> chosen(Recorded recorded) {
        Map<Integer, String> chosen = new LinkedHashMap<>();
        recorded.firstChanges()
                .forEach((kind, call) ->
                        chosen.put(call, kind + " " + recorded.all().get(call)));
        return chosen;
    }

    private static Map<Integer, String> every(Recorded recorded) {
        Map<Integer, String> every = new LinkedHashMap<>();
        IntStream.range(0, recorded.all().size())
                .forEach(call -> every.put(call, recorded.all().get(call)));
        return every;
    }

    private static Stream<DynamicTest> tests(Map<Integer, String> chosen, Converges test) {
        return chosen.entrySet().stream().flatMap(call -> Stream.of(Mishap.values())
                .map(mishap -> DynamicTest.dynamicTest(
                        mishap + " at call " + call.getKey() + ": " + call.getValue(),
                        () -> test.run(mishap, call.getKey()))));
    }

    private void applyConverges(Mishap mishap, int call) {
        converges(mishap, call, false);
    }

    private void converges(Mishap mishap, int call, boolean parallel) {
        String prefix = EmbeddedStack.freshPrefix();
        calls.arm(mishap, call);
        goesWrong(() -> {
            if (parallel) {
                inParallel(prefix);
            } else {
                stack.apply(prefix);
            }
        });

        calls.clear();
        stack.apply(prefix);

        stack.assertInStep(prefix);
        remove(prefix);
    }

    private static void inParallel(String prefix) {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            var bootstrapper = stack.bootstrapper(stack.spec(prefix), threads);
            bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);
        } finally {
            threads.shutdown();
        }
    }

    private void destroyConverges(Mishap mishap, int call) {
        String prefix = EmbeddedStack.freshPrefix();
        calls.clear();
        stack.apply(prefix);
        calls.arm(mishap, call);
        goesWrong(() -> stack.destroy(prefix, export(prefix)));

        calls.clear();
        stack.destroy(prefix, export(EmbeddedStack.freshPrefix()));

        assertThat(stack.leftovers(prefix)).isEmpty();
    }

    /** A mishap may also pass unseen: an answer that nobody needed. Anything but the mishap itself is a bug. */
    private static void goesWrong(Runnable run) {
        try {
            run.run();
        } catch (ProcessDied e) {
            assertThat(e).hasMessage("the process died");
        } catch (SetupException e) {
            assertThat(e).hasMessageContaining("connection reset");
        } catch (SdkClientException e) {
            assertThat(e).hasMessageContaining("connection reset");
        }
    }

    @Test
    void independentResourcesInParallelEndInTheSameState() throws Exception {
        String prefix = EmbeddedStack.freshPrefix();
        calls.clear();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Set<String> used = new HashSet<>();
        try {
            var bootstrapper = stack.bootstrapper(stack.spec(prefix), threads);
            bootstrapper.apply(bootstrapper.plan(), new ApplyListener() {
                @Override
                public boolean cancelled() {
                    used.add(Thread.currentThread().getName());
                    return false;
                }
            });
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }

        stack.assertInStep(prefix);
        assertThat(used).hasSizeGreaterThan(1);
        remove(prefix);
    }

    private static Path export(String prefix) {
        return folder.resolve(prefix + "orders.ndjson");
    }

    private static void remove(String prefix) {
        calls.clear();
        stack.destroy(prefix, export(prefix));
        assertThat(stack.leftovers(prefix)).isEmpty();
    }

    /** Notes which calls were made for which resource. */
    private static final class Recorder implements ApplyListener, DestroyListener {
        private final Map<ResourceId, Integer> firstChanges = new LinkedHashMap<>();
        private ResourceId current;
        private int from;

        @Override
        public void started(Change change, int index, int total) {
            begin(change.resource());
        }

        @Override
        public void started(Removal removal, int index, int total) {
            begin(removal.resource());
        }

        private void begin(ResourceId resource) {
            end();
            current = resource;
            from = calls.made().size();
        }

        private void end() {
            List<String> made = calls.made();
            for (int i = from; current != null && i < made.size(); i++) {
                if (!FaultyCalls.isRead(made.get(i))) {
                    firstChanges.putIfAbsent(current, i);
                    return;
                }
            }
        }

        Recorded recorded() {
            end();
            assertThat(firstChanges).hasSize(RESOURCES);
            return new Recorded(firstChanges, new ArrayList<>(calls.made()));
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
