package dev.belay.app.whatif;

import dev.belay.model.design.Design;
import dev.belay.model.status.Member;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Fate;
import dev.belay.model.whatif.Fault;
import dev.belay.model.whatif.Mending;
import dev.belay.model.whatif.Prediction;
import dev.belay.model.whatif.Sweep;
import dev.belay.model.whatif.Sweep.Weak;
import dev.belay.model.whatif.WhatIf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// What is taken for failed, and what would become of the services then. Confined to the UI thread,
/// and needs no toolkit; predictions are made on another one. Nothing of it reaches a cluster.
public final class WhatIfModel {

    /// Told this often, so that the progress of many predictions does not keep the window busy.
    private static final int TOLD_EACH = 64;

    /// Mendings are looked for of so many, the worst ones: each takes a prediction for each node.
    private static final int MOST_MENDED = 60;

    /// The one that loses most comes first; of those the one that loses the majority, then the one
    /// that takes one fault only.
    private static final Comparator<Weak> WORST =
            Comparator.<Weak>comparingInt(weak -> -weak.lost().size())
                    .thenComparing(Weak::quorate)
                    .thenComparing(weak -> !weak.isSingle());

    private final ObservableValue<? extends @Nullable Design> design;
    private final Executor background;
    private final Executor ui;
    private final ReadOnlyBooleanWrapper possible = new ReadOnlyBooleanWrapper(this, "possible");
    private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(this, "active");
    private final ReadOnlyObjectWrapper<List<Fault>> faults =
            new ReadOnlyObjectWrapper<>(this, "faults", List.of());
    private final ReadOnlyObjectWrapper<Optional<Prediction>> prediction =
            new ReadOnlyObjectWrapper<>(this, "prediction", Optional.empty());
    private final ReadOnlyObjectWrapper<SweepState> sweep =
            new ReadOnlyObjectWrapper<>(this, "sweep", new SweepState.None());
    private final ReadOnlyObjectWrapper<Map<ThingId, Set<Sign>>> signs =
            new ReadOnlyObjectWrapper<>(this, "signs", Map.of());
    private final ReadOnlyObjectWrapper<List<Fault>> candidates =
            new ReadOnlyObjectWrapper<>(this, "candidates", List.of());

    private final ReadOnlyObjectWrapper<Optional<Fault>> refused =
            new ReadOnlyObjectWrapper<>(this, "refused", Optional.empty());

    private @Nullable WhatIf whatIf;
    private long asked;
    private String cluster = "";
    private long answered;
    private AtomicBoolean sweeping = new AtomicBoolean();

    /// @param design the one that is open; null for none
    /// @param background where predictions are made
    /// @param ui where everything else happens
    public WhatIfModel(
            ObservableValue<? extends @Nullable Design> design, Executor background, Executor ui) {
        this.design = design;
        this.background = background;
        this.ui = ui;
        design.subscribe(this::redesign);
    }

    /// Whether there is a design to ask about.
    public ReadOnlyBooleanProperty possibleProperty() {
        return possible.getReadOnlyProperty();
    }

    /// Whether the drawing shows a hypothesis now.
    public ReadOnlyBooleanProperty activeProperty() {
        return active.getReadOnlyProperty();
    }

    /// What is taken for failed, in the order in which it was said.
    public ReadOnlyObjectProperty<List<Fault>> faultsProperty() {
        return faults.getReadOnlyProperty();
    }

