package dev.belay.reach.drill;

import dev.belay.api.ApiError;
import dev.belay.api.DrillBegun;
import dev.belay.api.DrillKind;
import dev.belay.api.DrillOrder;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView;
import dev.belay.drill.Availability;
import dev.belay.drill.DrillResult;
import dev.belay.drill.DrillStep;
import dev.belay.drill.Gap;
import dev.belay.reach.AgentException;
import dev.belay.reach.probe.Prober;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One drill: it looks whether the service answers, has its node get the fault, and watches until
/// the service answers for good, or the time is over.
///
/// Whatever lasts ends on the node by itself: nothing has to be taken back when this is
/// interrupted.
public final class DrillRun {

    /// Answers in a row before anything is done.
    private static final int STEADY = 40;

    private static final Duration STEADY_WITHIN = Duration.ofSeconds(4);

    /// A second outage comes within this, or has another cause.
    private static final Duration CALM = Duration.ofMillis(1_500);

    private static final Duration LOOK = Duration.ofMillis(40);
    private static final Duration ASK_AGAIN = Duration.ofMillis(250);
    private static final Duration START_WITHIN = Duration.ofMinutes(4);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    private final DrillPlan plan;
    private final DrillCluster cluster;
    private final DrillWatch watch;
    private final AtomicReference<@Nullable ServicesView> latest = new AtomicReference<>();

    /// Null: it ran already.
    private @Nullable Long startMillis;

    public DrillRun(DrillPlan plan, DrillCluster cluster, DrillWatch watch) {
        this.plan = plan;
        this.cluster = cluster;
        this.watch = watch;
    }

    /// Does all of it; blocks.
    ///
    /// @throws AgentException when nothing was done; kind UNKNOWN never
    public DrillResult run() throws AgentException, InterruptedException {
        ServicesView first = cluster.services();
        ServiceView before = service(first).orElseThrow(this::unknown);
        if (plan.isStart() && before.state() != State.ACTIVE) {
            first = started();
            before = service(first).orElseThrow(this::unknown);
        }
        if (before.state() != State.ACTIVE) {
            throw refused(
                    "drill-not-active",
                    "a service that is active",
                    "'" + plan.service() + "', which is " + before.state(),
                    "wait until it is active, or start it");
        }
        strikes(before);
        DrillResult result;
        watch.step(new DrillStep.Probing(plan.target().text(), plan.interval().toMillis()));
        try (Prober prober = steady()) {
            result = drill(prober, first, before);
        } catch (IOException e) {
            throw refused(
                    "drill-no-probe",
                    "sockets to ask with",
                    String.valueOf(e.getMessage()),
                    "look at the limits of this machine");
        }
        return plan.isBack() && plan.kind() == DrillKind.MOVE ? back(result) : result;
    }

    /// The services once it runs.
    private ServicesView started() throws AgentException, InterruptedException {
        watch.step(new DrillStep.Starting(plan.service()));
        long began = System.nanoTime();
        cluster.start(plan.service());
        while (true) {
            ServicesView view = cluster.services();
            ServiceView now = service(view).orElseThrow(this::unknown);
            if (now.state() == State.ACTIVE) {
                long took = millis(System.nanoTime() - began);
                startMillis = took;
                watch.step(new DrillStep.Started(now.node(), took));
                return view;
            }
            if (System.nanoTime() - began > START_WITHIN.toNanos()) {
                throw refused(
                        "drill-not-active",
                        "'" + plan.service() + "' active within " + START_WITHIN.toSeconds() + " s",
                        now.state().toString(),
                        "it was started, and may still come up: look at why it does not, then drill");
            }
            Thread.sleep(ASK_AGAIN);
        }
    }

    /// Somebody agreed to one node: no other is struck.
    private void strikes(ServiceView now) throws AgentException {
        if (!plan.node().isEmpty() && !now.node().equals(plan.node())) {
            throw refused(
                    "drill-elsewhere",
                    "'" + plan.service() + "' on " + plan.node(),
                    now.node().isEmpty() ? "it nowhere" : "it on " + now.node(),
                    "nothing was done: look where it is, and begin again");
        }
    }

    private AgentException unknown() {
        return refused(
                "service-unknown",
                "a service of the design in force",
                "'" + plan.service() + "'",
                "look at the list of services");
    }

    private static AgentException refused(String code, String wanted, String found, String advice) {
        return AgentException.refused(new ApiError(code, wanted, found, advice));
    }

    private Optional<ServiceView> service(ServicesView view) {
        return view.services().stream().filter(one -> one.id().equals(plan.service())).findFirst();
    }

