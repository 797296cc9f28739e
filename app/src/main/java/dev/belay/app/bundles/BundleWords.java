package dev.belay.app.bundles;

import dev.belay.app.ui.Texts;
import dev.belay.model.bundle.BundleProblem;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Conflict;
import dev.belay.model.diff.DiffText;
import dev.belay.model.diff.Item;
import dev.belay.model.network.Link;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What bundles, differences and refusals are called, in the language of now.
final class BundleWords {
    private final Texts texts;

    BundleWords(Texts texts) {
        this.texts = texts;
    }

    /// A refusal.
    ///
    /// @param code its stable name
    record Said(String code, String sentence, String advice) {}

    List<Said> trouble(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Unreadable(String why) ->
                    List.of(
                            new Said(
                                    "",
                                    texts.get("unreadable", why),
                                    texts.get("unreadable.advice")));
            case Trouble.BadBundle(List<BundleProblem> problems) ->
                    problems.stream().map(this::said).toList();
            case Trouble.BadDesign(List<Problem> problems) ->
                    problems.stream().map(this::said).toList();
        };
    }

    Said said(BundleProblem problem) {
        return new Said(
                problem.code().code(), problem.sentence(locale()), problem.advice(locale()));
    }

    Said said(Problem problem) {
        return new Said(
                problem.code().code(), problem.sentence(locale()), problem.advice(locale()));
    }

    /// The first refusal, with what to do.
    String first(Trouble trouble) {
        Said first = trouble(trouble).getFirst();
        return first.sentence() + " " + first.advice();
    }

    String fault(ExportState.Fault fault) {
        return switch (fault) {
            case ExportState.Fault.NoFile(String found) ->
                    found.isBlank()
                            ? texts.get("export.no-file")
                            : texts.get("export.bad-file", found);
            case ExportState.Fault.NoKey(String found, String why) ->
                    why.isEmpty()
                            ? texts.get("export.no-key", found)
                            : texts.get("export.bad-key", found, why);
            case ExportState.Fault.Disk(var file, String why) ->
                    texts.get("export.disk", file, why);
            case ExportState.Fault.Changed(var file) -> texts.get("export.changed", file);
            case ExportState.Fault.Otherwise(List<BundleProblem> problems) ->
                    texts.get(
                            "export.otherwise",
                            problems.isEmpty() ? "" : said(problems.getFirst()).sentence());
        };
    }

    /// What kind of thing it is.
    String kind(Item item) {
        return DiffText.of(locale()).kind(item);
    }

    /// What people call it; of an edge, what it joins.
    ///
    /// @param designs in which it may be, the nearest first
    String name(Item item, List<Design> designs) {
        if (!item.name().isEmpty()) {
            return item.name();
        }
        return designs.stream()
                .flatMap(design -> link(item, design).stream())
                .findFirst()
                .orElse(item.id());
    }

    private static Optional<String> link(Item item, Design design) {
        return design.links().stream()
                .filter(link -> item.kind().equals("link"))
                .filter(link -> link.id().toString().equals(item.id()))
                .findFirst()
                .map(link -> ends(link, design));
    }

    private static String ends(Link link, Design design) {
        return name(link.from(), design) + " → " + name(link.to(), design);
    }

    private static String name(ThingId id, Design design) {
        return design.find(id)
                .map(thing -> thing.name().isBlank() ? id.toString() : thing.name())
                .orElse(id.toString());
    }

    /// Which field, such as `resources › web-ip › address`.
    static String field(String pointer) {
        return String.join(
                " › ", Stream.of(pointer.split("/", -1)).filter(one -> !one.isEmpty()).toList());
    }

    /// What a conflict is about, in one line.
    String about(Conflict conflict, List<Design> designs) {
        String item = (kind(conflict.item()) + " " + name(conflict.item(), designs)).strip();
        return conflict.pointer().isEmpty() ? item : item + " · " + field(conflict.pointer());
    }

    String sentence(Conflict conflict) {
        return DiffText.of(locale()).sentence(conflict);
    }

    String advice(Conflict conflict) {
        return DiffText.of(locale()).advice(conflict);
    }

    /// A value, or that there is none.
    String value(String value) {
        return value.isEmpty() ? texts.get("nothing") : value;
    }

    Locale locale() {
        return texts.language().locale();
    }

    /// The designs that are there, without those that are not.
    static List<Design> some(List<Optional<Design>> designs) {
        return designs.stream().flatMap(Optional::stream).toList();
    }
}
