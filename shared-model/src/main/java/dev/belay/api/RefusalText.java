package dev.belay.api;

import dev.belay.model.text.OwnTexts;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// Why an agent refused something, in the reader's language.
///
/// The agent itself speaks English, with all details; a code that this program does not know is
/// shown as the agent said it.
public final class RefusalText {

    private final boolean japanese;
    private final ResourceBundle texts;

    private RefusalText(Locale locale) {
        japanese = locale.getLanguage().equals("ja");
        texts = OwnTexts.of(RefusalText.class, "refusals", locale);
    }

    /// The texts in Japanese for a Japanese locale, in English for any other.
    public static RefusalText of(Locale locale) {
        return new RefusalText(locale);
    }

    /// What is wrong, without details; for a title. Empty for a code of a newer agent.
    public Optional<String> title(ApiError error) {
        return found(error.code());
    }

    /// What to do.
    public String advice(ApiError error) {
        return found(error.code() + ".advice").orElse(error.advice());
    }

    /// All of it: in English as the agent said it, in Japanese with what the agent found.
    public String sentence(ApiError error) {
        Optional<String> title = found(error.code());
        return !japanese || title.isEmpty()
                ? error.sentence()
                : title.get() + "（" + error.found() + "）" + advice(error);
    }

    private Optional<String> found(String key) {
        return texts.containsKey(key) ? Optional.of(texts.getString(key)) : Optional.empty();
    }
}