    /// What would be; for a moment that of the faults before, and empty until the first is made.
    public ReadOnlyObjectProperty<Optional<Prediction>> predictionProperty() {
        return prediction.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<SweepState> sweepProperty() {
        return sweep.getReadOnlyProperty();
    }

    /// What is to be painted on the drawing; empty while there is no hypothesis.
    public ReadOnlyObjectProperty<Map<ThingId, Set<Sign>>> signsProperty() {
        return signs.getReadOnlyProperty();
    }

    /// Everything that can fail: nodes, what holds nodes, lines between such.
    public ReadOnlyObjectProperty<List<Fault>> candidatesProperty() {
        return candidates.getReadOnlyProperty();
    }

    /// What was said to fail last, where that can change nothing: nothing runs there.
    public ReadOnlyObjectProperty<Optional<Fault>> refusedProperty() {
        return refused.getReadOnlyProperty();
    }

    /// Whether every answer is there.
    public boolean isSettled() {
        return answered == asked && !(sweep.get() instanceof SweepState.Running);
    }

    /// The design that is asked about.
    public @Nullable Design design() {
        return design.getValue();
    }

    /// Shows what would be, with what was taken for failed before.
    public void enter() {
        if (possible.get() && !active.get()) {
            active.set(true);
            begin();
        }
    }

    /// Back to what is. What was taken for failed is kept, a search in progress is not.
    public void leave() {
        stopSweep();
        active.set(false);
        sign();
    }

    public void toggle() {
        if (active.get()) {
            leave();
        } else {
            enter();
        }
    }

    /// Takes it for failed, or no longer.
    ///
    /// @return whether it is something that can fail
    public boolean toggle(Fault fault) {
        var same = faults.get().stream().filter(one -> isSame(one, fault)).findFirst();
        if (same.isPresent()) {
            var rest = new ArrayList<>(faults.get());
            rest.remove(same.get());
            show(rest);
            return true;
        }
        if (!canFail(fault)) {
            refused.set(Optional.of(fault));
            return false;
        }
        var more = new ArrayList<>(faults.get());
        more.add(fault);
        show(more);
        return true;
    }

    static boolean isSame(Fault a, Fault b) {
        return (a instanceof Fault.Cut one && b instanceof Fault.Cut other)
                ? one.isSame(other)
                : a.equals(b);
    }

    private boolean canFail(Fault fault) {
        var now = asker();
        return now != null
                && switch (fault) {
                    case Fault.Down(var thing) -> !now.nodesIn(thing).isEmpty();
                    case Fault.Cut(var one, var other) ->
                            !now.nodesIn(one).isEmpty() && !now.nodesIn(other).isEmpty();
                };
    }

    /// Nothing is taken for failed any more.
    public void reset() {
        show(List.of());
    }

    /// Takes just these for failed.
    public void show(List<Fault> wanted) {
        refused.set(Optional.empty());
        faults.set(List.copyOf(wanted));
        if (active.get()) {
            ask();
        }
    }

    /// What is taken for failed as a drill, or why no drill is like it.
    ///
    /// @param members of the live cluster; empty when none is there
    public Rehearsal rehearsal(List<Member> members) {
        var opened = design.getValue();
        var now = asker();
        return opened == null || now == null
                ? new Rehearsal.None(Rehearsal.Why.NOTHING, Optional.empty())
                : Rehearsal.of(opened, now, faults.get(), prediction.get(), members);
    }

    /// Tries all single and double faults.
    public void sweep() {
        var opened = design.getValue();
        if (opened == null || sweep.get() instanceof SweepState.Running) {
            return;
        }
        var goOn = new AtomicBoolean(true);
        sweeping = goOn;
        sweep.set(new SweepState.Running(0, 0));
        background.execute(() -> {
            var found =
                    Sweep.of(
                            opened,
                            (done, total) -> {
                                if (done % TOLD_EACH == 0) {
                                    ui.execute(() -> progress(goOn, done, total));
                                }
                                return goOn.get();
                            });
            var done = found.map(one -> done(opened, one));
            ui.execute(() -> {
                if (goOn.get()) {
                    done.ifPresent(this::swept);
                }
            });
        });
    }

    private void progress(AtomicBoolean of, int done, int total) {
        if (of.get() && sweep.get() instanceof SweepState.Running) {
            sweep.set(new SweepState.Running(done, total));
        }
    }

    private static SweepState.Done done(Design opened, Sweep found) {
        var weak = found.weak().stream().sorted(WORST).toList();
        var mendings = new HashMap<Weak, Mending>();
        for (var one : weak.stream().limit(MOST_MENDED).toList()) {
            Mending.of(opened, one).ifPresent(mending -> mendings.put(one, mending));
        }
        return new SweepState.Done(found.predictions(), found.faults(), weak, mendings);
    }

    private void swept(SweepState.Done found) {
        sweep.set(found);
        sign();
    }

    /// Ends a search that goes on; what it found is forgotten.
    public void stopSweep() {
        sweeping.set(false);
        if (sweep.get() instanceof SweepState.Running) {
            sweep.set(new SweepState.None());
            sign();
        }
    }

    /// Forgets what the search found, and paints it no longer.
    public void forgetSweep() {
        stopSweep();
        sweep.set(new SweepState.None());
        sign();
    }

    private void redesign(@Nullable Design opened) {
        sweeping.set(false);
        sweep.set(new SweepState.None());
        whatIf = null;
        // What is on its way is about the design before.
        answered = ++asked;
        candidates.set(List.of());
        refused.set(Optional.empty());
        prediction.set(Optional.empty());
        possible.set(
                opened != null && opened.nodes().stream().anyMatch(one -> one.role().member()));
        String now = opened == null ? "" : opened.cluster().id();
        if (!possible.get() || !now.equals(cluster)) {
            // Things of another cluster may have the same ids.
            faults.set(List.of());
        }
        cluster = now;
        if (!possible.get()) {
            active.set(false);
        }
        if (active.get()) {
            begin();
        }
        sign();
    }

    /// Asks about what was taken for failed, as far as the design still has it.
    private void begin() {
        faults.set(faults.get().stream().filter(this::canFail).toList());
        ask();
    }

    /// Who is asked about the design as it is now; made only when somebody asks, because a design
    /// that is edited is another one at each key.
    private @Nullable WhatIf asker() {
        var opened = design.getValue();
        var made = whatIf;
        if (made == null && opened != null) {
            made = WhatIf.of(opened);
            whatIf = made;
            candidates.set(candidates(opened));
        }
        return made;
    }

    /// Members, what they are drawn in, and lines between such.
    private static List<Fault> candidates(Design opened) {
        var holding = new HashSet<ThingId>();
        for (var node : opened.nodes()) {
            if (node.role().member()) {
                holding.add(node.id());
                opened.containersOf(node).forEach(one -> holding.add(one.id()));
            }
        }
        var all = new ArrayList<Fault>();
        for (var thing : opened.things()) {
            if (holding.contains(thing.id())) {
                all.add(new Fault.Down(thing.id()));
            }
        }
        var cuts = new LinkedHashSet<Set<ThingId>>();
        for (var link : opened.links()) {
            boolean isBetween =
                    !link.from().equals(link.to())
                            && holding.contains(link.from())
                            && holding.contains(link.to());
            if (isBetween && cuts.add(Set.of(link.from(), link.to()))) {
                all.add(new Fault.Cut(link.from(), link.to()));
            }
        }
        return List.copyOf(all);
    }

    private void ask() {
        var of = asker();
        if (of == null) {
            return;
        }
        long number = ++asked;
        var wanted = faults.get();
        background.execute(() -> {
            var made = of.predict(wanted);
            ui.execute(() -> {
                answered = Math.max(answered, number);
                if (number == asked) {
                    prediction.set(Optional.of(made));
                    sign();
                }
            });
        });
        sign();
    }

    private void sign() {
        var all = new HashMap<ThingId, Set<Sign>>();
        if (active.get()) {
            for (var fault : faults.get()) {
                if (fault instanceof Fault.Down(var thing)) {
                    add(all, thing, Sign.DOWN);
                }
            }
            prediction.get().ifPresent(made -> sign(made, all));
            if (sweep.get() instanceof SweepState.Done done) {
                sign(done, all);
            }
        }
        signs.set(Map.copyOf(all));
    }

    private void sign(Prediction made, Map<ThingId, Set<Sign>> all) {
        var down = new HashSet<ThingId>();
        var now = asker();
        if (now != null) {
            for (var fault : faults.get()) {
                if (fault instanceof Fault.Down(var thing)) {
                    down.addAll(now.nodesIn(thing));
                }
            }
        }
        for (var node : made.apart()) {
            add(all, node, down.contains(node) ? Sign.DOWN : Sign.APART);
        }
        for (var service : made.services()) {
            if (service.fate() == Fate.LOST) {
                add(all, service.service(), Sign.LOST);
            } else if (service.fate() == Fate.MOVES) {
                add(all, service.service(), Sign.MOVED);
                service.after().ifPresent(node -> add(all, node, Sign.GAINED));
            }
        }
    }

    private static void sign(SweepState.Done done, Map<ThingId, Set<Sign>> all) {
        for (var weak : done.weak()) {
            for (var fault : weak.faults()) {
                if (fault instanceof Fault.Down(var thing)) {
                    add(all, thing, weak.isSingle() ? Sign.WEAK : Sign.WEAK_PAIR);
                }
            }
        }
    }

    private static void add(Map<ThingId, Set<Sign>> all, ThingId thing, Sign sign) {
        all.computeIfAbsent(thing, one -> EnumSet.noneOf(Sign.class)).add(sign);
    }
}
