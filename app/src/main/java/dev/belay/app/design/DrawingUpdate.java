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
    private volatile Outcome outcome = Outcome.NONE;
    private @Nullable Done done;

    /// @param key of the sentence; empty while nothing was done
    /// @param names of the things that it is about
    /// @param lacking names of what is in force and not drawn
    private record Outcome(String key, List<String> names, List<String> lacking) {
        static final Outcome NONE = of("");

        static Outcome of(String key) {
            return new Outcome(key, List.of(), List.of());
        }
    }

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
            outcome =
                    open.isPresent()
                            ? put(open.get(), before, after)
                            : Outcome.of(drawing.now().isPresent() ? "other" : "");
        });
    }

    private Outcome put(Design open, Design before, Design after) {
        List<String> inTheWay = Drawn.inTheWay(open, before, after);
        if (!inTheWay.isEmpty()) {
            return new Outcome("in-the-way", inTheWay, List.of());
        }
        Design next = Drawn.with(open, before, after);
        boolean isNew = edit("in-force", about(before, after), open, next);
        if (isNew) {
            done = new Done(open, next, after, about(before, after));
        }
        List<String> otherwise = isNew ? Drawn.otherwise(open, before, after) : List.of();
        String key = otherwise.isEmpty() ? isNew ? "put" : "had" : "over";
        return new Outcome(key, otherwise, Drawn.lacking(next, after));
    }

    /// Takes out what it put in; what was drawn before stays.
    void takeBack() {
        ui.execute(() -> {
            Done edit = done;
            Optional<Design> open = edit == null ? Optional.empty() : open(edit.inForce());
            if (edit == null || open.isEmpty()) {
                outcome = Outcome.NONE;
                return;
            }
            List<String> inTheWay = Drawn.inTheWay(open.get(), edit.left(), edit.found());
            if (!inTheWay.isEmpty()) {
                outcome = new Outcome("in-the-way", inTheWay, List.of());
                return;
            }
            Design next = Drawn.with(open.get(), edit.left(), edit.found());
            boolean isOut = edit("taken-back", edit.about(), open.get(), next);
            done = null;
            outcome = Outcome.of(isOut ? "back" : "");
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
        String said = list("drawing." + now.key(), now.names());
        boolean isSame = now.key().equals("put") || now.key().equals("had");
        String whole =
                now.lacking().isEmpty()
                        ? said
                        : isSame
                                ? list("drawing.partly", now.lacking())
                                : said
                                        + texts.get("drawing.semicolon")
                                        + list("drawing.lacks", now.lacking());
        return Optional.of(
                new Script.Fact(texts.get("drawing"), whole, !now.key().equals("in-the-way")));
    }

    private String list(String key, List<String> all) {
        String names = String.join(texts.get("drawing.comma"), all.stream().limit(NAMED).toList());
        return texts.get(key, names, Math.max(0, all.size() - NAMED));
    }
}
