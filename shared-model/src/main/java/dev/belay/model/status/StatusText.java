package dev.belay.model.status;

import dev.belay.model.text.OwnTexts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/// Texts and advice for events, problems and reasons in one language.
public final class StatusText {

    private final ResourceBundle events;
    private final ResourceBundle status;

    private StatusText(Locale locale) {
        events = OwnTexts.of(StatusText.class, "events", locale);
        status = OwnTexts.of(StatusText.class, "status", locale);
    }

    /// The texts in Japanese for a Japanese locale, in English for any other.
    public static StatusText of(Locale locale) {
        return new StatusText(locale);
    }

    /// What happened, in one sentence; an event of a newer agent shows its id and fields.
    public String text(EventRecord event) {
        return found(events, event.id())
                .map(pattern -> filled(pattern, event.fields()))
                .orElseGet(() -> event.id() + " " + event.fields());
    }

    /// What to do about an event; empty for an event of a newer agent.
    public String advice(EventRecord event) {
        return found(events, event.id() + ".advice")
                .map(pattern -> filled(pattern, event.fields()))
                .orElse("");
    }

    /// What is wrong, in one sentence.
    public String text(StatusProblem problem) {
        return found(status, "problem." + problem.code())
                .map(pattern -> filled(pattern, problem.fields()))
                .orElse(problem.text());
    }

    /// What to do about a problem; empty for a problem of a newer agent.
    public String advice(StatusProblem problem) {
        return found(status, "problem." + problem.code() + ".advice")
                .map(pattern -> filled(pattern, problem.fields()))
                .orElse("");
    }

    /// Why a node is taken to be in its state.
    public String reason(NodeStatus node) {
        return found(status, "reason." + node.reasonCode())
                .map(pattern -> filled(pattern, node.reasonFields()))
                .orElse(node.reason());
    }

    /// Replaces each `{name}` by its field.
    static String filled(String pattern, Map<String, String> fields) {
        String text = pattern;
        for (var field : fields.entrySet()) {
            text = text.replace("{" + field.getKey() + "}", field.getValue());
        }
        return text;
    }

    private static Optional<String> found(ResourceBundle bundle, String key) {
        return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
    }
}
