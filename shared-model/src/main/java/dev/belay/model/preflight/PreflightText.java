package dev.belay.model.preflight;

import dev.belay.model.text.OwnTexts;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// Checks, findings, hops and faults in words: English, or Japanese for a Japanese locale.
public final class PreflightText {

    private final ResourceBundle texts;

    private PreflightText(Locale locale) {
        texts = OwnTexts.of(PreflightText.class, "preflight", locale);
    }

    public static PreflightText of(Locale locale) {
        return new PreflightText(locale);
    }

    /// What a check wants.
    public String title(PreflightCheck check) {
        return texts.getString(check.id() + ".title");
    }

    /// Why that matters.
    public String why(PreflightCheck check) {
        return texts.getString(check.id() + ".why");
    }

    /// What belongs together.
    public String group(PreflightCheck.Group group) {
        return texts.getString("group." + group.name());
    }

    /// An outcome in one word.
    public String outcome(Outcome outcome) {
        return texts.getString("outcome." + outcome.name());
    }

    /// What was found.
    public String sentence(Finding finding) {
        return text(finding.cause().name(), finding.args());
    }

    /// What to do.
    public String advice(Finding finding) {
        return text(finding.cause().name() + ".advice", finding.args());
    }

    /// What a hop is.
    public String step(Hop hop) {
        return text("step." + hop.step().name(), List.of(hop.from(), hop.to()));
    }

    /// A hop's state in one word.
    public String state(Hop.State state) {
        return texts.getString("state." + state.name());
    }

    /// What was wanted of a document, what was found, what to do.
    public String sentence(ReadFault fault) {
        Object[] args = new Object[fault.args().size() + 1];
        args[0] = fault.document();
        for (int i = 0; i < fault.args().size(); i++) {
            args[i + 1] = fault.args().get(i);
        }
        return new MessageFormat(texts.getString("read." + fault.kind().name()), Locale.ROOT)
                .format(args);
    }

    /// What a design does not say.
    public String sentence(Drawn.Gap gap) {
        return text("gap." + gap.kind().name(), List.of(gap.thing()));
    }

    private String text(String key, List<String> args) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(args.toArray());
    }
}
