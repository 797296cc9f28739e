package dev.belay.model.text;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The program's own texts: Japanese for a Japanese locale, English for any other. Never in the
/// machine's own language, which would answer a wish for English in Japanese on a Japanese desktop.
public final class OwnTexts {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private OwnTexts() {}

    /// Those of one file.
    ///
    /// @param beside in whose package the file is
    /// @param name of the file without its ending
    public static ResourceBundle of(Class<?> beside, String name, Locale locale) {
        String base = beside.getPackageName() + "." + name;
        boolean isJapanese = locale.getLanguage().equals("ja");
        try {
            return ResourceBundle.getBundle(
                    base,
                    isJapanese ? Locale.JAPANESE : Locale.ROOT,
                    beside.getClassLoader(),
                    NO_FALLBACK);
        } catch (MissingResourceException e) {
            throw new IllegalStateException("the program's own texts are missing: " + base, e);
        }
    }
}
