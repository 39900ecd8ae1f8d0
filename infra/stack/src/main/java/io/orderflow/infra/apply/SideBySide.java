package io.orderflow.infra.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Asks several services at the same time, so that a silent one holds up no other. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * What each reading gave, in their order; throws what the first that failed threw.
     *
     * @throws CancellationException when this thread was interrupted; the readings are interrupted too
     */
    public static <T> List<T> all(List<Supplier<T>> readings, Executor executor) {
        List<FutureTask<T>> tasks =
                readings.stream().map(reading -> new FutureTask<>(reading::get)).toList();
        tasks.forEach(executor::execute);
        List<T> answers = new ArrayList<>();
        try {
            for (FutureTask<T> task : tasks) {
                answers.add(task.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            throw Rethrow.unchecked(e.getCause() == null ? e : e.getCause());
        } finally {
            tasks.forEach(task -> task.cancel(true)); // none runs on once nobody waits for it
        }
        return answers;
    }
}
