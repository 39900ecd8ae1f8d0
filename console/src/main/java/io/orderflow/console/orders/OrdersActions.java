package io.orderflow.console.orders;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.table.FilterAction;
import io.orderflow.console.ui.FileChoice;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * What can be done in the tab.
 *
 * @param filter goes to the filter line
 * @param pause stops following the changes, or goes on
 * @param further reads on where it stopped to ask
 * @param scan reads the whole table, after saying what that costs
 * @param export writes what the filter asks for to a file
 * @param compare shows two selected orders beside each other
 * @param status gives the selected orders another status
 * @param another begins a new order like the selected one
 * @param motion marks rows that have just come, or does not
 */
public record OrdersActions(
        UserAction filter,
        UserAction pause,
        UserAction further,
        UserAction scan,
        UserAction export,
        UserAction compare,
        UserAction status,
        UserAction another,
        UserAction motion) {

    /**
     * @param status gives orders another status
     * @param placeLike begins a new order like the one of that id
     * @param command a shell's line of {@code orders} and more words; empty where there is none
     */
    public static OrdersActions of(
            OrdersViewModel model,
            OrderFilesViewModel files,
            OrderCompareViewModel comparison,
            UserAction status,
            Consumer<String> placeLike,
            FileChoice choice,
            Function<List<String>, String> command,
            Texts texts) {
        var filter = FilterAction.of(
                "orders-filter",
                texts.get("orders.filter.act"),
                model.table(),
                texts,
                line -> command.apply(words(model, "find")));
        var pause = UserAction.of("orders-pause", "", texts.get("orders.pause.hint"), window -> model.pausedProperty()
                        .set(!model.pausedProperty().get()))
                .named(Bindings.createStringBinding(
                        () -> texts.get(model.pausedProperty().get() ? "orders.resume" : "orders.pause"),
                        model.pausedProperty()));
        String lookFurther = texts.get("orders.further");
        var further = UserAction.of("orders-further", lookFurther, lookFurther, window -> model.lookFurther());
        var scan = UserAction.of(
                        "orders-scan",
                        texts.get("orders.scan"),
                        texts.get("orders.scan.hint"),
                        window -> model.price(size -> ScanDialog.ask(window, size, texts, model::scan)))
                .command(() -> {
                    List<String> words = new ArrayList<>(words(model, "find"));
                    words.add("--scan");
                    return command.apply(words);
                });
        var export = UserAction.of(
                        "orders-export", texts.get("orders.export"), texts.get("orders.export.hint"), window -> {
                            Path file = choice.save(window, "orders.csv");
                            if (file != null) {
                                files.export(file);
                            }
                        })
                .command(() -> command.apply(words(model, "export", "orders.csv")));
        var compare = UserAction.of(
                        "orders-compare",
                        texts.get("orders.compare"),
                        texts.get("orders.compare.hint"),
                        window -> CompareDialog.show(window, comparison, texts))
                .unless(comparison.whyNot());
        var another = UserAction.of(
                        "orders-another", texts.get("orders.another"), texts.get("orders.another.hint"), window -> {
                            OrderRow row = model.selectedProperty().get();
                            if (row != null) {
                                placeLike.accept(row.orderId());
                            }
                        })
                .unless(Bindings.createStringBinding(
                        () -> model.selectedProperty().get() == null ? texts.get("orders.another.none") : "",
                        model.selectedProperty()));
        BooleanProperty reduced = model.news().reducedMotionProperty();
        var motion = UserAction.of(
                        "orders-motion", "", texts.get("orders.motion.hint"), window -> reduced.set(!reduced.get()))
                .named(Bindings.createStringBinding(
                        () -> texts.get(reduced.get() ? "orders.motion.on" : "orders.motion.off"), reduced));
        return new OrdersActions(filter, pause, further, scan, export, compare, status, another, motion);
    }

    private static List<String> words(OrdersViewModel model, String act, @Nullable String... more) {
        List<String> words = new ArrayList<>(List.of("orders", act));
        for (String word : more) {
            words.add(Objects.requireNonNull(word));
        }
        String line = model.table().filterProperty().get().text();
        if (!line.isEmpty()) {
            words.addAll(List.of("--filter", line));
        }
        return words;
    }

    public List<UserAction> all() {
        return List.of(filter, pause, further, scan, export, compare, status, another, motion);
    }
}
