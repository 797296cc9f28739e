package dev.belay.app.design;

import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Script;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.plan.Blend;
import dev.belay.model.plan.Part;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// Puts into the open drawing what a wizard has put in force, and takes it out again with it; each
/// as one edit. Told from any thread.
final class DrawingUpdate {
    private static final int NAMED = 3;

    private final Texts texts;
    private final Drawing drawing;
    private final Executor ui;
    private volatile Outcome outcome = new Outcome("", List.of());

    /// @param key of the sentence; empty while nothing was done
    private record Outcome(String key, List<String> names) {}

    DrawingUpdate(Texts texts, Drawing drawing, Executor ui) {
        this.texts = texts;
        this.drawing = drawing;
        this.ui = ui;
    }

    void put(Design before, Design after) {
        ui.execute(() -> {
            List<String> lacking =
                    drawing.now().map(open -> Drawn.lacking(open, before)).orElse(List.of());
            change("in-force", before, after)
                    .ifPresent(isNew ->
                            outcome =
                                    lacking.isEmpty()
                                            ? new Outcome(isNew ? "put" : "had", List.of())
                                            : new Outcome("partly", lacking));
        });
    }

    void takeBack(Design before, Design after) {
        ui.execute(
                () ->
                        change("taken-back", after, before)
                                .ifPresent(isNew -> outcome = new Outcome("back", List.of())));
    }

    /// @return whether it was another drawing before; empty where none of this cluster is open
    private Optional<Boolean> change(String key, Design from, Design to) {
        Optional<Design> open = drawing.now().filter(one -> Drawn.belongs(one, to));
        if (open.isEmpty()) {
            outcome = new Outcome(drawing.now().isPresent() ? "other" : "", List.of());
            return Optional.empty();
        }
        boolean isNew = !Drawn.with(open.get(), from, to).equals(open.get());
        if (isNew) {
            EditName name = EditName.of(key, about(from, to));
            drawing.edit(name, before -> Drawn.with(before, from, to));
        }
        return Optional.of(isNew);
    }

    /// The first thing that it is about, in words of people.
    private static String about(Design from, Design to) {
        return Blend.differing(from, to).stream()
                .filter(part -> part.kind() == Part.Kind.THING)
                .flatMap(part -> ThingId.parse(part.id()).good().stream())
                .flatMap(id -> Stream.of(to.find(id), from.find(id)).flatMap(Optional::stream))
                .map(Drawn::called)
                .reduce((first, last) -> last)
                .orElseGet(() -> to.cluster().name());
    }

    /// What the last page says of it.
    Optional<Script.Fact> fact() {
        Outcome now = outcome;
        if (now.key().isEmpty()) {
            return Optional.empty();
        }
        String names =
                String.join(
                        texts.get("drawing.comma"), now.names().stream().limit(NAMED).toList());
        int more = Math.max(0, now.names().size() - NAMED);
        return Optional.of(
                new Script.Fact(
                        texts.get("drawing"),
                        texts.get("drawing." + now.key(), names, more),
                        true));
    }
}
