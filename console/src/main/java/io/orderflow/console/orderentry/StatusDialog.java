package io.orderflow.console.orderentry;

import io.orderflow.console.orderentry.StatusDraft.Changed;
import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.DialogList;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Pill;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.entry.ShownOrder;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Says what a change of status does and to which orders, and asks; again where one is not what was shown. Used once. */
final class StatusDialog {
    private static final double WIDTH = 560;
    private static final double ID_WIDTH = 190;
    private static final double LIST_HEIGHT = 290;
    /** More are counted, not listed. */
    private static final int LISTED = 20;

    private final StatusDraft draft;
    private final BiFunction<List<ShownOrder>, OrderStatus, String> command;
    private final StatusWords words;
    private final Texts texts;
    private final FaultTexts faults;
    private final ComboBox<OrderStatus> choice = new ComboBox<>();
    private final Label same = Labels.wrapped("");
    private final Label differ = Labels.wrapped("");
    private final CheckBox include = new CheckBox();
    private final VBox asking = new VBox(8, differ, include);
    private final VBox lines = new VBox();

    /** @param command a shell's line that does the same; empty where there is none */
    StatusDialog(
            StatusDraft draft,
            BiFunction<List<ShownOrder>, OrderStatus, String> command,
            StatusWords words,
            Texts texts,
            FaultTexts faults) {
        this.draft = draft;
        this.command = command;
        this.words = words;
        this.texts = texts;
        this.faults = faults;
    }

