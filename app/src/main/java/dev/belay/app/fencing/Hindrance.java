package dev.belay.app.fencing;

import dev.belay.app.ui.Texts;
import java.util.List;

/// Why something cannot be done now.
///
/// @param key of the sentence, after `hindrance.`
/// @param args that fill it
record Hindrance(String key, List<String> args) {

    Hindrance {
        args = List.copyOf(args);
    }

    static Hindrance of(String key, String... args) {
        return new Hindrance(key, List.of(args));
    }

    String in(Texts texts) {
        return texts.get("hindrance." + key, args.toArray());
    }
}
