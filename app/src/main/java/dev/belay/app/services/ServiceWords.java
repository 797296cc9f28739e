package dev.belay.app.services;

import dev.belay.api.ApiError;
import dev.belay.api.ServiceView;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is said of services, in the reader's language.
final class ServiceWords {
    private static final int ENDS = 1_000_000;

    private ServiceWords() {}

    /// Names in a row.
    static String row(Texts texts, List<String> names) {
        return String.join(texts.get("words.comma"), names);
    }

    static String services(Texts texts, List<ServiceView> services) {
        return row(texts, services.stream().map(ServiceView::name).toList());
    }

    /// Its resources in the order of their end.
    static String ends(Texts texts, ServiceView service) {
        return service.resources().reversed().stream()
                .map(ServiceView.Resource::name)
                .collect(Collectors.joining(texts.get("words.comma")));
    }

    /// A score with its sign; its ends mean "never" and "must".
    static String score(int score) {
        if (score >= ENDS) {
            return "+∞";
        }
        if (score <= -ENDS) {
            return "−∞";
        }
        return score < 0
                ? "−" + Integer.toString(score).substring(1)
                : (score == 0 ? "" : "+") + score;
    }

    static boolean isNever(int score) {
        return score <= -ENDS;
    }

    /// What moved a score; a cause of a newer agent as it was said.
    static String cause(Texts texts, String cause, String subject) {
        String key = "cause." + cause.toLowerCase(Locale.ROOT).replace('_', '-');
        if (!texts.has(key)) {
            return subject.isEmpty() ? cause : cause + " " + subject;
        }
        return subject.isEmpty() ? texts.get(key) : texts.get("cause.of", texts.get(key), subject);
    }

    /// How a host is, to the scheduler; a state of a newer agent as it was said.
    static String hostState(Texts texts, String state) {
        String key = "candidate." + state.toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.has(key) ? texts.get(key) : state;
    }

    /// What ends a node's services; one of a newer agent as it was said.
    static String deadMan(Texts texts, String deadMan) {
        String key = "dead-man." + deadMan.toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.has(key) ? texts.get(key) : deadMan;
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
