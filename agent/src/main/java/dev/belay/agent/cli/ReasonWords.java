package dev.belay.agent.cli;

import dev.belay.model.place.Reason;
import dev.belay.model.place.Score;
import java.util.Locale;

/// What decided where something runs, in the language of the terminal.
final class ReasonWords {

    private ReasonWords() {}

    static String of(Reason reason, Terminal terminal) {
        String key =
                "cib.cause." + reason.cause().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return terminal.text(key, reason.subject().orElse(""), Score.text(reason.score()));
    }
}
