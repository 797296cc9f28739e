package dev.belay.app.overlay;

import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.plan.Difference;
import dev.belay.model.plan.Drift;
import dev.belay.model.plan.Part;
import dev.belay.model.status.NodeState;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The words of the overlay in the language of now.
public final class OverlayWords {

    private final Texts texts;
    private final Function<NodeState, String> states;
    private final OverlayModel model;

    public OverlayWords(Ui ui, OverlayModel model) {
        this(ui.texts(OverlayWords.class), state -> StateGlyph.word(ui, state), model);
    }

    /// @param states the word of each
    OverlayWords(Texts texts, Function<NodeState, String> states, OverlayModel model) {
        this.texts = texts;
        this.states = states;
        this.model = model;
    }

    public Texts texts() {
        return texts;
    }

    /// On the card: `Active · web 2.1 s`.
    ///
    /// @param isStateTold whether the card itself says how its member is
    public String strip(Vital vital, boolean isStateTold) {
        String now = now(vital, isStateTold);
        return vital.isStale() && !(vital instanceof Vital.Member) ? stale(now) : now;
    }

    private String now(Vital vital, boolean isStateTold) {
        return switch (vital) {
            case Vital.Absent _ -> texts.get("absent");
            case Vital.Member member -> member(member, isStateTold);
            case Vital.Served served -> {
                String state = texts.get("served." + served.state(), served.node());
                yield served.marginMillis() < 0
                        ? state
                        : state + " · " + texts.figures().age(served.marginMillis());
            }
            case Vital.Held held -> texts.get("held." + held.state(), held.node());
        };
    }

    private String member(Vital.Member member, boolean isStateTold) {
        String runs = runs(member);
        if (isStateTold) {
            return runs;
        }
        String state =
                !member.isStale()
                        ? states.apply(member.state())
                        : member.ageMillis() < 0
                                ? texts.get("never")
                                : texts.get("silent", texts.figures().age(member.ageMillis()));
        return runs.isEmpty() ? state : state + " · " + runs;
    }

    private String runs(Vital.Member member) {
        String all =
                member.runs().stream()
                        .map(one -> withMargin(one.service(), one.marginMillis()))
                        .collect(Collectors.joining(" · "));
        return member.areRunsStale() && !all.isEmpty() ? stale(all) : all;
    }

    private String stale(String said) {
        long age = model.seen().map(Sight.Seen::ageMillis).orElse(0L);
        return texts.get("stale", said, texts.figures().age(age));
    }

    private String withMargin(String text, long marginMillis) {
        return marginMillis < 0 ? text : text + " " + texts.figures().age(marginMillis);
    }

    /// On the tag of a card or a line: `planned`.
    public String tag(Difference difference) {
        return texts.get("tag." + difference.what());
    }

    /// On a card that only the design in force has.
    public String ghost(Difference gone) {
        return texts.get("ghost", name(gone), tag(gone));
    }

    /// What a tag or a row does when it is pressed.
    public String spoken(Difference difference) {
        return texts.get("step.show", sentence(difference), difference.step());
    }

    /// `vip-files is drawn and not in force yet.`
    public String sentence(Difference difference) {
        Part part = difference.part();
        return switch (part.kind()) {
            case THING, LINK, CONFIG_SET ->
                    texts.get("difference." + difference.what(), name(difference));
            case CLUSTER, TIMING, FENCING, CONFIG_SETS, LINKS, ORDER ->
                    texts.get("difference." + part.kind());
        };
    }

    /// What people call what it is about: `vip-files`.
    String name(Difference difference) {
        Part part = difference.part();
        return switch (part.kind()) {
            case THING, LINK -> model.name(part.id());
            case CONFIG_SET -> part.id();
            case CLUSTER, TIMING, FENCING, CONFIG_SETS, LINKS, ORDER ->
                    texts.get("part." + part.kind());
        };
    }

    /// `web runs on gw-2, and is to run elsewhere.`
    public String sentence(Drift drift) {
        boolean isSet = drift.kind() == Drift.Kind.EDITED_FILES;
        String found = isSet || drift.found().isEmpty() ? drift.found() : model.name(drift.found());
        return texts.get("drift." + drift.kind(), model.name(drift.subject()), found);
    }

    /// All drifts of a thing, for its tag.
    public String sentences(List<Drift> drifts) {
        return drifts.stream().map(this::sentence).collect(Collectors.joining("\n"));
    }
}
