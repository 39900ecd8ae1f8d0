package io.orderflow.console.orderentry;

import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.FormField;
import io.orderflow.operations.entry.form.OrderTemplates;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** The named templates of the form: used, kept and removed; and how it publishes. */
final class TemplateMenu {
    private static final double WIDTH = 380;

    private final OrderEntryViewModel model;
    private final Texts texts;
    private final MenuButton button;

    TemplateMenu(OrderEntryViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        button = new MenuButton(texts.get("entry.templates"));
        button.setId("templates");
        button.setMinWidth(MenuButton.USE_PREF_SIZE);
        button.setOnShowing(event -> button.getItems().setAll(items()));
        button.getItems().setAll(new MenuItem()); // one without items does not open
    }

    MenuButton node() {
        return button;
    }

    private List<MenuItem> items() {
        List<String> names = model.templates().names();
        List<MenuItem> items = new ArrayList<>(each(names, name -> () -> model.useTemplate(name)));
        if (!names.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        var keep = new MenuItem(texts.get("entry.templates.keep"));
        keep.setId("template-keep");
        keep.setOnAction(event -> keep(button.getScene().getWindow()));
        var remove = new Menu(texts.get("entry.templates.remove"));
        remove.setDisable(names.isEmpty());
        remove.getItems().setAll(each(names, name -> () -> model.templates().remove(name)));
        var groups = new CheckMenuItem(texts.get("entry.groups"));
        groups.setSelected(model.groupedProperty().get());
        groups.setOnAction(event -> model.groupedProperty().set(groups.isSelected()));
        items.addAll(List.of(keep, remove, new SeparatorMenuItem(), groups));
        return items;
    }

    private static List<MenuItem> each(List<String> names, Function<String, Runnable> act) {
        List<MenuItem> items = new ArrayList<>();
        for (String name : names) {
            var item = new MenuItem(name);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> act.apply(name).run());
            items.add(item);
        }
        return items;
    }

    private void keep(Window owner) {
        var name = new TextField();
        name.setId("template-name");
        var field = new FormField(texts.get("entry.templates.name"), name);
        field.noteProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.templates().names().contains(name.getText().strip())
                                ? texts.get("entry.templates.replaces")
                                : "",
                        name.textProperty()));
        var content = new VBox(field);
        content.setPrefWidth(WIDTH);
        var dialog = new DialogWindow(owner, texts.get("entry.templates.title"), content, texts.get("ui.cancel"));
        Button go = dialog.action(texts.get("entry.templates.ok"), "template-ok");
        StringBinding wrong = Bindings.createStringBinding(() -> wrong(name.getText()), name.textProperty());
        dialog.reason(wrong);
        dialog.disableWhile(go, wrong.isNotEmpty());
        dialog.startAt(name);
        if (dialog.ask()) {
            OrderTemplates.Fault unused = model.keepAs(name.getText());
        }
    }

    private String wrong(String name) {
        return switch (model.templates().fault(name)) {
            case NONE -> "";
            case NAME -> texts.get("entry.templates.wrong", OrderTemplates.LONGEST_NAME);
            case TOO_MANY -> texts.get("entry.templates.many", OrderTemplates.MOST);
        };
    }
}
