package dev.belay.app.plan;

import dev.belay.app.ui.Texts;
import java.util.List;

/// Why something cannot be ordered now: a text and what it names.
record Hurdle(String key, List<Object> arguments) {
    Hurdle {
        arguments = List.copyOf(arguments);
    }

    static Hurdle of(String key, Object... arguments) {
        return new Hurdle(key, List.of(arguments));
    }

    String in(Texts texts) {
        return texts.get("hurdle." + key, arguments.toArray());
    }
}
