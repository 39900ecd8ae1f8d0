package io.orderflow.operations.entry.rows;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.Work;
import io.orderflow.operations.entry.rows.CheckedRow.Faulty;
import io.orderflow.operations.entry.rows.CheckedRow.Good;
import io.orderflow.order.OrderValidator;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Checks every row of a file. */
public final class CheckRows implements Work<RowsReport> {
    /** As many faults as somebody looks through. */
    public static final int MOST_FAULTS = 1000;

    private static final int BETWEEN = 1000;

    private final OrderFile file;
    private final FileForm form;
    private final Columns columns;
    private final LongFunction<String> ids;
    private final Clock clock;
    private final RowSink sink;

    /** @param ids makes the id of a row in that line which has none */
    public CheckRows(
            OrderFile file, FileForm form, Columns columns, LongFunction<String> ids, Clock clock, RowSink sink) {
        this.file = file;
        this.form = form;
        this.columns = columns;
        this.ids = ids;
        this.clock = clock;
        this.sink = sink;
    }

    /** @throws InterruptedException when the progress was cancelled */
    @Override
    public RowsReport run(Progress progress) throws PortException, InterruptedException {
        RowCheck check = new RowCheck(form, columns, new OrderValidator(clock), ids, clock.instant());
        List<RowFault> first = new ArrayList<>();
        long rows = 0;
        long faulty = 0;
        try (FileRows reader = file.rows(form);
                Aside aside = new Aside()) {
            for (FileRow row = reader.next(); row != null; row = reader.next()) {
                rows++;
                CheckedRow checked = check.check(row);
                if (checked instanceof Good good) {
                    sink.order(row.line(), good.order(), good.timeMade());
                } else if (checked instanceof Faulty bad) {
                    faulty++;
                    aside.add(row, bad.faults());
                    bad.faults().stream().limit(MOST_FAULTS - first.size()).forEach(first::add);
                }
                if (rows % BETWEEN == 0) {
                    if (progress.cancelled()) {
                        throw new InterruptedException("cancelled");
                    }
                    progress.update(reader.bytes(), form.bytes(), line(rows, faulty));
                }
            }
        } catch (IOException e) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    "import",
                    Reason.line("The rows cannot be kept on this computer (" + e.getMessage()
                            + "): make room, then check the file again."),
                    e);
        }
        return new RowsReport(rows, faulty, first);
    }

    private static String line(long rows, long faulty) {
        return String.format(Locale.ROOT, "%,d rows checked, %,d faulty", rows, faulty);
    }

    /** Made with the first faulty row. */
    private final class Aside implements AutoCloseable {
        private @Nullable FaultyRows rows;

        void add(FileRow row, List<RowFault> faults) throws IOException {
            FaultyRows open = rows;
            if (open == null) {
                open = new FaultyRows(form, sink.faulty());
                rows = open;
            }
            open.add(row, faults);
        }

        @Override
        public void close() throws IOException {
            if (rows != null) {
                rows.close();
            }
        }
    }
}
