package io.orderflow.operations.deadletter.redrive;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Marks in memory, by the queue's name. */
public final class FakeMarks implements QueueMark {
    public final Map<String, Mark> marks = new HashMap<>();

    @Override
    public Optional<Mark> read(String queue) {
        return Optional.ofNullable(marks.get(queue));
    }

    @Override
    public void write(String queue, Mark mark) {
        marks.put(queue, mark);
    }

    @Override
    public void remove(String queue) {
        marks.remove(queue);
    }
}
