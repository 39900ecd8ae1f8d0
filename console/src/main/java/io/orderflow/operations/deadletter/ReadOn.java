package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Work;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads on in the function's log where a snapshot stopped, and judges its letters by what stands there. */
public final class ReadOn implements Work<Snapshot> {
    private final FunctionLog log;
    private final Snapshot snapshot;
    private final int mostPages;

    /** As much again as a snapshot reads. */
    public ReadOn(FunctionLog log, Snapshot snapshot) {
        this(log, snapshot, LogPass.MOST_PAGES);
    }

    public ReadOn(FunctionLog log, Snapshot snapshot, int mostPages) {
        this.log = log;
        this.snapshot = snapshot;
        this.mostPages = mostPages;
    }

    /** @return the same letters with the same hold; the snapshot itself where its log was read to the end */
    @Override
    public Snapshot run(Progress progress) throws PortException {
        FunctionLog.Rest rest = snapshot.moreLog();
        if (rest == null) {
            return snapshot;
        }
        Set<String> wanted = snapshot.rows().stream().map(LetterRow::id).collect(Collectors.toSet());
        var pass = new LogPass(log);
        FunctionLog.Rest more = pass.read(rest, wanted::contains, mostPages, progress);
        Judge judge = new Judge();
        List<LetterRow> rows = snapshot.rows().stream()
                .map(row -> {
                    ConsumerLine line = pass.lines().get(row.id());
                    return line == null ? row : row.judged(judge.heard(row.judgement(), line));
                })
                .toList();
        return new Snapshot(snapshot.head(), rows, snapshot.bodies(), snapshot.held(), snapshot.gaps(), more);
    }
}
