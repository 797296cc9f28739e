package dev.belay.model.proxy;

import dev.belay.model.text.OwnTexts;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Findings in words: English, or Japanese for a Japanese locale.
public final class SquidText {

    private final ResourceBundle texts;

    private SquidText(Locale locale) {
        texts = OwnTexts.of(SquidText.class, "squid", locale);
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
