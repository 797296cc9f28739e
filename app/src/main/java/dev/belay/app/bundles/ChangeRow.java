package dev.belay.app.bundles;

import dev.belay.model.diff.Change;
import dev.belay.model.diff.Change.What;
import dev.belay.model.diff.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A line of a list of differences.
sealed interface ChangeRow {

    /// A thing that comes, goes or is changed.
    record Thing(What what, Item item) implements ChangeRow {}

    /// What is changed of the thing above.
    record Field(Change change) implements ChangeRow {}

    /// Thing by thing, in the order of the file.
    static List<ChangeRow> of(List<Change> changes) {
        Map<Item, List<Change>> byItem = new LinkedHashMap<>();
        for (Change change : changes) {
            byItem.computeIfAbsent(change.item(), item -> new ArrayList<>()).add(change);
        }
        List<ChangeRow> rows = new ArrayList<>();
        byItem.forEach((item, own) -> {
            rows.add(new Thing(what(own.getFirst()), item));
            own.stream()
                    .filter(change -> what(change) == What.CHANGED)
                    .forEach(change -> rows.add(new Field(change)));
        });
        return rows;
    }

    /// What it means for the whole thing.
    private static What what(Change change) {
        return change.pointer().isEmpty() && change.what() != What.REORDERED
                ? change.what()
                : What.CHANGED;
    }

    /// How many things come, go or are changed.
    static long count(List<ChangeRow> rows, What what) {
        return rows.stream()
                .filter(row -> row instanceof Thing(What one, Item _) && one == what)
                .count();
    }
}
