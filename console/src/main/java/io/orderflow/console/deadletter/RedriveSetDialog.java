package io.orderflow.console.deadletter;

import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.deadletter.redrive.Budget;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Shows the frozen set with what is left out of it and how it will be sent, and asks. Used once. */
final class RedriveSetDialog {
    private static final double WIDTH = 620;
    private static final int HASH = 6;

    private final RedriveViewModel model;
    private final RedriveDraft draft;
    private final Function<List<String>, String> command;
    private final Texts texts;
    private final FaultTexts faults;
    private final Formats formats;
    private final Set<LeftOut> putBack = EnumSet.noneOf(LeftOut.class);
    private final Label count = new Label();
    private final Label set = new Label();
    private final GridPane left = new GridPane();
    private final ChoiceBox<List<Integer>> ramp = new ChoiceBox<>();
    private final TextField stopAt = new TextField(Integer.toString(RedriveOrder.STOP_AT_PERCENT));
    private final TextField rate = new TextField();
    private final Label cost = Labels.wrapped("");
    private final SimpleBooleanProperty notReady = new SimpleBooleanProperty(true);
    private @Nullable Button ok;

    /** @param command makes a shell's line of arguments */
    RedriveSetDialog(
            RedriveViewModel model,
            RedriveDraft draft,
            Function<List<String>, String> command,
            Texts texts,
            FaultTexts faults,
            Formats formats) {
        this.model = model;
        this.draft = draft;
        this.command = command;
        this.texts = texts;
        this.faults = faults;
        this.formats = formats;
    }

    /** Sends it if somebody agrees. Waits for the answer. */
    void ask(Window owner, Protection protection) {
        var dialog = new DialogWindow(owner, texts.get("deadletter.redrive.title"), content(), texts.get("ui.cancel"));
        EnvironmentName.mustBeTyped(dialog, protection, texts);
        Button send = dialog.action(texts.get("deadletter.redrive.none"), "redrive-confirm");
        send.setMinWidth(Region.USE_PREF_SIZE);
        ButtonBar.setButtonUniformSize(send, false); // its text grows with the number
        dialog.disableWhile(send, notReady);
        ok = send;
        Subscription plan = model.planProperty().subscribe(now -> {
            show(now);
            dialog.fit();
        });
        Subscription fault = model.planFaultProperty().subscribe(now -> {
            if (now != null) {
                cost.setText(faults.line(now));
            }
        });
        stopAt.textProperty().subscribe(text -> check());
        rate.textProperty().subscribe(text -> check());
        ramp.valueProperty().subscribe(stages -> check());
        model.freeze(draft, "OrderQueue", putBack);
        boolean agreed = dialog.ask();
        plan.unsubscribe();
        fault.unsubscribe();
        RedrivePlan confirmed = model.planProperty().get();
        if (agreed && confirmed != null) {
            model.start(confirmed, order(confirmed));
        }
    }

    private VBox content() {
        count.setId("redrive-count");
        count.getStyleClass().add("strong");
        set.setId("redrive-set");
        set.getStyleClass().addAll("mono", "muted");
        set.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        left.getStyleClass().add("form-grid");
        ramp.setId("redrive-ramp");
        ramp.getItems().setAll(List.of(RedriveOrder.RAMP, List.of()));
        ramp.setConverter(new RampNames(texts));
        ramp.setValue(RedriveOrder.RAMP);
        stopAt.setId("redrive-stop-at");
        rate.setId("redrive-rate");
        rate.setPromptText(texts.get("deadletter.redrive.rate.none"));
        stopAt.setPrefColumnCount(3);
        rate.setPrefColumnCount(9);
        stopAt.setMinWidth(Region.USE_PREF_SIZE);
        rate.setMinWidth(Region.USE_PREF_SIZE);
        var options = new FlowPane(
                14,
                8,
                option("deadletter.redrive.ramp", ramp),
                option("deadletter.redrive.stop_at", stopAt),
                option("deadletter.redrive.rate", rate));
        cost.setId("redrive-cost");
        cost.getStyleClass().add("muted");
        var copy = Copy.button(texts.get("ui.command"), texts, () -> command.apply(words()));
        copy.setId("redrive-command");
        copy.setVisible(!command.apply(words()).isEmpty());
        var content = new VBox(14, new HBox(8, count, gap, set), left, options, cost, copy);
        content.setPrefWidth(WIDTH);
        if (draft.recipe() != null) {
            Label recipe = Labels.wrapped(
                    texts.get("deadletter.redrive.recipe", draft.recipe().name()));
            recipe.setId("redrive-recipe");
            content.getChildren().add(1, recipe);
        }
        return content;
    }

