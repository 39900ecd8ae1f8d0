package io.orderflow.console.deadletter;

import io.orderflow.operations.deadletter.redrive.Budget;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** How a draft is to be sent, as somebody sets it; the same in words of a command. What is empty is left to the default. */
final class RedriveForm {
    /** What can be wrong, first things first; the texts name it so. */
    enum Wrong {
        QUEUE,
        STOP_AT,
        RATE,
        FOLLOW,
        REQUESTS,
        DOLLARS
    }

    private static final String ORDER_QUEUE = "OrderQueue";
    private static final String TOPIC = "topic";
    private static final int MOST_PERCENT = 100;

    private final RedriveDraft draft;
    private final Set<LeftOut> putBack = EnumSet.noneOf(LeftOut.class);
    private final ObjectProperty<Destination.Kind> kind = new SimpleObjectProperty<>(Destination.Kind.ORDER_QUEUE);
    private final StringProperty queue = new SimpleStringProperty("");
    private final ObjectProperty<List<Integer>> ramp = new SimpleObjectProperty<>(RedriveOrder.RAMP);
    private final StringProperty stopAt = new SimpleStringProperty(Integer.toString(RedriveOrder.STOP_AT_PERCENT));
    private final StringProperty rate = new SimpleStringProperty("");
    private final StringProperty follow = new SimpleStringProperty("");
    private final StringProperty requests = new SimpleStringProperty("");
    private final StringProperty dollars = new SimpleStringProperty("");

    RedriveForm(RedriveDraft draft) {
        this.draft = draft;
    }

    RedriveDraft draft() {
        return draft;
    }

    /** What is sent although it would be left out. */
    Set<LeftOut> putBack() {
        return EnumSet.copyOf(putBack);
    }

    void putBack(LeftOut why, boolean back) {
        boolean unused = back ? putBack.add(why) : putBack.remove(why);
    }

    ObjectProperty<Destination.Kind> kindProperty() {
        return kind;
    }

    /** The name of another queue. */
    StringProperty queueProperty() {
        return queue;
    }

    ObjectProperty<List<Integer>> rampProperty() {
        return ramp;
    }

    StringProperty stopAtProperty() {
        return stopAt;
    }

    StringProperty rateProperty() {
        return rate;
    }

    StringProperty followProperty() {
        return follow;
    }

    StringProperty requestsProperty() {
        return requests;
    }

    StringProperty dollarsProperty() {
        return dollars;
    }

    /** As a command's {@code --to}; empty while a name is to be typed. */
    String to() {
        return switch (kind.get()) {
            case ORDER_QUEUE -> ORDER_QUEUE;
            case TOPIC -> TOPIC;
            case QUEUE, BACKUP -> queue.get().strip();
        };
    }

    /** Null where nothing is. */
    @Nullable
    Wrong wrong() {
        if (to().isEmpty()) {
            return Wrong.QUEUE;
        }
        if (number(stopAt, 0) < 0 || number(stopAt, 0) > MOST_PERCENT) {
            return Wrong.STOP_AT;
        }
        if (given(rate) && number(rate, 1) < 0) {
            return Wrong.RATE;
        }
        if (given(follow) && number(follow, 0) < 0) {
            return Wrong.FOLLOW;
        }
        if (given(requests) && number(requests, 1) < 0) {
            return Wrong.REQUESTS;
        }
        return given(dollars) && amount() <= 0 ? Wrong.DOLLARS : null;
    }

    /** Of what is frozen; only while nothing is wrong. */
    RedriveOrder order(RedrivePlan plan, String commandLine) {
        RedriveOrder order = plan.defaults()
                .withRamp(ramp.get(), staged(plan) ? (int) number(stopAt, 0) : RedriveOrder.STOP_AT_PERCENT)
                .withRate(given(rate) ? (int) number(rate, 1) : 0)
                .withBudget(new Budget(
                        given(requests) ? number(requests, 1) : Budget.NONE.requests(),
                        given(dollars) ? amount() : Budget.NONE.dollars()))
                .by(commandLine, false);
        return given(follow) ? order.withFollow(Duration.ofSeconds(number(follow, 0))) : order;
    }

    /** Whether a stage waits for the ends of the one before. */
    private boolean staged(@Nullable RedrivePlan plan) {
        boolean byDefault = plan == null
                ? kind.get() != Destination.Kind.QUEUE
                : plan.defaults().to().followed();
        return !ramp.get().isEmpty() && (given(follow) ? number(follow, 0) > 0 : byDefault);
    }

    /** @param plan null while there is none */
    List<String> words(@Nullable RedrivePlan plan) {
        List<String> words = new ArrayList<>(List.of("dead-letters", "redrive"));
        words.addAll(draft.selection());
        if (!to().equals(ORDER_QUEUE)) {
            words.addAll(List.of("--to", to()));
        }
        if (!putBack.isEmpty()) {
            List<String> reasons = putBack.stream()
                    .map(why -> why.name().toLowerCase(Locale.ROOT))
                    .toList();
            words.addAll(List.of("--include", String.join(",", reasons)));
        }
        if (ramp.get().isEmpty()) {
            words.addAll(List.of("--ramp", "none"));
        }
        if (staged(plan) && !stopAt.get().strip().equals(Integer.toString(RedriveOrder.STOP_AT_PERCENT))) {
            words.addAll(List.of("--stop-at", stopAt.get().strip()));
        }
        option(words, "--rate", rate);
        option(words, "--follow", follow);
        option(words, "--most-requests", requests);
        option(words, "--most-dollars", dollars);
        if (plan != null) {
            words.addAll(List.of("--expect-set", plan.hash()));
        }
        return words;
    }

    private static void option(List<String> words, String name, StringProperty value) {
        if (given(value)) {
            words.addAll(List.of(name, value.get().strip()));
        }
    }

    private static boolean given(StringProperty field) {
        return !field.get().isBlank();
    }

    /** Negative where it is none, or less. */
    private static long number(StringProperty field, long least) {
        String text = field.get().strip();
        long number = text.matches("[0-9]{1,6}") ? Long.parseLong(text) : -1;
        return number < least ? -1 : number;
    }

    /** In dollars; 0 where it is none. */
    private double amount() {
        String text = dollars.get().strip();
        return text.matches("[0-9]{1,6}([.][0-9]{1,6})?") ? Double.parseDouble(text) : 0;
    }
}
