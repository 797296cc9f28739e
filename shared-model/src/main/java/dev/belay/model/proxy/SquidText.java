package dev.belay.model.proxy;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// Findings in words: English, or Japanese for a Japanese locale.
public final class SquidText {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle texts;

    private SquidText(Locale locale) {
        String base = SquidText.class.getPackageName() + ".squid";
        try {
            texts =
                    ResourceBundle.getBundle(
                            base,
                            locale.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ROOT,
                            SquidText.class.getClassLoader(),
                            NO_FALLBACK);
        } catch (MissingResourceException e) {
            throw new IllegalStateException("the program's own texts are missing: " + base, e);
        }
    }

    public static SquidText of(Locale locale) {
        return new SquidText(locale);
    }

    /// What is wrong.
    public String sentence(SquidFinding finding) {
        return text(finding.kind().name(), finding);
    }

    /// What to do.
    public String advice(SquidFinding finding) {
        return text(finding.kind().name() + ".advice", finding);
    }

    private String text(String key, SquidFinding finding) {
        return new MessageFormat(texts.getString(key), Locale.ROOT)
                .format(finding.args().toArray());
    }
}
