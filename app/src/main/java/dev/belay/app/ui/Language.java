package dev.belay.app.ui;

import dev.belay.reach.UserLanguage;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A language that the studio speaks.
public enum Language {
    ENGLISH("en", "English", Locale.ENGLISH),
    JAPANESE("ja", "日本語", Locale.JAPANESE);

    private final String code;
    private final String ownName;
    private final Locale locale;

    Language(String code, String ownName, Locale locale) {
        this.code = code;
        this.ownName = ownName;
        this.locale = locale;
    }

    /// Two letters, as on the command line and in the preferences.
    public String code() {
        return code;
    }

    /// What its speakers call it.
    public String ownName() {
        return ownName;
    }

    /// What its speakers call it, and what it is called in English for who looks for it.
    public String bothNames() {
        String english = locale.getDisplayLanguage(Locale.ENGLISH);
        return english.equals(ownName) ? ownName : ownName + " (" + english + ")";
    }

    /// For numbers and dates.
    public Locale locale() {
        return locale;
    }

    public static Optional<Language> byCode(String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /// The language of this computer, English when the studio does not speak it.
    public static Language ofSystem() {
        return of(System.getenv(), Locale.getDefault());
    }

    static Language of(Map<String, String> environment, Locale fallback) {
        return byCode(UserLanguage.of(environment).orElseGet(fallback::getLanguage))
                .orElse(ENGLISH);
    }
}
