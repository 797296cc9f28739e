package dev.belay.model.plan;

import dev.belay.model.design.Design;
import dev.belay.model.place.Reason;
import dev.belay.model.text.OwnTexts;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Plans in words: English, or Japanese for a Japanese locale.
public final class PlanText {

    private final ResourceBundle texts;
    private final UnaryOperator<String> names;

    private PlanText(ResourceBundle texts, UnaryOperator<String> names) {
        this.texts = texts;
        this.names = names;
    }

    private PlanText(Locale locale) {
        names = UnaryOperator.identity();
        texts = OwnTexts.of(PlanText.class, "plan", locale);
    }

    public static PlanText of(Locale locale) {
        return new PlanText(locale);
    }

    /// The same, calling things by their names in these designs instead of by their ids.
    public PlanText naming(Design... designs) {
        return new PlanText(
                texts,
                id ->
                        Stream.of(designs)
                                .flatMap(
                                        one -> ThingId.parse(id).good().flatMap(one::find).stream())
                                .map(Thing::name)
                                .filter(name -> !name.isBlank())
                                .findFirst()
                                .orElse(id));
    }

    /// What a step is, by its code; one of a newer agent shows its code.
    public String title(String code, List<String> subjects) {
        String key = "step." + code;
        if (!texts.containsKey(key)) {
            return (code + " " + String.join(", ", subjects)).strip();
        }
        // The subjects of these two are no things.
        boolean isNamed = !code.equals("timing-changed") && !code.equals("drawn");
        List<String> called = isNamed ? subjects.stream().map(names).toList() : subjects;
        return code.equals("together")
                ? text(key, String.join(", ", called))
                : text(key, called.toArray());
    }

    public String title(Step step) {
        return title(step.code(), step.subjects());
    }

    /// What agents do to a service, in one sentence.
    public String effect(Effect effect) {
        String why = effect.reason().map(this::reason).orElse("");
        return text(
                "effect." + effect.kind(),
                names.apply(effect.service().toString()),
                effect.from().orElse(""),
                effect.to().orElse(""),
                why,
                duration(effect.outage()));
    }

    private String reason(Reason reason) {
        return text("cause." + reason.cause(), reason.subject().orElse(""));
    }

    /// What is looked at before a step begins.
    public String gate(Gate gate) {
        return text("gate." + gate);
    }

    /// What is looked at when a step has been taken.
    public List<String> checks(PlannedStep step) {
        List<String> seen =
                step.effects().stream()
                        .filter(one -> texts.containsKey("check." + one.kind()))
                        .map(one ->
                                text(
                                        "check." + one.kind(),
                                        names.apply(one.service().toString()),
                                        one.from().orElse(""),
                                        one.to().orElse("")))
                        .toList();
        return seen.isEmpty() ? List.of(text("check.as-before")) : seen;
    }

    public String obstacle(Obstacle obstacle) {
        return text("obstacle." + obstacle);
    }

    private static String duration(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private String text(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(arguments);
    }
}
