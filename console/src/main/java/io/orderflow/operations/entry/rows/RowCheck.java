package io.orderflow.operations.entry.rows;

import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.rows.CheckedRow.Faulty;
import io.orderflow.operations.entry.rows.CheckedRow.Good;
import io.orderflow.order.DisplayText;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderInput;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.order.OrderValidator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Reads rows as orders by the one rule book. A missing id or time is made, and the status where no column is one. Not thread-safe. */
final class RowCheck {
    private final FileForm form;
    private final Columns columns;
    private final OrderValidator validator;
    private final OrderMessageCodec codec;
    private final LongFunction<String> ids;
    private final String now;

    /**
     * @param ids makes the id of a row in that line
     * @param now the time of a row without one
     */
    RowCheck(FileForm form, Columns columns, OrderValidator validator, LongFunction<String> ids, Instant now) {
        this.form = form;
        this.columns = columns;
        this.validator = validator;
        this.codec = new OrderMessageCodec(validator);
        this.ids = ids;
        this.now = OrderTimestamp.format(now);
    }

    CheckedRow check(FileRow row) {
        return row instanceof FileRow.Fields fields ? check(fields) : check((FileRow.Json) row);
    }

    private CheckedRow check(FileRow.Fields row) {
        if (row.open()) {
            int field = row.fields().size() - 1;
            return new Faulty(
                    List.of(quote(row, field, "a quote opened in line " + row.line(field) + " is not closed: ")));
        }
        if (form.header() && row.fields().size() > form.first().size()) {
            String more = row.fields().get(form.first().size());
            if (row.fields().stream().skip(form.first().size()).anyMatch(each -> !each.isBlank())) {
                return faulty(
                        row.line(),
                        value(row, OrderField.ORDER_ID),
                        more,
                        "the row has " + row.fields().size() + " fields, the header "
                                + form.first().size() + ": put a value that has the separator in it between quotes");
            }
        }
        String orderId = value(row, OrderField.ORDER_ID);
        String timestamp = value(row, OrderField.TIMESTAMP);
        try {
            return new Good(
                    validator.validate(new OrderInput(
                            orderId == null ? ids.apply(row.line()) : orderId,
                            value(row, OrderField.USER_ID),
                            value(row, OrderField.ITEM_NAME),
                            value(row, OrderField.QUANTITY),
                            columns.statusMade(form) ? OrderStatus.NEW.name() : value(row, OrderField.STATUS),
                            timestamp == null ? now : timestamp)),
                    timestamp == null);
        } catch (MalformedOrderException e) {
            Faulty faulty = faulty(row.line(), orderId, e);
            int field = holdingLines(row);
            return field < 0
                    ? faulty
                    : with(quote(row, field, "a quote may be left open in line " + row.line(field) + ": "), faulty);
        }
    }

    /** The field that holds what looks like more rows, as behind a quote that something else closes; -1 where none does. */
    private int holdingLines(FileRow.Fields row) {
        for (int i = 0; i < row.fields().size(); i++) {
            String field = row.fields().get(i);
            int second = field.indexOf('\n') + 1;
            if (second > 0 && field.indexOf(form.separator(), second) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private RowFault quote(FileRow.Fields row, int field, String what) {
        String orderId = value(row, OrderField.ORDER_ID);
        long lines = row.last() - row.line() + 1;
        return new RowFault(
                row.line(),
                shown(orderId),
                OrderFault.MESSAGE,
                DisplayText.shorten(row.fields().get(field)),
                what
                        + (lines == 1
                                ? "line " + row.line() + " was read to the end of the file as one field"
                                : "the " + lines + " lines " + row.line() + " to " + row.last()
                                        + " were read as one row"),
                null);
    }

    private static Faulty with(RowFault first, Faulty others) {
        List<RowFault> all = new ArrayList<>(List.of(first));
        all.addAll(others.faults());
        return new Faulty(all);
    }

    /** Blanks at the ends come from copy and paste, as in the form; null where there is nothing. */
    private @Nullable String value(FileRow.Fields row, OrderField field) {
        Integer place = columns.of().get(field);
        if (place == null || place >= row.fields().size()) {
            return null;
        }
        String value = row.fields().get(place).strip();
        return value.isEmpty() ? null : value;
    }

    private CheckedRow check(FileRow.Json row) {
        String text = row.text();
        boolean timeMade = false;
        try {
            try {
                if (columns.renamed().isEmpty()) {
                    return new Good(codec.decode(text), false);
                }
            } catch (MalformedOrderException e) {
                if (!missing(e, OrderField.ORDER_ID) && !missing(e, OrderField.TIMESTAMP)) {
                    throw e;
                }
            }
            JsonFill fill = JsonFill.of(text, columns.renamed(), ids.apply(row.line()), now);
            text = fill.text();
            timeMade = fill.timeMade();
            return new Good(codec.decode(text), timeMade);
        } catch (MalformedOrderException e) {
            return faulty(row.line(), codec.peek(text).orderId(), e);
        }
    }

    private static boolean missing(MalformedOrderException e, OrderField field) {
        return e.faults().stream().anyMatch(fault -> fault.field().equals(field.wireName()));
    }

    private static Faulty faulty(long line, @Nullable String orderId, MalformedOrderException e) {
        return new Faulty(e.faults().stream()
                .map(fault -> new RowFault(line, shown(orderId), fault.field(), fault.value(), fault.message(), fault))
                .toList());
    }

    private static CheckedRow faulty(long line, @Nullable String orderId, String value, String message) {
        return new Faulty(List.of(
                new RowFault(line, shown(orderId), OrderFault.MESSAGE, DisplayText.shorten(value), message, null)));
    }

    private static @Nullable String shown(@Nullable String orderId) {
        return orderId == null ? null : DisplayText.shorten(orderId);
    }
}