    /// A client that has had nothing but answers. A moment without one, such as a loaded machine
    /// has, is not this drill's: another client begins then, as long as there is time.
    private Prober steady() throws AgentException, InterruptedException, IOException {
        long end = System.nanoTime() + STEADY_WITHIN.toNanos() + STEADY * plan.interval().toNanos();
        while (true) {
            Prober prober = Prober.start(plan.target(), plan.interval());
            boolean isKept = false;
            try {
                isKept = isSteady(prober, end);
                if (isKept) {
                    watch.step(new DrillStep.Steady(prober.seen().answered()));
                    return prober;
                }
                // Another one has to have the time for its answers.
                if (System.nanoTime() > end - STEADY * plan.interval().toNanos()) {
                    throw unsteady(prober.seen());
                }
            } finally {
                if (!isKept) {
                    prober.close();
                }
            }
        }
    }

    /// Looks until it is, the time is over, or it had a moment without answers that has passed.
    private boolean isSteady(Prober prober, long end) throws InterruptedException {
        while (true) {
            long now = prober.nanos();
            Availability seen = prober.seen();
            watch.seen(seen, -1, now);
            boolean answers = seen.answersNow(now, plan.interval());
            if (seen.outages().isEmpty() && answers && seen.answered() >= STEADY) {
                return true;
            }
            boolean hadEnough = !seen.outages().isEmpty() && answers;
            if (hadEnough || System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(LOOK);
        }
    }

    private AgentException unsteady(Availability seen) {
        String gaps =
                seen.answered() == 0
                        ? ""
                        : ", and none for " + seen.longestNanos() / 1_000_000 + " ms in between";
        return refused(
                "drill-no-answer",
                "a service that answers at '" + plan.target().text() + "' from here",
                seen.answered() + " answers to " + seen.sent() + " questions" + gaps,
                "nothing was done: name what clients ask with --probe");
    }

    private DrillResult drill(Prober prober, ServicesView first, ServiceView before)
            throws AgentException, InterruptedException {
        strikes(service(cluster.services()).orElseThrow(this::unknown));
        var name = new NameStory(plan, prober);
        name.check(before.node(), watch);
        long ordered = prober.nanos();
        DrillBegun begun;
        try {
            begun = cluster.drill(plan.service(), new DrillOrder(plan.kind(), plan.seconds()));
            watch.step(
                    new DrillStep.Begun(
                            millis(prober.nanos() - ordered), begun.kind(), begun.node()));
        } catch (AgentException e) {
            if (e.kind() != AgentException.Kind.UNKNOWN) {
                throw e;
            }
            begun =
                    new DrillBegun(
                            plan.service(),
                            plan.kind(),
                            before.node(),
                            before.generation(),
                            first.at(),
                            first.at().plusSeconds(plan.seconds()));
            watch.step(
                    new DrillStep.Unsure(
                            millis(prober.nanos() - ordered), String.valueOf(e.getMessage())));
        }
        Thread asking = Thread.ofVirtual().name("drill-services").start(this::ask);
        try {
            return new Watching(prober, name, first, begun, ordered).result();
        } finally {
            asking.interrupt();
        }
    }

    /// The cluster may take long to say where it is, or not say it at all.
    private void ask() {
        try {
            while (true) {
                try {
                    latest.set(cluster.services());
                } catch (AgentException e) {
                    // Asked again: who was asked may be the one that fell.
                }
                Thread.sleep(ASK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    /// What is seen from the order on.
    private final class Watching {

        private final Prober prober;
        private final NameStory name;
        private final ServicesView first;
        private final DrillBegun begun;
        private final long ordered;
        private final long faultNanos;
        private int told;
        private boolean isDown;
        private boolean isFaultTold;
        private String toldNode;

        Watching(
                Prober prober, NameStory name, ServicesView first, DrillBegun begun, long ordered) {
            this.prober = prober;
            this.name = name;
            this.first = first;
            this.begun = begun;
            this.ordered = ordered;
            this.faultNanos =
                    plan.kind().lasts() ? Duration.ofSeconds(plan.seconds()).toNanos() : 0;
            this.toldNode = begun.node();
        }

        DrillResult result() throws InterruptedException {
            while (true) {
                long now = prober.nanos();
                Availability seen = prober.seen();
                watch.seen(seen, ordered, now);
                tell(seen, now);
                boolean isEnded = isEnded(seen, now);
                if (isEnded || now - ordered >= plan.atMost().toNanos()) {
                    return result(seen, now, isEnded);
                }
                Thread.sleep(LOOK);
            }
        }

        private void tell(Availability seen, long now) {
            List<Gap> outages = seen.outagesSince(ordered);
            for (Gap gap : outages.subList(Math.min(told, outages.size()), outages.size())) {
                if (!isDown) {
                    isDown = true;
                    watch.step(new DrillStep.Silent(millis(gap.fromNanos() - ordered)));
                }
                if (gap.isOver()) {
                    isDown = false;
                    told++;
                    watch.step(new DrillStep.Answers(millis(gap.toNanos() - ordered), length(gap)));
                }
            }
            if (faultNanos > 0 && !isFaultTold && now - ordered > faultNanos) {
                isFaultTold = true;
                watch.step(new DrillStep.FaultOver(millis(now - ordered)));
            }
            name.tell(ordered, watch);
            after().filter(one -> !one.node().equals(toldNode))
                    .ifPresent(one -> {
                        toldNode = one.node();
                        watch.step(new DrillStep.Active(millis(now - ordered), one.node()));
                    });
        }

        /// As the report has it, to the millisecond.
        private long length(Gap gap) {
            return millis(gap.toNanos() - ordered) - millis(gap.fromNanos() - ordered);
        }

        /// The service where it is active; empty while it is not, or nobody says so.
        private Optional<ServiceView> after() {
            ServicesView view = latest.get();
            return view == null
                    ? Optional.empty()
                    : service(view).filter(one -> one.state() == State.ACTIVE);
        }

        private boolean isEnded(Availability seen, long now) {
            long since = now - ordered;
            if (since < faultNanos + 2 * CALM.toNanos() || !seen.answersNow(now, plan.interval())) {
                return false;
            }
            long calm =
                    seen.outagesSince(ordered).stream()
                            .mapToLong(one -> now - one.toNanos())
                            .min()
                            .orElse(since);
            if (calm < CALM.toNanos()) {
                return false;
            }
            Optional<ServiceView> after = after();
            if (after.isEmpty()) {
                // Nobody says where it is; clients know that it is there.
                return latest.get() == null && calm > 4 * CALM.toNanos();
            }
            if (!name.isSettled(after.get().node())) {
                return false;
            }
            boolean isAnother = after.get().generation() > begun.generation();
            // A pause may be shorter than a lease: then nothing goes anywhere.
            return isAnother || (faultNanos > 0 && since > faultNanos + 3 * CALM.toNanos());
        }

        private DrillResult result(Availability seen, long now, boolean isEnded) {
            Optional<ServiceView> after = after();
            List<DrillResult.Outage> outages =
                    seen.outagesSince(ordered).stream()
                            .map(one ->
                                    new DrillResult.Outage(
                                            millis(one.fromNanos() - ordered),
                                            millis(one.toNanos() - ordered),
                                            one.isOver()))
                            .toList();
            boolean isOver = outages.stream().allMatch(DrillResult.Outage::isOver);
            long longest =
                    outages.stream()
                            .mapToLong(DrillResult.Outage::millis)
                            .max()
                            .orElseGet(() -> millis(seen.longestNanos()));
            return new DrillResult(
                    plan.service(),
                    plan.kind(),
                    millis(faultNanos),
                    plan.target().text(),
                    plan.interval().toMillis(),
                    begun.at(),
                    begun.node(),
                    after.map(ServiceView::node).orElse(""),
                    begun.generation(),
                    after.map(ServiceView::generation).orElse(0L),
                    after.filter(one -> !one.history().isEmpty())
                            .map(one -> one.history().getFirst().reason())
                            .orElse(""),
                    alsoHit(),
                    first.timing(),
                    first.leaseMillis(),
                    isEnded,
                    isOver ? longest : null,
                    outages,
                    seen.sent(),
                    seen.answered(),
                    seen.lost(),
                    millis(seen.blindNanos()),
                    millis(now - ordered),
                    startMillis,
                    name.seen(ordered),
                    false);
        }

        private List<String> alsoHit() {
            return DrillRun.alsoHit(first, begun.service(), begun.node(), plan.kind());
        }
    }

    /// Other services that run where a service runs, and go down with it.
    public static List<String> alsoHit(
            ServicesView view, String service, String node, DrillKind kind) {
        return kind == DrillKind.MOVE
                ? List.of()
                : view.services().stream()
                        .filter(one -> one.node().equals(node) && !one.id().equals(service))
                        .map(ServiceView::id)
                        .toList();
    }

    private DrillResult back(DrillResult result) throws InterruptedException {
        watch.step(new DrillStep.GoingBack(result.watchedMillis(), result.before()));
        try {
            cluster.move(plan.service(), result.before());
            long end = System.nanoTime() + BACK_WITHIN.toNanos();
            while (System.nanoTime() < end) {
                boolean isThere =
                        service(cluster.services())
                                .filter(one -> one.state() == State.ACTIVE)
                                .filter(one -> one.node().equals(result.before()))
                                .isPresent();
                if (isThere) {
                    cluster.clear(plan.service());
                    return result.withBack();
                }
                Thread.sleep(ASK_AGAIN);
            }
        } catch (AgentException e) {
            watch.step(
                    new DrillStep.Unsure(result.watchedMillis(), String.valueOf(e.getMessage())));
        }
        return result;
    }
}