    private HBox option(String key, Node of) {
        var label = new Label(texts.get(key));
        label.setLabelFor(of);
        label.setMinWidth(Region.USE_PREF_SIZE);
        var option = new HBox(8, label, of);
        option.setAlignment(Pos.CENTER_LEFT);
        return option;
    }

    private void show(@Nullable RedrivePlan plan) {
        count.setText(
                plan == null
                        ? texts.get("deadletter.redrive.freezing")
                        : texts.get(
                                "deadletter.redrive.count",
                                plan.count(),
                                draft.chosen().size(),
                                plan.defaults().to().name()));
        set.setText(
                plan == null
                        ? ""
                        : texts.get(
                                "deadletter.redrive.set",
                                plan.hash().substring(0, HASH),
                                formats.clock(plan.at(), plan.at())));
        left.setDisable(plan == null);
        if (plan != null) {
            showLeftOut(plan);
        }
        check();
    }

    private void showLeftOut(RedrivePlan plan) {
        left.getChildren().clear();
        int row = 0;
        for (LeftOut why : LeftOut.values()) {
            int out = plan.set().leftOut(why);
            if (out > 0 || putBack.contains(why)) {
                var box = new CheckBox(texts.get("deadletter.left_out." + why));
                box.setId("put-back-" + why);
                box.setSelected(putBack.contains(why));
                box.setDisable(why == LeftOut.DOES_NOT_FIT);
                box.setOnAction(event -> {
                    if (!putBack.remove(why)) {
                        putBack.add(why);
                    }
                    model.freeze(draft, "OrderQueue", EnumSet.copyOf(putBack));
                });
                String number = out > 0
                        ? texts.get("deadletter.left_out.count", out)
                        : texts.get("deadletter.left_out.put_back");
                left.addRow(row++, box, new Label(number));
            }
        }
    }

    /** What it costs, and whether it can be sent as it is set. */
    private void check() {
        RedrivePlan plan = model.planProperty().get();
        boolean valid = number(stopAt, 0, 100) >= 0 && (rate.getText().isBlank() || number(rate, 1, 100_000) > 0);
        notReady.set(plan == null || plan.count() == 0 || !valid);
        Button send = ok;
        if (plan == null || send == null) {
            return;
        }
        send.setText(texts.get("deadletter.redrive.ok", plan.count()));
        send.setDefaultButton(!plan.repeatsFailure()); // Enter repeats no known failure
        if (!valid) {
            cost.setText(texts.get("deadletter.redrive.numbers"));
            return;
        }
        RedriveOrder order = order(plan);
        Budget budget = order.estimate(plan.count());
        String line = texts.get(
                "deadletter.redrive.cost",
                budget.requests(),
                Formats.dollars(budget.dollars()),
                formats.duration(order.follow()));
        List<String> lines = new ArrayList<>(List.of(line));
        if (order.late() > 0) {
            lines.add(texts.get("deadletter.redrive.late", order.late()));
        }
        if (plan.set().unread() != null) {
            lines.add(texts.get("deadletter.gap.ROWS", faults.line(plan.set().unread())));
        }
        if (plan.repeatsFailure()) {
            lines.add(texts.get("deadletter.redrive.repeats"));
        }
        cost.setText(String.join("\n", lines));
    }

    private RedriveOrder order(RedrivePlan plan) {
        return plan.order(
                ramp.getValue(),
                (int) number(stopAt, 0, 100),
                rate.getText().isBlank() ? 0 : (int) number(rate, 1, 100_000),
                command.apply(words()));
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("dead-letters", "redrive"));
        words.addAll(draft.selection());
        if (!putBack.isEmpty()) {
            words.add("--include");
            words.add(String.join(
                    ",",
                    putBack.stream()
                            .map(why -> why.name().toLowerCase(Locale.ROOT))
                            .toList()));
        }
        if (ramp.getValue() != null && ramp.getValue().isEmpty()) {
            words.addAll(List.of("--ramp", "none"));
        }
        if (!stopAt.getText().strip().equals(Integer.toString(RedriveOrder.STOP_AT_PERCENT))) {
            words.addAll(List.of("--stop-at", stopAt.getText().strip()));
        }
        if (!rate.getText().isBlank()) {
            words.addAll(List.of("--rate", rate.getText().strip()));
        }
        RedrivePlan plan = model.planProperty().get();
        if (plan != null) {
            words.addAll(List.of("--expect-set", plan.hash()));
        }
        return words;
    }

    /** Negative where it is none. */
    private static long number(TextField field, int least, int most) {
        String text = field.getText().strip();
        if (!text.matches("[0-9]{1,6}")) {
            return -1;
        }
        long number = Long.parseLong(text);
        return number < least || number > most ? -1 : number;
    }
}
