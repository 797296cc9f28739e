package dev.belay.drill;

import dev.belay.api.DrillKind;
import dev.belay.model.text.OwnTexts;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Drills in words: English, or Japanese for a Japanese locale.
public final class DrillText {

    private final ResourceBundle texts;
    private final String language;

    private DrillText(Locale locale) {
        boolean japanese = locale.getLanguage().equals("ja");
        language = japanese ? "ja" : "en";
        texts = OwnTexts.of(DrillText.class, "drill", locale);
    }

    public static DrillText of(Locale locale) {
        return new DrillText(locale);
    }

    /// `en` or `ja`.
    String language() {
        return language;
    }

    String text(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(arguments);
    }

    /// A duration as people read it: `840 ms`, `2.91 s`.
    public static String millis(long millis) {
        return Math.abs(millis) < 1_000
                ? millis + " ms"
                : String.format(Locale.ROOT, "%.2f s", millis / 1_000.0);
    }

    public String kind(DrillKind kind) {
        return text("kind." + name(kind));
    }

    /// What will happen to a node, in a sentence.
    public String effect(DrillKind kind, String service, String node, long seconds) {
        return text("effect." + name(kind), service, node, Long.toString(seconds));
    }

    private static String name(DrillKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// A step as a line of its own.
    public String step(DrillStep step) {
        return switch (step) {
            case DrillStep.Probing(var probe, var interval) ->
                    text("step.probing", probe, Long.toString(interval));
            case DrillStep.Steady(var answers) -> text("step.steady", Integer.toString(answers));
            case DrillStep.Begun(_, var kind, var node) -> text("step." + name(kind), node);
            case DrillStep.Unsure(_, var why) -> text("step.unsure", why);
            case DrillStep.Silent _ -> text("step.silent");
            case DrillStep.Answers(_, var outage) -> text("step.answers", millis(outage));
            case DrillStep.Active(_, var node) -> text("step.active", node);
            case DrillStep.NameSays(_, var host, var place) ->
                    place.address().isEmpty()
                            ? text("step.name-nowhere", host)
                            : text("step.name", host, place);
            case DrillStep.ClientFollows(_, var place) -> text("step.follows", place);
            case DrillStep.Starting(var service) -> text("step.starting", service);
            case DrillStep.Started(var node, var millis) ->
                    text("step.started", node, millis(millis));
            case DrillStep.FaultOver _ -> text("step.over");
            case DrillStep.GoingBack(_, var node) -> text("step.back", node);
        };
    }

    /// The result in one sentence.
    public String headline(DrillResult result) {
        Long outage = result.outageMillis();
        if (!result.isEnded() || outage == null) {
            return text("headline.unknown", result.service(), millis(result.watchedMillis()));
        }
        if (result.outages().isEmpty()) {
            return text("headline.unnoticed", result.service(), millis(outage));
        }
        return text("headline.out", result.service(), millis(outage));
    }

    /// Where the name led before and leads now, and when clients followed; empty without a name.
    public String name(DrillResult result) {
        NameSeen name = result.name();
        if (name == null) {
            return "";
        }
        Long said = name.saidMillis();
        Long followed = name.followedMillis();
        if (said == null) {
            return text("name.stayed", name.host(), name.before());
        }
        return followed == null
                ? text("name.changed", name.host(), name.before(), name.after(), millis(said))
                : text(
                        "name.followed",
                        name.host(),
                        name.before(),
                        name.after(),
                        millis(said),
                        millis(followed));
    }

    /// From where to where it went.
    public String way(DrillResult result) {
        if (result.after().isEmpty()) {
            return text("way.unknown", result.before());
        }
        return result.after().equals(result.before())
                ? text("way.stayed", result.before())
                : text("way.went", result.before(), result.after());
    }
}
