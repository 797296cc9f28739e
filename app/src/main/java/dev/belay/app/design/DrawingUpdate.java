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
import org.jspecify.annotations.Nullable;

/// Puts into the open drawing what a wizard has put in force, and takes it out again with it; each
/// as one edit. Told from any thread.
final class DrawingUpdate {
    private static final int NAMED = 3;

    private final Texts texts;
    private final Drawing drawing;
    private final Executor ui;
    private volatile Outcome outcome = new Outcome("", List.of());
    private @Nullable Done done;

    /// @param key of the sentence; empty while nothing was done
    private record Outcome(String key, List<String> names) {}

    /// The edit that was made.
    ///
    /// @param inForce what tells whether a drawing is one of the cluster
    private record Done(Design found, Design left, Design inForce, String about) {}

    DrawingUpdate(Texts texts, Drawing drawing, Executor ui) {
        this.texts = texts;
        this.drawing = drawing;
        this.ui = ui;
    }

    void put(Design before, Design after) {
        ui.execute(() -> {
            Optional<Design> open = open(after);
            if (open.isEmpty()) {
                outcome = new Outcome(drawing.now().isPresent() ? "other" : "", List.of());
                return;
            }
            Design next = Drawn.with(open.get(), before, after);
            boolean isNew = edit("in-force", about(before, after), open.get(), next);
            if (isNew) {
                done = new Done(open.get(), next, after, about(before, after));
            }
            List<String> lacking = Drawn.lacking(next, after);
            outcome =
                    lacking.isEmpty()
                            ? new Outcome(isNew ? "put" : "had", List.of())
                            : new Outcome("partly", lacking);
        });
    }

    /// Takes out what it put in; what was drawn before stays.
    void takeBack() {
        ui.execute(() -> {
            Done edit = done;
            Optional<Design> open = edit == null ? Optional.empty() : open(edit.inForce());
            if (edit == null || open.isEmpty()) {
                outcome = new Outcome("", List.of());
                return;
            }
            Design next = Drawn.with(open.get(), edit.left(), edit.found());
            boolean isOut = edit("taken-back", edit.about(), open.get(), next);
            done = null;
            outcome = new Outcome(isOut ? "back" : "", List.of());
        });
    }

    private Optional<Design> open(Design of) {
        return drawing.now().filter(one -> Drawn.belongs(one, of));
    }

    /// @return whether it is another drawing now
    private boolean edit(String key, String about, Design from, Design to) {
        if (!to.equals(from)) {
            drawing.edit(EditName.of(key, about), before -> to);
        }
        return !to.equals(from);
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
                String.join(texts.get("drawing.comma"), now.names().stream().limit(NAMED).toList());
        int more = Math.max(0, now.names().size() - NAMED);
        return Optional.of(
                new Script.Fact(
                        texts.get("drawing"),
                        texts.get("drawing." + now.key(), names, more),
                        true));
    }
}
