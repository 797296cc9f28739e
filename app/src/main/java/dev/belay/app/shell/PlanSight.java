package dev.belay.app.shell;

import dev.belay.api.ConfigSetView;
import dev.belay.app.connect.Asked;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.overlay.OverlayModel;
import dev.belay.app.overlay.Sight;
import dev.belay.app.overlay.Sight.Why;
import dev.belay.app.plan.PlanModel;
import dev.belay.app.plan.PlanPort.Known;
import dev.belay.app.ui.Ui;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.plan.Difference;
import dev.belay.model.plan.Drift;
import dev.belay.model.plan.Part;
import dev.belay.model.plan.Plan;
import dev.belay.model.status.Member;
import dev.belay.model.status.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/// What the plan knows of the cluster, laid over the drawing.
final class PlanSight implements OverlayModel.Port {

    private static final int SETS_EVERY = 10;

    /// How events begin after which something else may be so.
    private static final List<String> TELLING = List.of("design.", "operation.", "service.");

    private final PlanModel plan;
    private final Clusters clusters;
    private final Designs designs;
    private final Runnable showPlan;
    private final Asked<List<ConfigSetView>> sets;
    private final ReadOnlyObjectWrapper<Sight> sight =
            new ReadOnlyObjectWrapper<>(new Sight.Nothing(Why.NO_CLUSTER));
    private Optional<Plan> planned = Optional.empty();
    private List<Difference> differences = List.of();
    private boolean isWatched;
    private int beats;
    private Subscription newsOf = Subscription.EMPTY;
    private List<Object> heard = List.of();

    private PlanSight(
            PlanModel plan, Clusters clusters, Designs designs, Work work, Runnable showPlan) {
        this.plan = plan;
        this.clusters = clusters;
        this.designs = designs;
        this.showPlan = showPlan;
        this.sets =
                new Asked<>(
                        work.config()::sets,
                        new Asked.Means(
                                work.threads().background(),
                                work.threads().ui(),
                                work.threads().nanos()),
                        told -> {},
                        this::look);
    }

    /// @param showPlan brings the plan into view
    static PlanSight of(
            PlanModel plan,
            Clusters clusters,
            Designs designs,
            Work work,
            Ui ui,
            Runnable showPlan) {
        PlanSight made = new PlanSight(plan, clusters, designs, work, showPlan);
        plan.changesProperty().subscribe((before, now) -> made.look());
        clusters.liveProperty().subscribe((before, now) -> made.turn());
        designs.designProperty().subscribe((before, now) -> made.look());
        ui.beatProperty().subscribe((before, now) -> made.beat());
        return made;
    }

    @Override
    public ObservableValue<Sight> sight() {
        return sight.getReadOnlyProperty();
    }

    @Override
    public void watch(boolean watched) {
        isWatched = watched;
        plan.watch(watched);
        beats = 0;
    }

    @Override
    public void showStep(Part part) {
        plan.choose(part);
        showPlan.run();
    }

    /// Another cluster is looked at.
    private void turn() {
        sets.forget();
        planned = Optional.empty();
        differences = List.of();
        beats = 0;
        newsOf.unsubscribe();
        LiveCluster live = clusters.liveProperty().get();
        newsOf =
                live == null
                        ? Subscription.EMPTY
                        : Subscription.combine(
                                live.pictureProperty().subscribe(now -> listen(live)),
                                live.events().subscribe(() -> listen(live)));
        look();
    }

    /// The agents tell by themselves when the design in force, an operation, a service or a member
    /// becomes another one.
    private void listen(LiveCluster live) {
        List<Object> now = new ArrayList<>();
        live.pictureProperty()
                .get()
                .nodes()
                .forEach(one -> {
                    now.add(one.member());
                    now.add(one.state());
                });
        live.events().reversed().stream()
                .filter(one -> TELLING.stream().anyMatch(one.id()::startsWith))
                .findFirst()
                .ifPresent(now::add);
        if (!now.equals(heard)) {
            heard = now;
            plan.news();
        }
    }

    private void beat() {
        if (isWatched && clusters.liveProperty().get() != null && beats++ % SETS_EVERY == 0) {
            sets.ask();
        }
    }

    private void look() {
        Optional<Plan> now = plan.plan();
        // While another plan is made, the last one stands: hatches that come and go with each edit
        // would only flicker.
        if (now.isPresent() && !now.equals(planned)) {
            planned = now;
            differences = Difference.of(now.get());
        }
        sight.set(seen());
    }

    private Sight seen() {
        Optional<Known> known = plan.known();
        Design drawn = designs.designProperty().get();
        if (clusters.liveProperty().get() == null) {
            return new Sight.Nothing(Why.NO_CLUSTER);
        }
        if (drawn == null) {
            planned = Optional.empty();
            return new Sight.Nothing(Why.NO_DESIGN);
        }
        if (plan.isUnreadable()) {
            return new Sight.Nothing(Why.UNREADABLE);
        }
        if (known.isEmpty() || planned.isEmpty()) {
            return new Sight.Nothing(Why.UNHEARD);
        }
        if (planned.get().version() != known.get().inForce().version()) {
            return former();
        }
        Design inForce = planned.get().base();
        List<Member> members =
                known.get().status().nodes().stream().map(NodeStatus::member).toList();
        if (!isOfCluster(drawn, known.get(), inForce, members)) {
            return new Sight.Nothing(Why.OTHER_CLUSTER);
        }
        return new Sight.Seen(
                inForce,
                known.get().services(),
                differences,
                drifts(known.get(), inForce, members),
                plan.ageMillis(),
                plan.isStale());
    }

    /// What was seen before, as long as the plan is still the one from the design that was in force
    /// then: what runs by the new one would seem to drift from it.
    private Sight former() {
        return sight.get() instanceof Sight.Seen seen
                ? new Sight.Seen(
                        seen.inForce(),
                        seen.running(),
                        seen.differences(),
                        seen.drifts(),
                        plan.ageMillis(),
                        plan.isStale())
                : sight.get();
    }

    /// With a design in force its id tells; without one, whether any of the drawn nodes is a
    /// member.
    private static boolean isOfCluster(
            Design drawn, Known known, Design inForce, List<Member> members) {
        if (known.inForce().version() > 0) {
            return drawn.cluster().id().equals(inForce.cluster().id());
        }
        List<Node> nodes = drawn.nodes();
        return nodes.isEmpty()
                || members.stream()
                        .anyMatch(one -> Drift.nodeOf(drawn, one.id(), one.name()).isPresent());
    }

    private List<Drift> drifts(Known known, Design inForce, List<Member> members) {
        if (known.inForce().version() == 0) {
            return List.of();
        }
        List<Drift> all = new ArrayList<>(Drift.between(inForce, members, known.services()));
        sets.told().ifPresent(told -> all.addAll(Drift.between(inForce, members, told)));
        return all;
    }
}
