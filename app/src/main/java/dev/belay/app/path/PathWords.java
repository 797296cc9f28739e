package dev.belay.app.path;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.preflight.Drawn;
import dev.belay.model.preflight.Hop;
import dev.belay.model.preflight.PreflightText;
import dev.belay.model.preflight.ReadFault;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The words of a packet path in the language of now.
public final class PathWords {

    private final Texts texts;
    private final ObservableValue<@Nullable Design> design;

    /// @param design whose things have names
    public PathWords(Ui ui, ObservableValue<@Nullable Design> design) {
        this(ui.texts(PathWords.class), design);
    }

    PathWords(Texts texts, ObservableValue<@Nullable Design> design) {
        this.texts = texts;
        this.design = design;
    }

    public Texts texts() {
        return texts;
    }

    private Locale locale() {
        return texts.language().locale();
    }

    private PreflightText preflight() {
        return PreflightText.of(locale());
    }

    /// `Direct Connect gateway → Transit gateway`, by the names of the drawing.
    public String step(PathHop hop) {
        String names = hop.stops().stream().map(this::name).collect(Collectors.joining(" → "));
        return hop.stops().size() > 1
                ? names
                : names.isEmpty() ? bare(hop) : bare(hop) + ": " + names;
    }

    private String bare(PathHop hop) {
        return texts.get("step." + hop.step());
    }

    /// `→ Transit gateway`: where it leads from the end of the hop before.
    String onward(PathHop hop) {
        return hop.stops().size() < 2
                ? step(hop)
                : hop.stops().stream()
                        .skip(1)
                        .map(id -> "→ " + name(id))
                        .collect(Collectors.joining(" "));
    }

    /// Above the hops of one way: `To the virtual IP, from Osaka DC`.
    String group(PathHop first) {
        String key = first.isBack() ? "panel.back" : "panel.forward";
        return first.stops().isEmpty()
                ? texts.get(key)
                : texts.get(key + ".from", name(first.stops().getFirst()));
    }

    private String name(ThingId id) {
        return Optional.ofNullable(design.getValue())
                .flatMap(one -> one.find(id))
                .map(Thing::name)
                .orElse(id.toString());
    }

    /// A state in one word; what nobody asked AWS about is as drawn.
    public String state(PathHop hop) {
        return hop.why() instanceof Why.AsDrawn
                ? texts.get("state.AS_DRAWN")
                : texts.get("state." + hop.state());
    }

    /// As style sheets call the state; a hop that no packet reaches is shown as such.
    public static String style(PathHop hop) {
        if (hop.isBroken()) {
            return "broken";
        }
        return hop.isBeyondBreak()
                ? "beyond"
                : hop.state() == Hop.State.PROVEN ? "proven" : "unknown";
    }

    public static CheckGlyph.Result glyph(PathHop hop) {
        return switch (hop.state()) {
            case PROVEN -> CheckGlyph.Result.PASS;
            case BROKEN -> CheckGlyph.Result.ERROR;
            case UNKNOWN -> CheckGlyph.Result.UNKNOWN;
        };
    }

    /// What is in its way, or what would have to be known; empty for nothing.
    public String reason(PathHop hop) {
        return switch (hop.why()) {
            case Why.Proven _, Why.AsDrawn _ -> "";
            case Why.Answered(Hop.Reason reason) -> preflight().sentence(reason.finding());
            case Why.Checked(Problem problem) -> problem.sentence(locale());
            case Why.Missing(Why.Lack lack) -> texts.get("lack." + lack);
            case Why.Elsewhere(String answered, String active, Optional<String> _) ->
                    texts.get("elsewhere", answered, active);
        };
    }

    /// What to do; empty for nothing.
    public String advice(PathHop hop) {
        return switch (hop.why()) {
            case Why.Proven _, Why.AsDrawn _ -> "";
            case Why.Answered(Hop.Reason reason) -> preflight().advice(reason.finding());
            case Why.Checked(Problem problem) -> problem.advice(locale());
            case Why.Missing(Why.Lack lack) -> texts.get("lack." + lack + ".advice");
            case Why.Elsewhere _ -> texts.get("elsewhere.advice");
        };
    }

    /// At the break on the canvas: `Hop 4: rtb-0a1f93c2 has no route for 10.200.0.10/32.`
    public String tag(PathHop hop) {
        return texts.get("tag", hop.number(), reason(hop));
    }

    /// For those who do not see it.
    public String spoken(PathHop hop) {
        String said =
                texts.get(
                        hop.isBack() ? "hop.back" : "hop.forward",
                        hop.number(),
                        step(hop),
                        state(hop));
        String reason = reason(hop);
        return reason.isEmpty() ? said : said + " " + reason;
    }

    /// The whole path in a few words: `Hop 4 of 8 is broken`.
    public String summary(PacketPath path) {
        int all = path.hops().size();
        int proven = path.count(Hop.State.PROVEN);
        return path.broken()
                .map(hop -> texts.get("summary.broken", hop.number(), all))
                .orElseGet(() ->
                        proven == all
                                ? texts.get("summary.proven", all)
                                : path.isAnswered()
                                        ? texts.get("summary.some", proven, all)
                                        : texts.get("summary.drawn", all));
    }

    public static CheckGlyph.Result glyph(PacketPath path) {
        return path.broken().isPresent()
                ? CheckGlyph.Result.ERROR
                : path.count(Hop.State.UNKNOWN) > 0
                        ? CheckGlyph.Result.SKIPPED
                        : CheckGlyph.Result.PASS;
    }

    /// `vip-web 10.200.0.10`.
    String name(VirtualIp vip) {
        return vip.address().map(one -> vip.name() + "  " + one).orElse(vip.name());
    }

    String sentence(ReadFault fault) {
        return preflight().sentence(fault);
    }

    String sentences(List<Drawn.Gap> gaps) {
        return gaps.stream()
                .map(gap -> preflight().sentence(gap))
                .collect(Collectors.joining("\n"));
    }
}
