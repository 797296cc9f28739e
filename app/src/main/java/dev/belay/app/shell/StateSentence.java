package dev.belay.app.shell;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Severity;
import java.util.ArrayList;
import java.util.List;

/// The state of a cluster in one sentence of a few parts, the worst first in its glyph.
///
/// @param worst what the glyph in front says
/// @param parts in the order in which they are read
record StateSentence(CheckGlyph.Result worst, List<Part> parts) {

    /// How a part is written.
    enum Tone {
        PLAIN,
        WARNING,
        BAD
    }

    /// One part of the sentence.
    ///
    /// @param leadsToProblems whether it is a link to the problems
    record Part(String text, Tone tone, boolean leadsToProblems) {}

    /// What the picture comes to.
    static StateSentence of(Picture picture, Texts texts) {
        if (!picture.isFresh()) {
            String key = picture.nodes().isEmpty() ? "state.nothing-yet" : "state.nothing-fresh";
            return new StateSentence(
                    picture.nodes().isEmpty()
                            ? CheckGlyph.Result.RUNNING
                            : CheckGlyph.Result.WARNING,
                    List.of(new Part(texts.get(key), Tone.WARNING, false)));
        }
        List<Part> parts = new ArrayList<>();
        long heard =
                picture.nodes().stream().filter(node -> node.state() != NodeState.UNKNOWN).count();
        int all = picture.nodes().size();
        parts.add(
                new Part(
                        texts.get("state.nodes", heard, all),
                        heard < all ? Tone.WARNING : Tone.PLAIN,
                        false));
        boolean quorum = picture.quorum().held();
        parts.add(
                new Part(
                        texts.get(quorum ? "state.quorum" : "state.no-quorum"),
                        quorum ? Tone.PLAIN : Tone.BAD,
                        false));
        String coordinator = picture.coordinator();
        parts.add(
                coordinator == null
                        ? new Part(texts.get("state.no-coordinator"), Tone.WARNING, false)
                        : new Part(
                                texts.get("state.coordinator", nameOf(picture, coordinator)),
                                Tone.PLAIN,
                                false));
        disagreement(picture, texts, parts);
        int problems = picture.problems().size();
        boolean bad = picture.problems().stream().anyMatch(one -> one.severity() == Severity.ERROR);
        if (problems > 0) {
            parts.add(
                    new Part(
                            texts.get("state.problems", problems),
                            bad ? Tone.BAD : Tone.WARNING,
                            true));
        }
        return new StateSentence(worst(picture, parts, bad), List.copyOf(parts));
    }

    private static void disagreement(Picture picture, Texts texts, List<Part> parts) {
        List<String> observers =
                picture.disagreement().stream()
                        .map(Picture.Disagreement::observer)
                        .distinct()
                        .toList();
        if (observers.size() == 1) {
            parts.add(
                    new Part(
                            texts.get("state.disagrees", nameOf(picture, observers.getFirst())),
                            Tone.WARNING,
                            true));
        } else if (observers.size() > 1) {
            parts.add(new Part(texts.get("state.disagree", observers.size()), Tone.WARNING, true));
        }
    }

    private static CheckGlyph.Result worst(Picture picture, List<Part> parts, boolean bad) {
        boolean failed =
                picture.nodes().stream().anyMatch(node -> node.state() == NodeState.FAILED);
        if (bad || failed || parts.stream().anyMatch(part -> part.tone() == Tone.BAD)) {
            return CheckGlyph.Result.ERROR;
        }
        return parts.stream().anyMatch(part -> part.tone() == Tone.WARNING)
                ? CheckGlyph.Result.WARNING
                : CheckGlyph.Result.PASS;
    }

    private static String nameOf(Picture picture, String id) {
        return picture.node(id).map(node -> node.member().name()).orElse(id);
    }

    /// All of it as one text, for those who hear it.
    String spoken() {
        return String.join(", ", parts.stream().map(Part::text).toList());
    }
}
