package dev.belay.model.check;

import dev.belay.model.thing.ThingKind;
import java.util.Locale;

/// What kinds of things are called, in the languages of the product.
public final class KindNames {

    private KindNames() {}

    public static String of(ThingKind kind, Locale locale) {
        return ProblemTexts.bundle(locale).getString("kind." + kind.code());
    }
}
