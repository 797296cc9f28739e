package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.thing.Thing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A change that mends a problem: pure, so that the studio can show it before it is made, and undo
/// it like any other.
public sealed interface Fix permits NodeFix, ThingFix {

    /// Stable name; its label is found by it.
    String code();

    /// What fills the label.
    List<String> args();

    /// The mended design; the same one when what was to be mended is gone.
    Design apply(Design design);

    /// A verb and what it is done to, for a button.
    default String label(Locale locale) {
        return ProblemTexts.fill("fix." + code(), args(), locale);
    }

    /// The design with one thing changed, if it is there.
    static <T extends Thing> Design change(
            Design design, Optional<T> thing, UnaryOperator<T> change) {
        return thing.map(found -> design.with(change.apply(found))).orElse(design);
    }
}
