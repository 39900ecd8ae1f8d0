package io.orderflow.operations.evidence;

import io.orderflow.operations.PortException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The function's lines about messages. Blocks. Thread-safe. */
public interface FunctionLog {

    /**
     * Lines of a page.
     *
     * @param next reads on; null at the end
     */
    record Page(List<ConsumerLine> lines, @Nullable String next) {
        public Page {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What was not read of it yet.
     *
     * @param from inclusive
     * @param to exclusive
     * @param next where to read on; null for the beginning
     */
    record Rest(Instant from, Instant to, @Nullable String next) {}

    /**
     * Reads one page, oldest first as far as the service tells; it may be empty although a later one is not.
     *
     * @param from inclusive
     * @param to exclusive
     * @param failuresOnly only what says why a message went back
     * @param next of the page before; null for the first
     */
    Page read(Instant from, Instant to, boolean failuresOnly, @Nullable String next) throws PortException;
}
