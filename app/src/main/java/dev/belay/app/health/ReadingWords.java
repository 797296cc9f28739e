package dev.belay.app.health;

import dev.belay.app.ui.Figures;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.NodeState;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A reading in the language of now.
///
/// @param what what was seen
/// @param why what that means; begins with a space, or is empty
record ReadingWords(String what, String why) {

    static ReadingWords of(Reading reading, Map<String, String> names, Texts texts, Ui ui) {
        Figures figures = texts.figures();
        return switch (reading) {
            case Reading.Nothing ignored -> says(texts.get("reading.nothing"), "");
            case Reading.Agreement agreed ->
                    says(
                            texts.get(
                                    "reading.agreement",
                                    agreed.observers(),
                                    name(names, agreed.coordinator()),
                                    Long.toString(agreed.term())),
                            "");
            case Reading.NoCoordinator none ->
                    says(
                            texts.get("reading.noCoordinator", none.observers()),
                            texts.get("reading.noCoordinator.why"));
            case Reading.LateNews late -> late(late, names, texts, figures);
            case Reading.CutOff cut ->
                    says(
                            texts.get(
                                    "reading.cutOff",
                                    name(names, cut.node()),
                                    figures.age(cut.ageMillis()),
                                    Long.toString(cut.term())),
                            texts.get(
                                    "reading.cutOff.why",
                                    list(cut.deaf(), names, texts),
                                    name(names, cut.node())));
            case Reading.Dissent dissent -> dissent(dissent, names, texts, figures);
            case Reading.OtherSight sight ->
                    says(
                            texts.get(
                                    "reading.sight",
                                    name(names, sight.observer()),
                                    name(names, sight.subject()),
                                    word(ui, sight.says()),
                                    word(ui, sight.othersSay())),
                            texts.get(
                                    "reading.sight.why",
                                    name(names, sight.observer()),
                                    name(names, sight.subject())));
            case Reading.Missing missing -> missing(missing, names, texts, figures);
        };
    }

    private static ReadingWords late(
            Reading.LateNews late, Map<String, String> names, Texts texts, Figures figures) {
        String what =
                texts.get(
                        "reading.late",
                        name(names, late.node()),
                        figures.age(late.ageMillis()),
                        Long.toString(late.term()),
                        figures.age(late.termAgeMillis()));
        return late.hearers().isEmpty()
                ? says(what, texts.get("reading.late.unheard", name(names, late.node())))
                : says(what, texts.get("reading.late.heard", list(late.hearers(), names, texts)));
    }

    private static ReadingWords dissent(
            Reading.Dissent dissent, Map<String, String> names, Texts texts, Figures figures) {
        return says(
                texts.get(
                        "reading.dissent",
                        name(names, dissent.node()),
                        figures.age(dissent.ageMillis()),
                        leader(dissent.names(), names, texts),
                        Long.toString(dissent.term()),
                        leader(dissent.othersName(), names, texts),
                        Long.toString(dissent.othersTerm())),
                texts.get("reading.dissent.why", name(names, dissent.node())));
    }

    private static ReadingWords missing(
            Reading.Missing missing, Map<String, String> names, Texts texts, Figures figures) {
        String who = list(missing.nodes(), names, texts);
        return missing.ageMillis() < 0
                ? says(texts.get("reading.missing.never", who), texts.get("reading.missing.why"))
                : says(
                        texts.get("reading.missing", who, figures.age(missing.ageMillis())),
                        texts.get("reading.missing.why"));
    }

    private static ReadingWords says(String what, String why) {
        return new ReadingWords(what, why.isEmpty() ? "  " : " " + why + "  ");
    }

    private static String leader(@Nullable String id, Map<String, String> names, Texts texts) {
        return id == null ? texts.get("reading.nobody") : name(names, id);
    }

    private static String word(Ui ui, NodeState state) {
        return StateGlyph.word(ui, state).toLowerCase(ui.language().locale());
    }

    private static String list(List<String> ids, Map<String, String> names, Texts texts) {
        if (ids.size() == 2) {
            return texts.get("reading.both", name(names, ids.get(0)), name(names, ids.get(1)));
        }
        return ids.stream()
                .map(id -> name(names, id))
                .collect(Collectors.joining(texts.get("reading.comma")));
    }

    private static String name(Map<String, String> names, String id) {
        return names.getOrDefault(id, id);
    }
}
