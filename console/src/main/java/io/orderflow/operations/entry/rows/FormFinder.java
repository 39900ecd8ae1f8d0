package io.orderflow.operations.entry.rows;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds out by the beginning of a file how its rows are written. */
final class FormFinder {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int ROWS = 20;
    private static final int PERCENT = 100;
    /** One name alone may be what somebody ordered. */
    private static final int NAMES = 2;

    private final String sample;

    /** @param sample whole lines of the file's beginning */
    FormFinder(String sample) {
        this.sample = sample;
    }

    boolean jsonLines() {
        return sample.stripLeading().startsWith("{");
    }

    /** A list that holds all orders is no row a line. */
    boolean jsonList() {
        return sample.stripLeading().startsWith("[");
    }

    /** Which one the first rows have in the same number most of all. */
    char separator() {
        char best = SEPARATORS[0];
        int most = 0;
        for (char each : SEPARATORS) {
            List<Integer> widths = rows(each, ROWS).stream().map(List::size).toList();
            int width = widths.isEmpty() ? 0 : widths.get(0);
            long same = widths.stream().filter(other -> other == width).count();
            int score = width < 2 ? 0 : (int) (PERCENT * same / widths.size()) * PERCENT + Math.min(width, PERCENT - 1);
            if (score > most) {
                most = score;
                best = each;
            }
        }
        return best;
    }

    List<String> first(char separator) {
        List<List<String>> rows = rows(separator, 1);
        return rows.isEmpty() ? List.of() : rows.get(0);
    }

    private List<List<String>> rows(char separator, int most) {
        List<List<String>> rows = new ArrayList<>();
        for (CsvRecord row : CsvReader.builder().fieldSeparator(separator).ofCsvRecord(sample)) {
            rows.add(row.getFields());
            if (rows.size() == most) {
                break;
            }
        }
        return rows;
    }

    /**
     * Whether the first row names columns: it has some of the names, or no whole number, which every order has.
     *
     * @param names that columns are said to have
     */
    static boolean header(List<String> first, Set<String> names) {
        long known = first.stream()
                .filter(each -> names.contains(each.strip()) || ColumnNames.field(each) != null)
                .count();
        boolean number = first.stream()
                .anyMatch(each -> !each.isBlank() && each.strip().chars().allMatch(c -> c >= '0' && c <= '9'));
        return known >= NAMES || !number;
    }
}
