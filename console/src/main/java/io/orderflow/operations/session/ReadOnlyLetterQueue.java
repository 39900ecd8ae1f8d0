package io.orderflow.operations.session;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.QueueFacts;
import io.orderflow.operations.deadletter.ReceivedLetter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Dead letters that can be looked at: a look receives and releases them. */
record ReadOnlyLetterQueue(LetterQueue queue, Supplier<PortException> refusal) implements LetterQueue {
    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public QueueFacts facts() throws PortException {
        return queue.facts();
    }

    @Override
    public List<ReceivedLetter> receive(int most, Duration hold, Duration wait) throws PortException {
        return queue.receive(most, hold, wait);
    }

    @Override
    public Map<String, EntryFault> hide(List<String> handles, Duration length) throws PortException {
        return queue.hide(handles, length);
    }

    @Override
    public Map<String, EntryFault> delete(List<String> handles) throws PortException {
        throw refusal.get();
    }
}
