package io.orderflow.console.deadletter;

import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.DialogList;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.redrive.Budget;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.ReceiptStore.SentAlready;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Shows the frozen set with what is left out of it and how it will be sent, rehearses it when somebody wants that, and asks. Used
 * once.
 */
final class RedriveSetDialog {
    private static final double WIDTH = 720;
    private static final int HASH = 6;

    private final RedriveViewModel model;
    private final RedriveForm form;
    private final Function<List<String>, String> command;
    private final Texts texts;
    private final FaultTexts faults;
    private final Formats formats;
    private final Label count = new Label();
    private final Label set = new Label();
    private final RehearsalBox rehearsed;
    private final GridPane left = new GridPane();
    private final Label cost = Labels.wrapped("");
    private final Label warning = Labels.wrapped("");
    private final Button rehearse = new Button();
    private final SimpleBooleanProperty notReady = new SimpleBooleanProperty(true);
    private boolean asked; // for a set to be frozen, to where is known
    private Runnable resized = () -> {};
    private @Nullable RedriveFormView fields;
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
        this.form = new RedriveForm(draft);
        this.command = command;
        this.texts = texts;
        this.faults = faults;
        this.formats = formats;
        this.rehearsed = new RehearsalBox(model.rehearsal(), texts, faults, formats);
    }

    /** Sends it if somebody agrees. Waits for the answer. */
    void ask(Window owner, Protection protection) {
        var dialog = new DialogWindow(owner, texts.get("deadletter.redrive.title"), content(), texts.get("ui.cancel"));
        resized = dialog::fit;
        EnvironmentName.mustBeTyped(dialog, protection, texts);
        Button send = dialog.action(texts.get("deadletter.redrive.none"), "redrive-confirm");
        send.setMinWidth(Region.USE_PREF_SIZE);
        ButtonBar.setButtonUniformSize(send, false); // its text grows with the number
        dialog.disableWhile(send, notReady);
        ok = send;
        asides(dialog);
        Subscription all = Subscription.combine(
                model.planProperty().subscribe(this::show),
                model.planFaultProperty().subscribe(this::check),
                model.heldUntilProperty().subscribe(this::check),
                rehearsed.follow(this::rehearsalChanged));
        pace().forEach(field -> field.subscribe(() -> {
            model.used();
            check();
        }));
        form.kindProperty().subscribe(this::freeze);
        form.queueProperty().subscribe(name -> {
            asked = false;
            model.thaw();
            check();
        });
        rehearsalChanged();
        freeze();
        boolean agreed = dialog.ask();
        all.unsubscribe();
        RedrivePlan confirmed = model.planProperty().get();
        model.rehearsal().clear();
        if (agreed && confirmed != null) {
            model.start(confirmed, order(confirmed));
        }
    }

    /** What changes how it is sent, but not the set. */
    private Stream<ObservableValue<?>> pace() {
        return Stream.of(
                form.rampProperty(),
                form.stopAtProperty(),
                form.rateProperty(),
                form.followProperty(),
                form.requestsProperty(),
                form.dollarsProperty());
    }

    private void asides(DialogWindow dialog) {
        var copy = Copy.button(texts.get("ui.command"), texts, () -> command.apply(form.words(plan())));
        copy.setId("redrive-command");
        copy.setVisible(!command.apply(form.words(null)).isEmpty());
        rehearse.setId("redrive-rehearse");
        rehearse.setMinWidth(Region.USE_PREF_SIZE);
        rehearse.setOnAction(event -> {
            RedrivePlan plan = plan();
            if (model.rehearsal().progressProperty().get() != null) {
                model.rehearsal().clear();
            } else if (plan != null) {
                model.rehearsal().rehearse(plan);
            }
        });
        dialog.aside(rehearse);
        dialog.aside(copy);
    }

    private Region content() {
        count.setId("redrive-count");
        count.getStyleClass().add("strong");
        set.setId("redrive-set");
        set.getStyleClass().addAll("mono", "muted");
        set.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        left.getStyleClass().add("form-grid");
        cost.setId("redrive-cost");
        cost.getStyleClass().add("muted");
        warning.setId("redrive-warning");
        warning.getStyleClass().addAll("tone-text", "tone-danger");
        for (Label each : List.of(cost, warning)) {
            each.managedProperty().bind(each.visibleProperty());
            each.visibleProperty().bind(each.textProperty().isNotEmpty());
        }
        var view = new RedriveFormView(form, model.orderQueue(), this::named, () -> resized.run(), texts);
        fields = view;
        var content = new VBox(12, new HBox(8, count, gap, set), rehearsed, left, view, cost, warning);
        Recipe recipe = form.draft().recipe();
        if (recipe != null) {
            Label name = Labels.wrapped(texts.get("deadletter.redrive.recipe", recipe.name()));
            name.setId("redrive-recipe");
            content.getChildren().add(1, name);
        }
        var scrolled = new DialogList(content);
        scrolled.setPrefWidth(WIDTH);
        return scrolled;
    }

    private @Nullable RedrivePlan plan() {
        return model.planProperty().get();
    }

    private void freeze() {
        asked = !form.to().isEmpty();
        if (asked) {
            model.freeze(form.draft(), form.to(), form.putBack());
        } else {
            model.thaw();
        }
        check();
    }

    /** The other queue's name is there. */
    private void named() {
        if (form.kindProperty().get() == Destination.Kind.QUEUE && !asked) {
            freeze();
        }
    }

    private void rehearsalChanged() {
        rehearsed.show();
        rehearse.setText(texts.get(
                model.rehearsal().progressProperty().get() == null
                        ? "deadletter.rehearsal.start"
                        : "deadletter.rehearsal.stop"));
        resized.run();
    }

    private void show(@Nullable RedrivePlan plan) {
        count.setText(
                plan == null
                        ? texts.get("deadletter.redrive.freezing")
                        : texts.get(
                                "deadletter.redrive.count",
                                plan.count(),
                                form.draft().chosen().size(),
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
            if (fields != null) {
                fields.followedFor(plan.defaults().pace().follow().toSeconds());
            }
        }
        check();
        resized.run();
    }

    private void showLeftOut(RedrivePlan plan) {
        left.getChildren().clear();
        int row = 0;
        for (LeftOut why : LeftOut.values()) {
            int out = plan.set().leftOut(why);
            boolean back = form.putBack().contains(why);
            if (out > 0 || back) {
                var box = new CheckBox(texts.get("deadletter.left_out." + why));
                box.setId("put-back-" + why);
                box.setSelected(back);
                box.setDisable(why == LeftOut.DOES_NOT_FIT);
                box.setOnAction(event -> {
                    form.putBack(why, box.isSelected());
                    freeze();
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
        RedrivePlan plan = plan();
        RedriveForm.Wrong wrong = asked ? form.wrong() : RedriveForm.Wrong.QUEUE;
        boolean held = model.heldUntilProperty().get() != null;
        notReady.set(plan == null || plan.count() == 0 || wrong != null || !held);
        rehearse.setDisable(plan == null || plan.count() == 0);
        Throwable fault = model.planFaultProperty().get();
        if (!held) {
            warning.setText(texts.get("deadletter.redrive.stale"));
        } else if (fault != null) {
            warning.setText(faults.line(fault));
        } else if (wrong != null) {
            warning.setText(texts.get("deadletter.redrive.wrong." + wrong));
        } else {
            warning.setText(plan != null && plan.repeatsFailure() ? texts.get("deadletter.redrive.repeats") : "");
        }
        if (plan == null) {
            count.setText(texts.get(
                    fault != null || !asked || !held
                            ? "deadletter.redrive.not_frozen"
                            : "deadletter.redrive.freezing"));
            cost.setText("");
            sending(texts.get("deadletter.redrive.none"), false);
            return;
        }
        sending(texts.get("deadletter.redrive.ok", plan.count()), !plan.repeatsFailure());
        if (wrong == null) {
            cost.setText(String.join("\n", lines(plan)));
        }
    }

    /** @param byEnter repeats no known failure */
    private void sending(String text, boolean byEnter) {
        Button send = ok;
        if (send != null) {
            send.setText(text);
            send.setDefaultButton(byEnter);
        }
    }

    private List<String> lines(RedrivePlan plan) {
        RedriveOrder order = order(plan);
        Budget budget = order.estimate(plan.count());
        Budget most = order.pace().budget();
        List<String> lines = new ArrayList<>();
        lines.add(texts.get(
                order.pace().follow().isZero() ? "deadletter.redrive.cost.blind" : "deadletter.redrive.cost",
                budget.requests(),
                Formats.dollars(budget.dollars()),
                formats.duration(order.pace().follow())));
        if (budget.requests() > most.requests() || budget.dollars() > most.dollars()) {
            lines.add(texts.get("deadletter.redrive.budget"));
        }
        if (order.to().kind() != Destination.Kind.ORDER_QUEUE) {
            lines.add(texts.get(
                    "deadletter.redrive.told." + order.to().kind(), order.to().name()));
        }
        if (order.late() > 0) {
            lines.add(texts.get("deadletter.redrive.late", order.late()));
        }
        SentAlready already = plan.sentAlready();
        if (already.there() > 0) {
            lines.add(texts.get("deadletter.redrive.already.there", already.there()));
        }
        if (already.elsewhere() > 0) {
            lines.add(texts.get("deadletter.redrive.already.elsewhere", already.elsewhere()));
        }
        if (plan.set().unread() != null) {
            lines.add(texts.get("deadletter.gap.ROWS", faults.line(plan.set().unread())));
        }
        return lines;
    }

    private RedriveOrder order(RedrivePlan plan) {
        return form.order(plan, command.apply(form.words(plan)));
    }
}
