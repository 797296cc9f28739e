package dev.belay.agent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Rows of cells, aligned. Widths are those of a terminal: East Asian wide characters take two
/// places.
final class Columns {

    private static final int GAP = 2;

    /// @param dye adds colour after the cell was measured
    record Cell(String text, UnaryOperator<String> dye) {
        static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    private final List<List<Cell>> rows = new ArrayList<>();

    Columns row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    Columns row(List<Cell> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    /// One line a row, without a line feed and without blanks at the end.
    List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i).text()));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<Cell> row, int[] widths) {
        var line = new StringBuilder();
        int last = row.size() - 1;
        while (last >= 0 && row.get(last).text().isEmpty()) {
            last--;
        }
        for (int i = 0; i <= last; i++) {
            Cell cell = row.get(i);
            line.append(cell.dye().apply(cell.text()));
            if (i < last) {
                line.repeat(' ', widths[i] - width(cell.text()) + GAP);
            }
        }
        return line.toString();
    }

    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isBetween(codePoint, 0x1100, 0x115f)
                        || isBetween(codePoint, 0x2e80, 0xa4cf)
                        || isBetween(codePoint, 0xac00, 0xd7a3)
                        || isBetween(codePoint, 0xf900, 0xfaff)
                        || isBetween(codePoint, 0xfe30, 0xfe6f)
                        || isBetween(codePoint, 0xff00, 0xff60)
                        || isBetween(codePoint, 0xffe0, 0xffe6)
                        || isBetween(codePoint, 0x1f300, 0x1faff)
                        || isBetween(codePoint, 0x20000, 0x3fffd)
                ? 2
                : 1;
    }

    private static boolean isBetween(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
