package io.orderflow.text;

import java.util.ArrayList;
import java.util.List;

/** How two texts of a letter differ, line by line, for people: JSON is indented as {@link BodyText} has it. */
public record BodyDiff(List<Line> lines) {
    private static final int MOST_COMPARISONS = 1_000_000;

    public BodyDiff {
        lines = List.copyOf(lines);
    }

    /** What became of a line. */
    public enum Kind {
        SAME(" "),
        REMOVED("−"),
        ADDED("+"),
        /** Stands for lines that are the same and not shown; its text is how many they are. */
        LEFT_OUT("…");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        /** What it begins with, so that its colour is not all that tells. */
        public String sign() {
            return sign;
        }
    }

    /** @param text safe to show: what would be invisible in it is written out */
    public record Line(Kind kind, String text) {}

    public static BodyDiff of(String before, String after) {
        BodyText old = BodyText.of(before);
        BodyText now = BodyText.of(after);
        boolean json = old.json() && now.json();
        List<Line> lines = new ArrayList<>();
        compare(old.text().split("\n", -1), now.text().split("\n", -1), json, lines);
        return new BodyDiff(lines);
    }

    /** Whether something differs that can be read; white space between JSON's parts cannot. */
    public boolean differs() {
        return lines.stream().anyMatch(line -> line.kind() != Kind.SAME);
    }

    /** The lines that differ, with so many of the others around them. */
    public List<Line> around(int context) {
        List<Line> shown = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            int end = at;
            while (end < lines.size() && lines.get(end).kind() == Kind.SAME) {
                end++;
            }
            int head = at == 0 ? 0 : context;
            int tail = end == lines.size() ? 0 : context;
            if (end - at > head + tail + 1) {
                shown.addAll(lines.subList(at, at + head));
                shown.add(new Line(Kind.LEFT_OUT, Integer.toString(end - at - head - tail)));
                shown.addAll(lines.subList(end - tail, end));
            } else {
                shown.addAll(lines.subList(at, end));
            }
            while (end < lines.size() && lines.get(end).kind() != Kind.SAME) {
                shown.add(lines.get(end++));
            }
            at = end;
        }
        return shown;
    }

    private static void compare(String[] old, String[] now, boolean json, List<Line> lines) {
        int start = 0;
        while (start < Math.min(old.length, now.length) && same(old[start], now[start], json)) {
            lines.add(new Line(Kind.SAME, now[start++]));
        }
        int ends = 0;
        while (ends < Math.min(old.length, now.length) - start
                && same(old[old.length - 1 - ends], now[now.length - 1 - ends], json)) {
            ends++;
        }
        int rows = old.length - start - ends;
        int columns = now.length - start - ends;
        // Whoever sends half a million lines sees them all removed and added.
        int[][] common =
                (long) rows * columns > MOST_COMPARISONS ? new int[0][] : common(old, now, json, start, rows, columns);
        int row = 0;
        int column = 0;
        while (row < rows || column < columns) {
            boolean both = row < rows && column < columns && common.length > 0;
            if (both && same(old[start + row], now[start + column], json)) {
                lines.add(new Line(Kind.SAME, now[start + column++]));
                row++;
            } else if (row < rows
                    && (column == columns || !both || common[row + 1][column] >= common[row][column + 1])) {
                lines.add(new Line(Kind.REMOVED, old[start + row++]));
            } else {
                lines.add(new Line(Kind.ADDED, now[start + column++]));
            }
        }
        for (int i = now.length - ends; i < now.length; i++) {
            lines.add(new Line(Kind.SAME, now[i]));
        }
    }

    /** How many lines both have in common, in order, from each pair of them on. */
    private static int[][] common(String[] old, String[] now, boolean json, int start, int rows, int columns) {
        int[][] common = new int[rows + 1][columns + 1];
        for (int row = rows - 1; row >= 0; row--) {
            for (int column = columns - 1; column >= 0; column--) {
                common[row][column] = same(old[start + row], now[start + column], json)
                        ? common[row + 1][column + 1] + 1
                        : Math.max(common[row + 1][column], common[row][column + 1]);
            }
        }
        return common;
    }

    /** The comma behind a member is its neighbour's matter. */
    private static boolean same(String one, String other, boolean json) {
        return json ? withoutComma(one).equals(withoutComma(other)) : one.equals(other);
    }

    private static String withoutComma(String line) {
        return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    }
}
