package io.orderflow.console.orderentry;

import io.orderflow.console.ui.Tone;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.PlacedEnd;
import io.orderflow.operations.entry.imports.ImportHead;
import io.orderflow.operations.entry.imports.ImportReport;
import io.orderflow.operations.entry.rows.Columns;
import io.orderflow.operations.entry.rows.FileForm;
import io.orderflow.operations.entry.rows.FileForm.Kind;
import io.orderflow.operations.entry.rows.TextEncoding.How;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.util.Map;
import java.util.stream.Collectors;

/** An import in words. */
final class ImportWords {
    private static final int LONGEST_NAME = 60;

    private static final int LONGEST = 200;

    private final Texts texts;
    private final Formats formats;

    ImportWords(Texts texts, Formats formats) {
        this.texts = texts;
        this.formats = formats;
    }

    /** How a file is written. */
    String form(FileForm form) {
        String encoding = form.encoding().charset().name();
        String text = form.encoding().how() == How.GUESSED ? texts.get("import.form.guessed", encoding) : encoding;
        if (form.kind() == Kind.JSON_LINES) {
            return texts.get("import.form.json", text);
        }
        String separator =
                switch (form.separator()) {
                    case ',' -> texts.get("import.form.comma");
                    case ';' -> texts.get("import.form.semicolon");
                    case '\t' -> texts.get("import.dialog.tab");
                    case '|' -> texts.get("import.form.pipe");
                    default -> "“" + form.separator() + "”";
                };
        return texts.get(form.header() ? "import.form.header" : "import.form.bare", text, separator);
    }

    /** Which columns are which, where they are not called so, and which are none. */
    String columns(ImportedFile file) {
        Columns columns = file.columns();
        if (columns == null) {
            return "";
        }
        String renamed = columns.names(file.form()).entrySet().stream()
                .filter(each -> !each.getKey().wireName().equals(each.getValue()))
                .map(this::mapped)
                .collect(Collectors.joining(", "));
        String ignored = columns.ignored().isEmpty()
                ? ""
                : " · " + texts.get("import.ignored", VisibleText.line(String.join(", ", columns.ignored()), LONGEST));
        String made = columns.statusMade(file.form()) ? " · " + texts.get("import.status", OrderStatus.NEW.name()) : "";
        return (renamed.isEmpty() ? "" : " · " + renamed) + made + ignored;
    }

    private String mapped(Map.Entry<OrderField, String> column) {
        return texts.get(
                "import.mapped", texts.get(column.getKey().labelKey()), VisibleText.line(column.getValue(), LONGEST));
    }

    /** What is left to be said of one that has ended. */
    String line(ImportReport report) {
        if (report.fault() != null) {
            return texts.get("import.fault", report.fault(), report.id());
        }
        if (report.stopped() != null) {
            return texts.get("import.stopped." + report.stopped(), report.id());
        }
        return texts.get(
                "import.id",
                report.id(),
                formats.number(report.done()),
                formats.number(report.head().valid()));
    }

    static Tone tone(PlacedEnd end) {
        return switch (end) {
            case STORED, REPLACED, DUPLICATE, SUPERSEDED -> Tone.SUCCESS;
            case DEAD_LETTERED, REFUSED -> Tone.DANGER;
            case UNDER_WAY -> Tone.NEUTRAL;
            case UNKNOWN -> Tone.WARNING;
        };
    }

    /** The name of the file, without where it is. */
    String file(ImportHead head) {
        return VisibleText.line(head.file().replaceFirst(".*[/\\\\]", ""), LONGEST_NAME);
    }
}
