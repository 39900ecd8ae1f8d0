package io.orderflow.console.orderentry;

import io.orderflow.console.task.JobText;
import io.orderflow.operations.entry.imports.CheckedFile;
import io.orderflow.operations.entry.imports.ImportReport;
import io.orderflow.operations.entry.imports.TableComparison;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;

/** What the status bar and the list of activities say of an import's work. */
public final class ImportJobs {
    private static final int LONGEST = 80;

    private final Texts texts;

    public ImportJobs(Texts texts) {
        this.texts = texts;
    }

    JobText<ImportedFile> check(String file) {
        return new JobText<>(
                texts.get("import.job.check", VisibleText.line(file, LONGEST)),
                texts.get("import.job.check.stop"),
                found -> {
                    CheckedFile checked = found.checked();
                    return checked == null
                            ? new Outcome(End.STOPPED, texts.get("import.job.columns"))
                            : new Outcome(
                                    End.DONE,
                                    texts.get(
                                            "import.job.checked",
                                            checked.report().rows(),
                                            checked.report().faulty()));
                });
    }

    JobText<TableComparison> compare() {
        return new JobText<>(
                texts.get("import.job.compare"),
                texts.get("import.job.compare.stop"),
                found -> new Outcome(End.DONE, texts.get("import.job.compared", found.read())));
    }

    JobText<ImportReport> send(int count) {
        return new JobText<>(
                texts.get("import.job.send", count),
                texts.get("import.job.send.stop"),
                report -> new Outcome(
                        report.fault() != null ? End.FAILED : report.finished() ? End.DONE : End.STOPPED,
                        report.fault() != null
                                ? report.fault()
                                : texts.get(
                                        "import.job.sent",
                                        report.published(),
                                        report.head().valid(),
                                        report.done())));
    }
}
