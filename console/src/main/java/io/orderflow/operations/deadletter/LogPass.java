package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a bounded part of the function's log for what it wrote of letters that failed, the newest of each. Not thread-safe. */
final class LogPass {
    /** What is read without somebody asking for more. */
    static final int MOST_PAGES = 20;

    private final FunctionLog log;
    private final Map<String, ConsumerLine> lines = new HashMap<>();

    LogPass(FunctionLog log) {
        this.log = log;
    }

    /** By MessageId. */
    Map<String, ConsumerLine> lines() {
        return lines;
    }

    /**
     * Reads on.
     *
     * @param wanted of which letters
     * @return what was not read; null at the end
     */
    FunctionLog.@Nullable Rest read(FunctionLog.Rest rest, Predicate<String> wanted, int mostPages, Progress progress)
            throws PortException {
        String next = rest.next();
        for (int page = 0; page < mostPages && !progress.cancelled(); page++) {
            FunctionLog.Page read = log.read(rest.from(), rest.to(), true, next);
            for (ConsumerLine line : read.lines()) {
                if (line.failed() && wanted.test(line.messageId())) {
                    lines.merge(line.messageId(), line, LogPass::newer);
                }
            }
            next = read.next();
            if (next == null) {
                return null;
            }
        }
        return new FunctionLog.Rest(rest.from(), rest.to(), next);
    }

    static ConsumerLine newer(ConsumerLine one, ConsumerLine other) {
        return one.time().isAfter(other.time()) ? one : other;
    }
}
