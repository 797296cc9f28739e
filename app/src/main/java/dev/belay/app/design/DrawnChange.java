package dev.belay.app.design;

import dev.belay.api.ApiError;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Script;
import dev.belay.model.design.Design;
import dev.belay.model.diff.DesignMerge;
import dev.belay.model.diff.Merging;
import dev.belay.model.diff.Preference;
import dev.belay.model.edit.EditName;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A wizard's change of the open drawing alone, as one edit; no cluster is asked.
public final class DrawnChange {
    /// Id of the deed.
    public static final String DRAW = "draw";

    private final Texts texts;
    private final Drawing drawing;
    private final Executor ui;
    private final UnaryOperator<Design> wish;
    private volatile @Nullable Edit done;
    private volatile Outcome outcome = Outcome.NONE;

    /// What became of it; its word is the end of the key of its sentence.
    private enum Outcome {
        NONE("none"),
        DRAWN("done"),
        HAD("had"),
        BACK("back"),
        /// Was to be taken back, and nothing of it could be.
        KEPT("kept");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }
    }

    private record Edit(Design before, Design after) {}

    /// Has changed nothing yet.
    ///
    /// @param wish what the wizard makes of a drawing
    /// @param ui where the drawing is
    public DrawnChange(Texts language, UnaryOperator<Design> wish, Drawing drawing, Executor ui) {
        this.texts = language.beside(DrawnChange.class);
        this.wish = wish;
        this.drawing = drawing;
        this.ui = ui;
    }

    /// Draws it; is taken back where nothing of it was changed since.
    public Deed deed(Supplier<String> sentence) {
        String where = texts.get("drawn.where");
        return Deed.of(DRAW, Deed.Kind.ADD, sentence, where, texts.get("drawn.edit"), this::draw)
                .undoneBy(() -> texts.get("drawn.undo"), this::takeBack)
                .readBackBy(this::isDrawn);
    }

    private void draw(Deed.Log log) throws AgentException {
        Edit edit =
                onUi(this::edited)
                        .orElseThrow(() ->
                                AgentException.refused(
                                        new ApiError(
                                                "no-drawing",
                                                texts.get("drawn.wanted"),
                                                texts.get("drawn.found"),
                                                texts.get("drawn.advice"))));
        boolean isThere = edit.before().equals(edit.after());
        Edit known = done;
        if (known == null) {
            done = edit;
            outcome = isThere ? Outcome.HAD : Outcome.DRAWN;
        } else if (!isThere) {
            // Taken back is what both have drawn.
            done = new Edit(without(known, edit.before()), edit.after());
            outcome = Outcome.DRAWN;
        }
        log.say(texts.get("drawn.where"), texts.get(isThere ? "drawn.had" : "drawn.done"));
    }

    private Optional<Edit> edited() {
        return drawing.now()
                .map(open -> {
                    Design after = wish.apply(open);
                    if (!after.equals(open)) {
                        drawing.edit(EditName.of("change", after.cluster().name()), now -> after);
                    }
                    return new Edit(open, after);
                });
    }

    private void takeBack(Deed.Log log) {
        Edit edit = done;
        if (edit == null) {
            return;
        }
        boolean isOut = onUi(() -> takenOut(edit)).isPresent();
        done = null;
        outcome = isOut ? Outcome.BACK : Outcome.KEPT;
        log.say(texts.get("drawn.where"), texts.get(isOut ? "drawn.back" : "drawn.kept"));
    }

    /// The drawing without it; empty where nothing of it is taken out.
    private Optional<Design> takenOut(Edit edit) {
        Optional<Design> next = drawing.now().filter(open -> !without(edit, open).equals(open));
        if (next.isPresent()) {
            drawing.edit(
                    EditName.of("change", edit.after().cluster().name()),
                    now -> without(edit, now));
        }
        return next;
    }

    /// What was drawn since stays.
    private static Design without(Edit edit, Design now) {
        return DesignMerge.merge(edit.after(), now, edit.before(), Preference.OURS)
                        instanceof Merging.Merged(var design, _)
                ? design
                : now;
    }

    private boolean isDrawn() {
        return onUi(drawing::now).filter(one -> wish.apply(one).equals(one)).isPresent();
    }

    private <T> Optional<T> onUi(Supplier<Optional<T>> what) {
        return CompletableFuture.supplyAsync(what, ui).join();
    }

    /// What became of it, for the last page.
    public List<Script.Fact> facts() {
        boolean isGood = isDone() || outcome == Outcome.BACK;
        return List.of(
                new Script.Fact(
                        texts.get("drawn.fact"), texts.get("drawn." + outcome.word), isGood));
    }

    /// Whether it is drawn.
    public boolean isDone() {
        return done != null;
    }
}