    /** True where somebody went ahead. Waits for the answer. */
    boolean ask(Window owner, Protection protection) {
        List<ShownOrder> orders = draft.orders();
        String one = StatusWords.id(orders.get(0).orderId());
        var dialog = new DialogWindow(
                owner, texts.get("entry.status.title", orders.size(), one), content(), texts.get("ui.cancel"));
        EnvironmentName.mustBeTyped(dialog, protection, texts);
        StringBinding whyNot = Bindings.createStringBinding(
                this::whyNot, draft.statusProperty(), draft.eventsProperty(), draft.readingProperty());
        dialog.reason(whyNot);
        Button publish = dialog.action("", "status-publish");
        publish.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get(
                                "entry.status.ok", draft.eventsProperty().get()),
                        draft.eventsProperty()));
        ButtonBar.setButtonUniformSize(publish, false);
        dialog.disableWhile(publish, whyNot.isNotEmpty());
        publish.setOnAction(event -> draft.check(dialog::goAhead));
        dialog.aside(copy());
        dialog.startAt(choice);
        draft.changedProperty().addListener((property, before, now) -> {
            show();
            dialog.fit(); // there is more in it now
            include.requestFocus();
        });
        show();
        boolean agreed = dialog.ask();
        draft.close();
        return agreed;
    }

    private String whyNot() {
        if (draft.readingProperty().get()) {
            return texts.get("entry.status.reading");
        }
        if (draft.eventsProperty().get() == 0) {
            return texts.get("entry.status.none");
        }
        return draft.statusProperty().get() == null ? texts.get("entry.status.choose") : "";
    }

    private Button copy() {
        var copy = Copy.button(texts.get("ui.command"), texts, () -> {
            OrderStatus to = draft.statusProperty().get();
            return to == null ? "" : command.apply(draft.orders(), to);
        });
        copy.setId("status-command");
        copy.setVisible(!command.apply(draft.orders(), OrderStatus.NEW).isEmpty());
        copy.disableProperty().bind(draft.statusProperty().isNull());
        return copy;
    }

    private VBox content() {
        choice.setId("status-choice");
        choice.getItems().setAll(OrderStatus.values());
        choice.setPromptText(texts.get("entry.status.choose"));
        choice.valueProperty().bindBidirectional(draft.statusProperty());
        choice.disableProperty().bind(draft.readingProperty());
        var label = new Label(texts.get("entry.status.to"));
        label.setLabelFor(choice);
        List.of(label, choice).forEach(each -> each.setMinWidth(Region.USE_PREF_SIZE));
        same.getStyleClass().add("muted");
        same.setId("status-same");
        same.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(same, Priority.ALWAYS);
        var line = new HBox(8, label, choice, same);
        line.setAlignment(Pos.CENTER_LEFT);
        Label what = Labels.wrapped(texts.get("entry.status.what"));
        Label window = Labels.wrapped(texts.get("entry.status.window"));
        window.setId("status-window");
        window.getStyleClass().add("muted");
        var banner = new ErrorBanner();
        draft.faultProperty().subscribe(banner.faults(texts, faults));
        asking();
        lines.setId("status-orders");
        lines.getStyleClass().add("status-lines");
        Label counts =
                Labels.wrapped(texts.get("entry.status.orders", draft.orders().size(), words.counts(draft.orders())));
        counts.setId("status-counts");
        var list = new VBox(new DialogList(lines));
        list.getStyleClass().add("panel");
        list.setMaxHeight(LIST_HEIGHT);
        VBox.setVgrow(list, Priority.ALWAYS);
        draft.statusProperty().subscribe(to -> show());
        draft.includeProperty().subscribe(with -> show());
        var content = new VBox(12, line, counts, list, asking, banner, what, window);
        content.setPrefWidth(WIDTH);
        return content;
    }

    private void asking() {
        asking.setId("status-asking");
        asking.managedProperty().bind(asking.visibleProperty());
        asking.disableProperty().bind(draft.readingProperty());
        differ.getStyleClass().addAll("tone-text", Tone.WARNING.styleClass());
        include.setId("status-include");
        include.setWrapText(true);
        include.setMinHeight(Region.USE_PREF_SIZE);
        include.managedProperty().bind(include.visibleProperty());
        draft.includeProperty().bind(include.selectedProperty());
    }

    private void show() {
        OrderStatus to = draft.statusProperty().get();
        long already = to == null
                ? 0
                : draft.orders().stream()
                        .filter(order -> to.name().equals(order.status()))
                        .count();
        same.setText(already == 0 ? "" : texts.get("entry.status.same", already));
        List<Changed> changed = draft.changedProperty().get();
        long there = changed.stream().filter(each -> each.now() != null).count();
        asking.setVisible(!changed.isEmpty());
        differ.setText(texts.get("entry.status.differ", changed.size(), changed.size() - there));
        include.setText(texts.get("entry.status.include", there));
        include.setVisible(there > 0);
        list(to, changed);
    }

    /** Those that are not what was shown first. */
    private void list(@Nullable OrderStatus to, List<Changed> changed) {
        Map<String, Changed> different =
                changed.stream().collect(Collectors.toMap(each -> each.shown().orderId(), each -> each));
        List<ShownOrder> others = draft.orders().stream()
                .filter(order -> !different.containsKey(order.orderId()))
                .limit(LISTED)
                .toList();
        lines.getChildren().clear();
        changed.stream().limit(LISTED).forEach(each -> lines.getChildren().add(line(each.shown(), each, to)));
        others.stream().limit(Math.max(0, LISTED - changed.size())).forEach(each -> lines.getChildren()
                .add(line(each, null, to)));
        int more = draft.orders().size() - lines.getChildren().size();
        if (more > 0) {
            Label rest = Labels.wrapped(texts.get("entry.status.more", more));
            rest.getStyleClass().add("muted");
            lines.getChildren().add(rest);
        }
    }

    private Node line(ShownOrder shown, @Nullable Changed changed, @Nullable OrderStatus to) {
        ShownOrder row = changed == null ? shown : changed.now();
        Label id = Labels.wrapped(StatusWords.id(shown.orderId()));
        id.getStyleClass().add("mono");
        id.setPrefWidth(ID_WIDTH);
        id.setMinWidth(ID_WIDTH);
        var line = new HBox(8, id);
        line.setAlignment(Pos.CENTER_LEFT);
        boolean leftOut = row == null
                || !row.order()
                || (changed != null && !draft.includeProperty().get());
        if (row != null) {
            line.getChildren().add(pill(row.status()));
        }
        if (leftOut) {
            String why = row != null && !row.order() ? "entry.status.no_order" : "entry.status.left_out";
            Label left = Labels.wrapped(texts.get(why));
            left.getStyleClass().add("muted");
            line.getChildren().add(left);
        } else if (to != null) {
            line.getChildren().addAll(new Label("→"), pill(to.name()));
        }
        if (changed == null) {
            return line;
        }
        Label difference = Labels.wrapped(words.changed(changed));
        difference.getStyleClass().addAll("tone-text", Tone.WARNING.styleClass());
        return new VBox(2, line, difference);
    }

    private Region pill(@Nullable String status) {
        OrderStatus ours = status == null ? null : OrderStatus.of(status).orElse(null);
        return ours == null ? new Pill(words.status(status), Tone.NEUTRAL) : new Pill(ours.name(), Tone.of(ours));
    }
}
