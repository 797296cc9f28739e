package dev.belay.agent.core.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.Applied;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Command;
import dev.belay.agent.core.cluster.Operation;
import dev.belay.agent.core.cluster.OperationOrder;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.cluster.Packed;
import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.OperationView.State;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.plan.Live;
import dev.belay.model.plan.Plan;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.thing.ThingKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A log, coordinators that are killed, answers and orders that are lost, repeated and late, and
/// agents that take their time. Everything happens from one seed.
final class OperationWorld {

    private static final long TICK = 500;

    /// An order on its way to the log.
    private record Sent(Order order, long atTick) {}

    private final Random random;
    private final Design base;
    private final Design wanted;
    private final OperationDesigns designs;
    private final Map<Integer, Design> between = new HashMap<>();
    private final List<Sent> onTheWay = new ArrayList<>();
    private final Set<String> active = new HashSet<>();
    private final List<String> positions = new ArrayList<>();

    private ClusterState state;
    private long index;
    private long term = 1;
    private long now = 1_000_000;
    private long tick;

    /// The coordinator waits for an answer until then.
    private long busyUntil;

    /// A new coordinator has looked around by then.
    private long decidedAt;

    private long leadsSince;
    private String broken = "";
    private double lossy;

    OperationWorld(long seed, Design base, Design wanted) {
        this.random = new Random(seed);
        this.base = base;
        this.wanted = wanted;
        this.designs = new OperationDesigns(base, wanted);
        this.state =
                ClusterState.UNFOUNDED
                        .apply(
                                1,
                                ++index,
                                new Command.Found(
                                        "lab",
                                        "Lab",
                                        List.of(member("n1"), member("n2"), member("n3"))))
                        .next();
        order(
                new ServiceOrder.Adopt(
                        Packed.pack(DesignFormat.write(base)),
                        services(base),
                        List.of(),
                        base.cluster().timing(),
                        0));
        settleAll();
    }

    private static Member member(String id) {
        return new Member(id, id, "", MemberRole.VOTER, false, "10.0.0.1", 7400);
    }

    private static List<String> services(Design design) {
        return design.things().of(ThingKind.SERVICE).stream()
                .map(one -> one.id().toString())
                .toList();
    }

    void losing(double share) {
        lossy = share;
    }

    /// A service that never becomes active, and fails instead.
    void breaks(String service) {
        broken = service;
    }

    Plan plan() {
        return Plan.of(base, state.workload().designVersion(), wanted, Live.UNKNOWN);
    }

    Answer begin(long confirmMillis) {
        Plan plan = plan();
        for (int i = 0; i <= plan.steps().size(); i++) {
            between.put(i, plan.after(i));
        }
        return order(
                new OperationOrder.BeginOperation(
                        Packed.pack(DesignFormat.write(wanted)),
                        OperationDesigns.steps(plan),
                        confirmMillis,
                        state.workload().designVersion()));
    }

    Operation operation() {
        return state.workload().operation().orElseThrow();
    }

    Design inForce() {
        return ((Reading.Read) DesignFormat.read(Packed.unpack(state.workload().design())))
                .design();
    }

    List<String> positions() {
        return positions;
    }

    /// The coordinator is gone; another one knows the log alone. A service may lose its lease
    /// meanwhile, which counts as a failure.
    void killCoordinator() {
        term++;
        busyUntil = tick;
        leadsSince = now;
        decidedAt = tick + 1 + random.nextInt(4);
        List<ServiceState> running =
                state.workload().services().values().stream()
                        .filter(one -> !one.tenancy().isFree())
                        .toList();
        if (!running.isEmpty() && random.nextBoolean()) {
            ServiceState one = running.get(random.nextInt(running.size()));
            Tenancy tenancy = one.tenancy();
            order(
                    new ServiceOrder.Fail(
                            one.id(),
                            tenancy.node(),
                            tenancy.generation(),
                            false,
                            "no renewal for 700 ms",
                            true));
            active.remove(one.id());
            settle(tenancy, "");
        }
    }

    long now() {
        return now;
    }

    /// An order that a person gives; its answer may be lost.
    void person(Order order) {
        send(order);
    }

    private void send(Order order) {
        if (random.nextDouble() >= lossy) {
            onTheWay.add(new Sent(order, tick + random.nextInt(3)));
        }
        if (random.nextDouble() < lossy) {
            onTheWay.add(new Sent(order, tick + random.nextInt(20)));
        }
    }

