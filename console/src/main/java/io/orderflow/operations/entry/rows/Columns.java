package io.orderflow.operations.entry.rows;

import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.rows.FileForm.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a file's columns is which field of an order.
 *
 * @param of the columns of CSV by their places, from 0; empty for JSON Lines
 * @param renamed the keys of JSON Lines that are called otherwise than on the wire
 * @param ignored names of columns that are no field
 */
public record Columns(Map<OrderField, Integer> of, Map<String, OrderField> renamed, List<String> ignored) {
    /** What is added to rows that are faulty; not to be imported. */
    public static final String FAULT = "fault";

    private static final List<OrderField> ON_THE_WIRE = List.of(OrderField.values());

    /** What a file need not have: it is made. Of a status that is the first one, as in the form. */
    private static final Set<OrderField> MADE =
            EnumSet.of(OrderField.ORDER_ID, OrderField.TIMESTAMP, OrderField.STATUS);

    public Columns {
        of = Map.copyOf(of);
        renamed = Map.copyOf(renamed);
        ignored = List.copyOf(ignored);
    }

    /** Two columns for one field, or a column that is not there. */
    public static final class MismatchException extends Exception {
        private static final long serialVersionUID = 1L;

        MismatchException(String line) {
            super(line);
        }
    }

    /**
     * Finds them by name, in a file without a header by place: as on the wire.
     *
     * @param named columns by their names, or numbers from 1; they come first
     * @throws MismatchException with a line
     */
    public static Columns find(FileForm form, Map<String, OrderField> named) throws MismatchException {
        if (form.kind() == Kind.JSON_LINES) {
            return new Columns(Map.of(), named, List.of());
        }
        Map<OrderField, Integer> of = new EnumMap<>(OrderField.class);
        for (Map.Entry<String, OrderField> each : named.entrySet()) {
            put(of, each.getValue(), place(form, each.getKey()), form);
        }
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < form.first().size(); i++) {
            OrderField field = form.header() ? ColumnNames.field(form.first().get(i)) : byPlace(i);
            if (of.containsValue(i)) {
                continue;
            }
            if (field == null || named.containsValue(field)) {
                ignored.add(form.header() ? form.first().get(i) : Integer.toString(i + 1));
            } else {
                put(of, field, i, form);
            }
        }
        ignored.remove(FAULT);
        return new Columns(of, Map.of(), ignored);
    }

    private static @Nullable OrderField byPlace(int column) {
        return column < ON_THE_WIRE.size() ? ON_THE_WIRE.get(column) : null;
    }

    private static int place(FileForm form, String name) throws MismatchException {
        for (int i = 0; form.header() && i < form.first().size(); i++) {
            if (form.first().get(i).strip().equalsIgnoreCase(name.strip())) {
                return i;
            }
        }
        if (name.matches("[0-9]{1,5}")) {
            int place = Integer.parseInt(name) - 1;
            if (place >= 0 && place < form.first().size()) {
                return place;
            }
        }
        throw new MismatchException(
                form.header()
                        ? "there is no column " + name + ": there are " + String.join(", ", form.first())
                        : "there is no column " + name + ": without a header they are 1 to "
                                + form.first().size());
    }

    private static void put(Map<OrderField, Integer> of, OrderField field, int place, FileForm form)
            throws MismatchException {
        Integer other = of.putIfAbsent(field, place);
        if (other != null && other != place) {
            throw new MismatchException("the columns " + name(form, other) + " and " + name(form, place)
                    + " would both be " + field.wireName() + ": say which one is");
        }
    }

    private static String name(FileForm form, int place) {
        return form.header() ? form.first().get(place) : Integer.toString(place + 1);
    }

    /** The fields that no column is, and that cannot be made; of JSON Lines each line tells. */
    public List<OrderField> missing(FileForm form) {
        List<OrderField> missing = new ArrayList<>();
        for (OrderField field : OrderField.values()) {
            if (form.kind() == Kind.CSV && !of.containsKey(field) && !MADE.contains(field)) {
                missing.add(field);
            }
        }
        return missing;
    }

    /** Whether no column is the status. A column that has none in a row says that one is missing there. */
    public boolean statusMade(FileForm form) {
        return form.kind() == Kind.CSV && !of.containsKey(OrderField.STATUS);
    }

    /** The columns' names, or numbers, in the order of the fields. */
    public Map<OrderField, String> names(FileForm form) {
        Map<OrderField, String> names = new LinkedHashMap<>();
        for (OrderField field : OrderField.values()) {
            Integer place = of.get(field);
            if (place != null) {
                names.put(field, name(form, place));
            }
        }
        renamed.forEach((name, field) -> names.put(field, name));
        return names;
    }
}
