package io.orderflow.console.orderentry;

import io.orderflow.console.orderentry.StatusDraft.Changed;
import io.orderflow.operations.entry.ShownOrder;
import io.orderflow.operations.entry.StatusChanges.LeftOut;
import io.orderflow.operations.entry.StatusChanges.Result;
import io.orderflow.operations.entry.StatusChanges.Why;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said of changes of status. */
public final class StatusWords {
    private static final int LONGEST = 64;
    /** So many are named in a line. */
    private static final int NAMED = 3;

    private final Texts texts;
    private final FaultTexts faults;

    public StatusWords(Texts texts, FaultTexts faults) {
        this.texts = texts;
        this.faults = faults;
    }

    String title(int events, OrderStatus to) {
        return texts.get("entry.status.job", events, to.name());
    }

    String ifStopped() {
        return texts.get("entry.status.stopped");
    }

    /** In one line: how many were published, and which were left out and why. */
    String outcome(Result result) {
        String published =
                texts.get("entry.status.published", result.published().size());
        List<LeftOut> left = result.leftOut();
        if (left.isEmpty()) {
            return published;
        }
        String which =
                left.size() <= NAMED ? left.stream().map(this::line).collect(Collectors.joining("; ")) : counted(left);
        return texts.get("entry.status.partly", published, left.size(), which);
    }

    private String counted(List<LeftOut> left) {
        Map<Why, Integer> counts = new LinkedHashMap<>();
        left.forEach(each -> counts.merge(each.why(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(each -> texts.get("entry.status.left." + each.getKey(), each.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** An order that got no event, and why. */
    String line(LeftOut each) {
        Exception cause = each.cause();
        String detail = cause == null ? status(each.now()) : cause(each.why(), cause);
        return texts.get("entry.status.why." + each.why(), id(each.orderId()), detail);
    }

    private String cause(Why why, Exception cause) {
        return why != Why.NO_ORDER ? faults.line(cause) : String.valueOf(cause.getMessage());
    }

    static String id(String orderId) {
        return VisibleText.line(orderId, LONGEST);
    }

    String status(@Nullable String status) {
        return status == null ? "–" : VisibleText.line(status, LONGEST);
    }

    /** How an order is not what was shown. */
    String changed(Changed each) {
        ShownOrder now = each.now();
        if (now == null) {
            return texts.get("entry.status.gone");
        }
        List<ShownOrder.Difference> all = each.shown().differences(now);
        List<ShownOrder.Difference> told = all.size() == 1
                ? all
                : all.stream()
                        .filter(one -> !one.attribute().equals("timestamp"))
                        .toList();
        if (told.isEmpty()) {
            return texts.get("entry.status.odd");
        }
        return told.stream()
                .map(one -> texts.get("entry.status.was", one.attribute(), status(one.shown()), status(one.now())))
                .collect(Collectors.joining("; "));
    }

    /** How many orders have which status. */
    String counts(List<ShownOrder> orders) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        orders.forEach(order -> counts.merge(status(order.status()), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(each -> texts.get("entry.status.count", each.getValue(), each.getKey()))
                .collect(Collectors.joining(" · "));
    }
}
