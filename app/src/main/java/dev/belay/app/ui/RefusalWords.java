package dev.belay.app.ui;

import dev.belay.api.ApiError;
import dev.belay.api.RefusalText;
import java.util.Locale;
import java.util.Optional;

/// A refusal in the reader's language: by its code where that is known, else as it was said.
public final class RefusalWords {
    private final Language language;
    private final RefusalText known;

    private RefusalWords(Language language) {
        this.language = language;
        this.known = RefusalText.of(language.locale());
    }

    public static RefusalWords in(Language language) {
        return new RefusalWords(language);
    }

    /// What is wrong, to follow after a colon; without a full stop.
    public String what(ApiError error) {
        String title = known.title(error).orElse("");
        return title.isEmpty()
                ? error.found()
                : title.substring(0, 1).toLowerCase(Locale.ROOT)
                        + title.substring(1, title.length() - 1);
    }

    /// What is wrong, a whole sentence by its code alone; empty for an unknown code.
    public Optional<String> sentence(ApiError error) {
        return known.title(error);
    }

    /// What to do, a whole sentence; empty when nothing was advised. In English as it was said,
    /// which names things; in Japanese by its code.
    public String advice(ApiError error) {
        String said = language == Language.JAPANESE ? known.advice(error) : error.advice();
        if (said.isBlank()) {
            return "";
        }
        String begun = said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1);
        char last = begun.charAt(begun.length() - 1);
        return ".。!?！？".indexOf(last) >= 0 ? begun : begun + (last < 0x3000 ? "." : "。");
    }

    /// Sentences one after the other, with a space between them where the language has one.
    public String together(String first, String second) {
        return language == Language.JAPANESE ? first + second : first + " " + second;
    }
}
