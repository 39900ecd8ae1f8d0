package io.orderflow.console.deadletter;

import io.orderflow.console.task.JobText;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.deadletter.redrive.Act;
import io.orderflow.operations.deadletter.redrive.End;
import io.orderflow.operations.deadletter.redrive.Evidence;
import io.orderflow.operations.deadletter.redrive.LetterReport;
import io.orderflow.operations.deadletter.redrive.MoveProgress;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.session.Activity;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.text.Texts;
import org.jspecify.annotations.Nullable;

/** What is said of redrives. */
public record RedriveWords(Texts texts) {

    /** Of that many letters. */
    public JobText<RedriveReport> job(int count) {
        return new JobText<>(
                texts.get("deadletter.redrive.job", count),
                texts.get("deadletter.redrive.job.stop"),
                report -> new Outcome(end(report), line(report)));
    }

    private static Activity.End end(RedriveReport report) {
        if (report.act() == Act.REDRIVE ? report.proven() : report.complete()) {
            return Activity.End.DONE;
        }
        return report.stopped() != null ? Activity.End.STOPPED : Activity.End.FAILED;
    }

    /** How it ended: what is proven, and what is not. */
    String line(RedriveReport report) {
        if (report.act() != Act.REDRIVE) {
            String line = texts.get(
                    "deadletter.act.done." + report.act(),
                    report.act() == Act.DELETE ? report.deleted() : report.sent(),
                    report.count());
            return report.fault() == null
                    ? line
                    : texts.get("deadletter.redrive.fault", line, String.valueOf(report.fault()));
        }
        String line = texts.get("deadletter.redrive.done", report.done(), report.count());
        String fault = report.fault();
        if (fault != null) {
            return texts.get("deadletter.redrive.fault", line, fault);
        }
        return report.stopped() == null
                ? line
                : texts.get("deadletter.redrive.stopped." + report.stopped(), line, report.count() - report.sent());
    }

    /** What to do about what was not sent; empty where all was. */
    String next(RedriveReport report) {
        return report.stopped() == null || report.act() != Act.REDRIVE
                ? ""
                : texts.get("deadletter.redrive.next." + report.stopped());
    }

    /** What SQS tells of its own move. */
    String task(@Nullable MoveProgress task) {
        if (task == null || task.state() == null) {
            return texts.get("deadletter.task.unknown");
        }
        String failure = task.failure();
        return texts.get(
                "deadletter.task." + task.state(),
                task.moved(),
                failure == null ? texts.get("deadletter.outcome.no_reason") : failure);
    }

    /** What became of a letter. */
    String end(Act act, LetterReport letter) {
        return act == Act.DELETE
                ? texts.get(letter.deleted() ? "deadletter.end.deleted" : "deadletter.end.not_deleted")
                : end(letter.end());
    }

    /** @param act as the chain of receipts has it */
    String act(String act) {
        String key = "deadletter.act." + act;
        return texts.has(key) ? texts.get(key) : act;
    }

    String end(@Nullable End end) {
        return texts.get(end == null ? "deadletter.end.none" : "deadletter.end." + end);
    }

    /** Only what is done is green. */
    static Tone tone(@Nullable End end) {
        if (end == null) {
            return Tone.NEUTRAL;
        }
        return end.done() ? Tone.SUCCESS : end == End.DIED_AGAIN ? Tone.DANGER : Tone.WARNING;
    }

    String evidence(@Nullable Evidence evidence) {
        return evidence == null ? "" : texts.get("deadletter.proof." + evidence);
    }
}