    Answer order(Order order) {
        Applied applied =
                state.apply(
                        term,
                        ++index,
                        new Command.Act(new Actor("ann", "n1", "socket"), now, order));
        Operation before = state.workload().operation().orElse(null);
        state = applied.next();
        Operation after = state.workload().operation().orElse(null);
        if (before != null && after != null && before.number() == after.number()) {
            held(before, after);
        }
        return applied.answer();
    }

    /// What holds after every entry, whatever came before.
    private void held(Operation before, Operation after) {
        assertThat(Math.abs(after.position() - before.position()))
                .as("one step at a time")
                .isLessThanOrEqualTo(1);
        if (before.state() == State.DONE || before.state() == State.UNDONE) {
            assertThat(after.position()).as("what is over stays").isEqualTo(before.position());
        }
        if (after.version() == state.workload().designVersion()) {
            assertThat(inForce())
                    .as("journal and design in force say the same")
                    .isEqualTo(between.get(after.position()));
        }
        if (after.position() != before.position()) {
            positions.add(before.position() + ">" + after.position());
        }
    }

    void step() {
        tick++;
        now += TICK;
        List<Sent> due = onTheWay.stream().filter(one -> one.atTick() <= tick).toList();
        onTheWay.removeAll(due);
        due.forEach(one -> order(one.order()));
        agents();
        if (tick < busyUntil || tick < decidedAt) {
            return;
        }
        state.workload().operation().ifPresent(this::conduct);
    }

    private void conduct(Operation operation) {
        OperationNext next = Conduct.next(operation, sight());
        long number = operation.number();
        switch (next) {
            case OperationNext.Wait _ -> {
                return;
            }
            case OperationNext.Take(var to) -> send(designs.take(operation, term, to));
            case OperationNext.Settle(var unseen) ->
                    send(new OperationOrder.SettleStep(number, term, operation.position(), unseen));
            case OperationNext.Stop(var why) ->
                    send(new OperationOrder.StopOperation(number, term, operation.position(), why));
            case OperationNext.Expire() -> send(new OperationOrder.ExpireOperation(number, term));
        }
        busyUntil = tick + 4;
    }

    private OperationSight sight() {
        SortedMap<String, ServiceSight> seen = new TreeMap<>();
        for (ServiceState one : state.workload().services().values()) {
            seen.put(
                    one.id(),
                    new ServiceSight(
                            one.isDesigned(),
                            true,
                            "",
                            false,
                            one.isDesigned() ? place(one.id()) : "",
                            "",
                            one.tenancy().node(),
                            active.contains(one.id()),
                            "",
                            one.failures().values().stream()
                                    .filter(failed -> !failed.isLeaseLost())
                                    .mapToLong(ServiceState.Failures::generation)
                                    .max()
                                    .orElse(0),
                            "on n1: it is broken"));
        }
        return new OperationSight(state.workload().designVersion(), true, seen, now, leadsSince);
    }

    private static String place(String service) {
        return "n" + (1 + Math.floorMod(service.hashCode(), 3));
    }

    /// Each agent does a little, sometimes.
    private void agents() {
        for (ServiceState one : List.copyOf(state.workload().services().values())) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            agent(one);
        }
    }

    private void agent(ServiceState one) {
        Tenancy tenancy = one.tenancy();
        if (!one.isDesigned()) {
            active.remove(one.id());
            settle(tenancy, "");
        } else if (tenancy.isFree()) {
            settle(tenancy, place(one.id()));
        } else if (one.id().equals(broken)) {
            order(
                    new ServiceOrder.Fail(
                            one.id(),
                            tenancy.node(),
                            tenancy.generation(),
                            false,
                            "it is broken",
                            false));
        } else {
            active.add(one.id());
        }
    }

    private void settle(Tenancy former, String node) {
        order(
                new ServiceOrder.Settle(
                        term,
                        former.generation(),
                        new Tenancy(former.service(), former.generation() + 1, node, 7, ""),
                        "why",
                        ""));
    }

    private void settleAll() {
        for (String id : services(base)) {
            ServiceState one = requireNonNull(state.workload().services().get(id));
            settle(one.tenancy(), place(id));
            active.add(id);
        }
    }

    /// Goes on until the operation does not any more.
    void untilOver() {
        for (int i = 0; i < 5_000; i++) {
            step();
            if (!operation().goesOn()) {
                return;
            }
        }
        throw new AssertionError("it goes on and on: " + operation());
    }

    Workload workload() {
        return state.workload();
    }
}
