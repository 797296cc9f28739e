package dev.belay.app.services;

import dev.belay.app.ui.Texts;
import java.util.List;

/// Why something cannot be done now.
///
/// @param key of the sentence, after `hurdle.`
/// @param args that fill it
record Hurdle(String key, List<String> args) {

    /// With the cause and the subject of what forbids it.
    static final String FACTOR = "host.factor";

    Hurdle {
        args = List.copyOf(args);
    }

    static Hurdle of(String key, String... args) {
        return new Hurdle(key, List.of(args));
    }

    String in(Texts texts) {
        if (key.equals(FACTOR)) {
            return texts.get(
                    "hurdle." + key, ServiceWords.cause(texts, args.getFirst(), args.getLast()));
        }
        return texts.get("hurdle." + key, args.toArray());
    }
}
