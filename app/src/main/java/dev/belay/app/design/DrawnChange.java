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
        done = edit;
        log.say(
                texts.get("drawn.where"),
                texts.get(edit.before().equals(edit.after()) ? "drawn.had" : "drawn.done"));
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
        onUi(() -> {
            drawing.edit(
                    EditName.of("change", edit.after().cluster().name()),
                    now -> without(edit, now));
            return drawing.now();
        });
        done = null;
        log.say(texts.get("drawn.where"), texts.get("drawn.back"));
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
        boolean isDone = done != null;
        return List.of(
                new Script.Fact(
                        texts.get("drawn.fact"),
                        texts.get(isDone ? "drawn.done" : "drawn.none"),
                        isDone));
    }

    /// Whether it is drawn.
    public boolean isDone() {
        return done != null;
    }
}
