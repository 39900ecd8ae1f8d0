package io.orderflow.console.table;

import java.util.Comparator;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/**
 * A column that shows and sorts by what a function gives of each row; null is a gap, and less than any value.
 *
 * @param <R> the rows
 */
public final class DataColumn<R, V extends Comparable<? super V>> extends TableColumn<R, V> {
    private static final double HEADER_PADDING = 22;

    private final String key;
    private final String title;
    private final Function<R, ? extends @Nullable V> value;
    private final double wanted;
    private boolean elastic;

    /**
     * @param key under which it is remembered and copied
     * @param hint what it tells, in a line
     * @param width it has until somebody gives it another
     */
    public DataColumn(
            String key,
            String title,
            String hint,
            Function<R, ? extends @Nullable V> value,
            double width,
            double least,
            String... styles) {
        this.key = key;
        this.title = title;
        this.value = value;
        this.wanted = width;
        var label = new Label(title); // a header has no tooltip of its own
        label.setTooltip(new Tooltip(hint));
        label.maxWidthProperty().bind(widthProperty().subtract(HEADER_PADDING));
        setGraphic(label);
        setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(value.apply(data.getValue())));
        setComparator(Comparator.nullsFirst(Comparator.naturalOrder())); // without a collator: much quicker
        setPrefWidth(width);
        setMinWidth(least);
        getStyleClass().addAll(styles);
    }

    /** It takes the room that others leave, and gives way first. */
    public DataColumn<R, V> elastic() {
        elastic = true;
        return this;
    }

    boolean isElastic() {
        return elastic;
    }

    double wantedWidth() {
        return wanted;
    }

    String key() {
        return key;
    }

    String title() {
        return title;
    }

    /** For machines: see {@link MachineValues}. */
    Object machineValue(R row) {
        return MachineValues.of(value.apply(row));
    }

    /** How it sorts just now. */
    @SuppressWarnings("unchecked") // the value is of this column
    SortKey<R> sortKey() {
        Comparator<V> order = getComparator();
        Comparator<V> directed = getSortType() == SortType.DESCENDING ? order.reversed() : order;
        return new SortKey<>(value::apply, (one, other) -> directed.compare((V) one, (V) other));
    }
}
