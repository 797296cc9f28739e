package dev.belay.story;

import dev.belay.drill.DrillText;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.StatusText;
import dev.belay.model.text.Markdown;
import dev.belay.model.text.OwnTexts;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/// Stories in words: English, or Japanese for a Japanese locale. What the cluster itself says stays
/// in English.
public final class StoryText {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS xxx", Locale.ROOT);

    private final ResourceBundle texts;
    private final StatusText events;
    private final DrillText drills;

    private StoryText(Locale locale) {
        texts = OwnTexts.of(StoryText.class, "story", locale);
        events = StatusText.of(locale);
        drills = DrillText.of(locale);
    }

    public static StoryText of(Locale locale) {
        return new StoryText(locale);
    }

    private String text(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(arguments);
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// From where to where, without the cause.
    public String headline(Story story) {
        if (story.from().isEmpty()) {
            return text("headline.first", story.service(), story.to());
        }
        if (story.to().isEmpty()) {
            return text("headline.stopped", story.service(), story.from());
        }
        return story.from().equals(story.to())
                ? text("headline.again", story.service(), story.to())
                : text("headline.moved", story.service(), story.from(), story.to());
    }

    /// Why, in a sentence.
    public String cause(Story story) {
        Story.Cause cause = story.cause();
        String drill = cause.drill() == null ? "" : drills.kind(cause.drill());
        return text("cause." + code(cause.kind()), story.from(), story.to(), cause.said(), drill);
    }

    public String phase(Story.PhaseKind kind) {
        return text("phase." + code(kind));
    }

    /// What a phase was, and what of it is not certain.
    public String phaseNote(Story.Phase phase) {
        String length = phase.millis() < 0 ? "" : DrillText.millis(phase.millis());
        if (phase.isConfirmed()) {
            return length.isEmpty() ? text("phase.seen") : length;
        }
        return length.isEmpty() ? text("phase.unrecorded") : text("phase.unconfirmed", length);
    }

    public String link(Story.Link link, Story story) {
        EventRecord event = link.event();
        return switch (link.kind()) {
            case EVENT -> event == null ? "" : events.text(event);
            case LAST_RENEWAL -> text("link.renewal", link.node(), story.service());
            case DECISION -> text("link.decision", link.said());
            case NOW -> text("link.now." + link.said().toLowerCase(Locale.ROOT), story.service());
        };
    }

    /// Where that stands.
    public String evidence(Story.Link link) {
        EventRecord event = link.event();
        return switch (link.kind()) {
            case EVENT ->
                    event == null
                            ? ""
                            : text("evidence.event", Long.toString(event.seq()), event.node());
            case LAST_RENEWAL -> text("evidence.renewal");
            case DECISION -> text("evidence.stay", Long.toString(link.stay()));
            case NOW -> text("evidence.now", link.node());
        };
    }

    public String advice(Story.Advice advice) {
        return text("advice." + advice.code(), advice.arguments().toArray());
    }

    /// All of it, as Markdown.
    ///
    /// @param zone of whoever reads it
    public String markdown(Story story, ZoneId zone) {
        var out = new StringBuilder();
        out.append("# ").append(mark(headline(story))).append("\n\n");
        out.append(when(story.at(), zone)).append(". ").append(mark(cause(story))).append("\n\n");
        for (Story.Phase phase : story.phases()) {
            out.append("- ").append(phase(phase.kind())).append(": ");
            out.append(phaseNote(phase)).append("\n");
        }
        out.append("\n| | | |\n| --- | --- | --- |\n");
        for (Story.Link link : story.chain()) {
            out.append("| ").append(when(link.at(), zone));
            out.append(" | ").append(mark(link(link, story)));
            if (!link.isConfirmed()) {
                out.append(" ").append(whenUnconfirmed());
            }
            out.append(" | ").append(mark(evidence(link))).append(" |\n");
        }
        out.append("\n");
        for (Story.Advice one : story.advice()) {
            out.append("- ").append(mark(advice(one))).append("\n");
        }
        return out.toString();
    }

    private static String when(Instant at, ZoneId zone) {
        return WHEN.format(at.atZone(zone));
    }

    private static String mark(String plain) {
        return Markdown.text(plain);
    }

    public String whenUnconfirmed() {
        return text("link.unconfirmed");
    }
}
