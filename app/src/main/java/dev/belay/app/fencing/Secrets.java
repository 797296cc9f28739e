package dev.belay.app.fencing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Secrets of a device while its wizard is open: in memory only. Changed on the UI thread; read by
/// steps on their own.
final class Secrets {
    private static final String STRUCK = "•••";

    private volatile List<Row> rows = List.of();

    /// One.
    ///
    /// @param name of the parameter, as it was typed
    /// @param value empty: as it was told before
    record Row(String name, String value) {

        /// Only what may stand in a log.
        @Override
        public String toString() {
            return "secret '" + name + "'";
        }
    }

    List<Row> rows() {
        return rows;
    }

    /// Begins anew with these names.
    void begin(List<String> names) {
        rows = names.stream().map(name -> new Row(name, "")).toList();
    }

    /// Goes on with rows that were there before.
    void take(List<Row> before) {
        rows = List.copyOf(before);
    }

    void add() {
        List<Row> more = new ArrayList<>(rows);
        more.add(new Row("", ""));
        rows = List.copyOf(more);
    }

    void remove(int index) {
        List<Row> less = new ArrayList<>(rows);
        less.remove(index);
        rows = List.copyOf(less);
    }

    void put(int index, Row row) {
        List<Row> changed = new ArrayList<>(rows);
        changed.set(index, row);
        rows = List.copyOf(changed);
    }

    /// Those that say something, with their names trimmed.
    List<Row> named() {
        return rows.stream()
                .map(row -> new Row(row.name().strip(), row.value()))
                .filter(row -> !row.name().isEmpty() || !row.value().isEmpty())
                .toList();
    }

    List<String> names() {
        return named().stream().map(Row::name).filter(name -> !name.isEmpty()).toList();
    }

    /// Forgets the values.
    void forget() {
        rows = rows.stream().map(row -> new Row(row.name(), "")).toList();
    }

    /// The same text without any of the values.
    String clean(String text) {
        String clean = text;
        for (String value :
                rows.stream()
                        .map(Row::value)
                        .filter(value -> !value.isEmpty())
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList()) {
            clean = clean.replace(value, STRUCK);
        }
        return clean;
    }
}
