package dev.belay.app.fencing;

import dev.belay.api.ApiError;
import dev.belay.api.FenceView.Fencing;
import dev.belay.api.FenceView.Result;
import dev.belay.api.ServiceView;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Texts;
import dev.belay.model.status.NodeState;
import dev.belay.story.OpenFencing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is said of fencing, in the reader's language.
final class FenceWords {
    private FenceWords() {}

    /// Names in a row.
    static String row(Texts texts, List<String> names) {
        return String.join(texts.get("words.comma"), names);
    }

    static String services(Texts texts, List<ServiceView> services) {
        return row(texts, services.stream().map(ServiceView::name).toList());
    }

    /// What is known of it now: whoever began five minutes ago will not say any more.
    static Result result(Fencing fencing, Instant now) {
        boolean isLost = fencing.result() == Result.UNDER_WAY && !OpenFencing.goesOn(fencing, now);
        return isLost ? Result.UNKNOWN : fencing.result();
    }

    static NodeState state(Result result) {
        return switch (result) {
            case UNDER_WAY -> NodeState.STOPPING;
            case CONFIRMED, CONFIRMED_BY_HAND -> NodeState.FENCED;
            case REFUSED -> NodeState.FAILED;
            case UNKNOWN -> NodeState.UNKNOWN;
        };
    }

    /// Style of the result's word.
    static String tone(Result result) {
        return switch (result) {
            case UNDER_WAY, CONFIRMED, CONFIRMED_BY_HAND -> "muted";
            case REFUSED -> "bad-text";
            case UNKNOWN -> "warning-text";
        };
    }

    /// What was wanted, what was found and what to do: in English as it was said, in Japanese by
    /// its code where that is known.
    static String refused(Texts texts, ApiError error) {
        RefusalWords words = RefusalWords.in(texts.language());
        String advice = words.advice(error);
        Optional<String> known =
                texts.language() == Language.JAPANESE ? words.sentence(error) : Optional.empty();
        return known.map(said -> texts.get("refused.known", said, error.found(), advice))
                .orElseGet(() -> texts.get("refused", error.wanted(), error.found(), advice));
    }
}
