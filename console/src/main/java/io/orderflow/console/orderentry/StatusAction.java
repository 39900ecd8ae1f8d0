package io.orderflow.console.orderentry;

import io.orderflow.console.action.UserAction;
import io.orderflow.operations.entry.ShownOrder;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableIntegerValue;

/** Giving the chosen orders another status, as an act. */
public final class StatusAction {
    /** A line with more ids is of no use to people. */
    private static final int MOST_IDS = 200;

    private StatusAction() {}

    /**
     * @param chosen the orders as they are shown
     * @param count how many
     * @param protection of the environment
     * @param command makes a shell's line of arguments
     */
    public static UserAction of(
            StatusChangesViewModel model,
            Supplier<List<ShownOrder>> chosen,
            ObservableIntegerValue count,
            Protection protection,
            Function<List<String>, String> command,
            StatusWords words,
            Texts texts,
            FaultTexts faults) {
        String readOnly = new FaultTexts(texts).whyNot(protection);
        return UserAction.of("orders-status", texts.get("entry.status.act"), texts.get("entry.status.hint"), window -> {
                    StatusDraft draft = model.draft(chosen.get());
                    var dialog = new StatusDialog(
                            draft, (orders, to) -> command(orders, to.wire(), command), words, texts, faults);
                    if (dialog.ask(window, protection)) {
                        model.start(draft);
                    }
                })
                .command(() ->
                        count.get() == 0 || count.get() > MOST_IDS ? "" : command(chosen.get(), "STATUS", command))
                .unless(Bindings.createStringBinding(
                        () -> !readOnly.isEmpty() || count.get() > 0 ? readOnly : texts.get("table.nothing_selected"),
                        count));
    }

    private static String command(List<ShownOrder> orders, String status, Function<List<String>, String> command) {
        boolean option = orders.stream().anyMatch(order -> order.orderId().startsWith("-"));
        if (orders.size() > MOST_IDS || option) {
            return "";
        }
        List<String> words = new ArrayList<>(List.of("orders", "status"));
        orders.forEach(order -> words.add(order.orderId()));
        words.add(status);
        return command.apply(words);
    }
}
