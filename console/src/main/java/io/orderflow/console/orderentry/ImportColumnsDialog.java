package io.orderflow.console.orderentry;

import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.FormField;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.imports.AgainstTable;
import io.orderflow.operations.entry.imports.CheckedFile;
import io.orderflow.operations.entry.rows.FileForm;
import io.orderflow.operations.entry.rows.FileForm.Kind;
import io.orderflow.operations.entry.rows.FormWish;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.nio.charset.Charset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Asks how a file is written, and which of its columns is which field. FX thread only. */
final class ImportColumnsDialog {
    private static final double WIDTH = 560;
    private static final List<String> ENCODINGS =
            List.of("UTF-8", "windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-16BE");
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    private final OrderImportViewModel model;
    private final Texts texts;
    private final ComboBox<String> encoding = new ComboBox<>();
    private final ComboBox<String> separator = new ComboBox<>();
    private final CheckBox header = new CheckBox();
    private final Map<OrderField, ComboBox<String>> columns = new EnumMap<>(OrderField.class);

    ImportColumnsDialog(OrderImportViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    /** Reads the file again as somebody says. Waits for the answer. */
    void ask(Window owner) {
        ImportedFile file = model.fileProperty().get();
        if (file == null) {
            return;
        }
        Label what = Labels.wrapped(texts.get("import.dialog.what", file.name()));
        var lines = new VBox(12, what, form(file.form()), fields(file));
        lines.setPrefWidth(WIDTH);
        var dialog = new DialogWindow(owner, texts.get("import.dialog.title"), lines, texts.get("ui.cancel"));
        Button go = dialog.action(texts.get("import.dialog.ok"), "columns-ok");
        StringBinding wrong = wrong();
        dialog.reason(wrong);
        dialog.disableWhile(go, wrong.isNotEmpty());
        if (dialog.ask()) {
            model.again(wish(file.form()), named(file.form()));
        }
    }

    private Node form(FileForm form) {
        encoding.setId("columns-encoding");
        encoding.getItems().setAll(ENCODINGS);
        encoding.setEditable(true);
        encoding.setValue(form.encoding().charset().name());
        separator.setId("columns-separator");
        SEPARATORS.forEach(each -> separator.getItems().add(shown(each)));
        separator.setEditable(true);
        separator.setValue(shown(form.separator()));
        header.setId("columns-header");
        header.setText(texts.get("import.dialog.header"));
        header.setSelected(form.header());
        var grid = grid();
        grid.add(new FormField(texts.get("import.dialog.encoding"), encoding), 0, 0);
        if (form.kind() == Kind.CSV) {
            grid.add(new FormField(texts.get("import.dialog.separator"), separator), 1, 0);
            grid.add(header, 0, 1, 2, 1);
        }
        return grid;
    }

    private Node fields(ImportedFile file) {
        var grid = grid();
        Map<OrderField, String> known =
                file.columns() == null ? Map.of() : file.columns().names(file.form());
        int at = 0;
        for (OrderField field : OrderField.values()) {
            var choice = new ComboBox<String>();
            choice.setId("columns-" + field.wireName());
            choice.setEditable(true);
            choice.getItems().setAll(names(file.form()));
            choice.setValue(known.getOrDefault(field, ""));
            columns.put(field, choice);
            grid.add(new FormField(texts.get(field.labelKey()), choice), at % 2, at / 2);
            at++;
        }
        return grid;
    }

    private static GridPane grid() {
        var grid = new GridPane();
        grid.getStyleClass().add("form-grid");
        for (int i = 0; i < 2; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(50);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }

    private static List<String> names(FileForm form) {
        return form.header()
                ? form.first()
                : IntStream.rangeClosed(1, form.first().size())
                        .mapToObj(Integer::toString)
                        .toList();
    }

    private String shown(char each) {
        return each == '\t' ? texts.get("import.dialog.tab") : Character.toString(each);
    }

    /** Empty where it can be read again. */
    private StringBinding wrong() {
        Observable[] all = new Observable[columns.size() + 2];
        all[0] = encoding.getEditor().textProperty();
        all[1] = separator.getEditor().textProperty();
        int at = 2;
        for (ComboBox<String> each : columns.values()) {
            all[at++] = each.getEditor().textProperty();
        }
        return Bindings.createStringBinding(
                () -> {
                    if (!known(encoding.getEditor().getText())) {
                        return texts.get("import.dialog.encoding.wrong");
                    }
                    String between = separator.getEditor().getText();
                    if (between.length() != 1 && !between.equals(shown('\t'))) {
                        return texts.get("import.dialog.separator.wrong");
                    }
                    Set<String> chosen = new HashSet<>();
                    for (ComboBox<String> each : columns.values()) {
                        String column = each.getEditor().getText().strip();
                        if (!column.isEmpty() && !chosen.add(column)) {
                            return texts.get("import.dialog.twice", column);
                        }
                    }
                    return "";
                },
                all);
    }

    private static boolean known(String encoding) {
        try {
            return Charset.isSupported(encoding.strip());
        } catch (IllegalArgumentException noName) {
            return false;
        }
    }

    private FormWish wish(FileForm form) {
        String between = separator.getEditor().getText();
        return new FormWish(
                Charset.forName(encoding.getEditor().getText().strip()),
                between.equals(shown('\t')) ? '\t' : between.charAt(0),
                form.kind() == Kind.CSV ? header.isSelected() : null);
    }

    /** What is said; where the columns themselves may be others now, they are found by their names again. */
    private Map<String, OrderField> named(FileForm form) {
        Map<String, OrderField> named = new LinkedHashMap<>();
        boolean others = form.kind() == Kind.CSV
                && (!separator.getEditor().getText().equals(shown(form.separator()))
                        || header.isSelected() != form.header());
        columns.forEach((field, choice) -> {
            String column = choice.getEditor().getText().strip();
            if (!others && !column.isEmpty() && !(form.kind() == Kind.JSON_LINES && column.equals(field.wireName()))) {
                named.put(column, field);
            }
        });
        return named;
    }

    /** Whether somebody agrees to what reading the table costs. Waits for the answer. */
    static boolean agreed(Window owner, CheckedFile checked, Texts texts) {
        long orders = checked.orders();
        Label what = Labels.wrapped(
                texts.get("import.compare.costs", orders, orders, Formats.dollars(AgainstTable.price(orders))));
        what.setPrefWidth(WIDTH);
        var dialog = new DialogWindow(owner, texts.get("import.compare.title"), what, texts.get("ui.cancel"));
        Button unused = dialog.action(texts.get("import.compare.ok"), "compare-ok");
        return dialog.ask();
    }
}
