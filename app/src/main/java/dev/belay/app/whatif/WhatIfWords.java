package dev.belay.app.whatif;

import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.place.Reason;
import dev.belay.model.place.Score;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Fate;
import dev.belay.model.whatif.Fault;
import dev.belay.model.whatif.Mending;
import dev.belay.model.whatif.Prediction;
import dev.belay.model.whatif.Prediction.ServiceFate;
import dev.belay.model.whatif.Sweep.Weak;
import dev.belay.model.whatif.WhatIf;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The sentences of a hypothesis in the language of now.
public final class WhatIfWords {

    private final Ui ui;
    private final Texts texts;
    private final WhatIfModel model;

    public WhatIfWords(Ui ui, WhatIfModel model) {
        this.ui = ui;
        this.texts = ui.texts(WhatIfWords.class);
        this.model = model;
    }

    Texts texts() {
        return texts;
    }

    /// What people call a thing.
    public String name(ThingId id) {
        var design = model.design();
        return design == null
                ? id.toString()
                : design.find(id).map(Thing::name).orElse(id.toString());
    }

    String names(Collection<ThingId> ids) {
        return ids.stream().map(this::name).collect(Collectors.joining(texts.get("list.comma")));
    }

    /// `gw-1 down`.
    public String fault(Fault fault) {
        return switch (fault) {
            case Fault.Down(var thing) -> texts.get("fault.down", name(thing));
            case Fault.Cut(var one, var other) -> texts.get("fault.cut", name(one), name(other));
        };
    }

    /// On a chip.
    String faultName(Fault fault) {
        return switch (fault) {
            case Fault.Down(var thing) -> name(thing);
            case Fault.Cut(var one, var other) -> name(one) + " ✕ " + name(other);
        };
    }

    String faults(List<Fault> faults) {
        return faults.stream().map(this::fault).collect(Collectors.joining(texts.get("list.and")));
    }

    String title(List<Fault> faults) {
        if (faults.isEmpty()) {
            return texts.get("panel.title.none");
        }
        if (faults.size() == 1) {
            return switch (faults.getFirst()) {
                case Fault.Down(var thing) -> texts.get("panel.title.down", name(thing));
                case Fault.Cut(var one, var other) ->
                        texts.get("panel.title.cut", name(one), name(other));
            };
        }
        return texts.get("panel.title.many", faults.size());
    }

    String services(Prediction prediction) {
        int lost = prediction.lost().size();
        int all = prediction.services().size();
        return all == 0 ? texts.get("panel.services.none") : texts.get("panel.services", lost, all);
    }

    String quorum(Prediction prediction) {
        return texts.get(
                prediction.quorate() ? "panel.quorum" : "panel.quorum.lost",
                prediction.votes(),
                prediction.majority());
    }

    String fate(Fate fate) {
        return texts.get("fate." + fate.name().toLowerCase(Locale.ROOT));
    }

    /// At the right of a service: what becomes of it, and how long that takes.
    String verdict(ServiceFate one) {
        return one.begins()
                .map(begins -> texts.get("service.verdict", fate(one.fate()), atMost(begins)))
                .orElseGet(() -> fate(one.fate()));
    }

    String way(ServiceFate one) {
        var nowhere = texts.get("service.nowhere");
        var before = one.before().map(this::name).orElse(nowhere);
        var after = one.after().map(this::name).orElse(nowhere);
        return before.equals(after)
                ? texts.get("service.where", before)
                : texts.get("service.way", before, after);
    }

    String loss(ServiceFate one) {
        return one.loss().map(loss -> texts.get("service.loss", duration(loss))).orElse("");
    }

    String why(ServiceFate one) {
        return one.reason().map(this::reason).orElseGet(() -> texts.get("cause.no-quorum"));
    }

    private String reason(Reason reason) {
        var key = "cause." + reason.cause().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.get(key, subject(reason), Score.text(reason.score()));
    }

    /// A thing by its name, a constraint as it is called.
    private String subject(Reason reason) {
        return reason.subject().orElse("");
    }

    String note(Prediction prediction) {
        return prediction.services().stream().anyMatch(one -> one.begins().isPresent())
                ? texts.get("panel.begins", duration(WhatIf.ELECTION))
                : "";
    }

    /// Why there is no such drill.
    String whyNoDrill(Rehearsal.None none) {
        var key = "drill." + none.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.get(key, none.about().map(this::name).orElse(""));
    }

    /// On a button: what takes a weak point away.
    String mending(Mending mending) {
        var node = name(mending.node());
        if (mending.services().isEmpty()) {
            return texts.get("mend.wake", node);
        }
        return texts.get(
                mending.wakes() ? "mend.both" : "mend.allow",
                names(mending.services()),
                node,
                mending.services().size());
    }

    String consequence(Weak weak) {
        var lost = texts.get("sweep.lost", weak.lost().size(), names(weak.lost()));
        return weak.quorate() ? lost : texts.get("sweep.no-quorum", lost);
    }

    String sentence(ServiceFate one) {
        return texts.get("service.sentence", name(one.service()), verdict(one), way(one))
                + " "
                + loss(one);
    }

    /// Rounded up: what is said is a bound.
    private String atMost(Duration duration) {
        return "≤ " + duration(duration);
    }

    private String duration(Duration duration) {
        long tenths = -Math.floorDiv(-duration.toMillis(), 100L);
        return ui.figures().duration(Duration.ofMillis(tenths * 100));
    }
}
