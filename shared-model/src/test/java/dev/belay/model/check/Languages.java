package dev.belay.model.check;

import java.util.List;
import java.util.Locale;

/// The languages that texts have to be in.
public final class Languages {

    public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.JAPANESE);

    private Languages() {}
}
