package dev.belay.agent.tenure;

import dev.belay.agent.api.ServicesFace;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.agent.host.Clock;
import dev.belay.api.ApiError;
import dev.belay.api.DrillBegun;
import dev.belay.api.DrillKind;
import dev.belay.api.DrillOrder;
import dev.belay.api.NodeMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks whether a drill would show anything but a broken cluster, has it written down, and has the
/// node that runs the service get its fault.
final class DrillDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /// Another drill begins no sooner, though nothing lasts: what fell is taken up by then.
    private static final long SHORT_MILLIS = 3_000;

    private final Consensus consensus;
    private final Tenures tenures;
    private final Clock clock;

    DrillDesk(Consensus consensus, Tenures tenures, Clock clock) {
        this.consensus = consensus;
        this.tenures = tenures;
        this.clock = clock;
    }

    static DrillBegun view(Workload.Drill drill) {
        return new DrillBegun(
                drill.service(),
                drill.kind(),
                drill.node(),
                drill.generation(),
                Instant.ofEpochMilli(drill.atMillis()),
                Instant.ofEpochMilli(drill.untilMillis()));
    }

    Outcome<DrillBegun> drill(String service, DrillOrder order, Actor actor) {
        ServiceState known = consensus.state().workload().services().get(service);
        if (known == null) {
            return new Outcome.Refused<>(Workload.unknown(service));
        }
        Tenancy tenancy = known.tenancy();
        Optional<ApiError> objection = objection(service, tenancy, order.kind());
        if (objection.isPresent()) {
            return new Outcome.Refused<>(objection.get());
        }
        Instant at = clock.now();
        long millis = order.kind().lasts() ? 1_000L * order.seconds() : SHORT_MILLIS;
        var drill =
                new ServiceOrder.Drill(
                        service, order.kind(), tenancy.node(), tenancy.generation(), millis);
        var begun =
                new DrillBegun(
                        service,
                        order.kind(),
                        tenancy.node(),
                        tenancy.generation(),
                        at,
                        at.plusMillis(millis));
        return switch (consensus.act(actor, drill, DEADLINE)) {
            case Outcome.Done<Answer> _ -> inflicted(begun, order, actor);
            case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<Answer>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }

    private Outcome<DrillBegun> inflicted(DrillBegun begun, DrillOrder order, Actor actor) {
        if (order.kind() == DrillKind.MOVE) {
            var move = new ServiceOrder.Move(begun.service(), "", begun.node());
            return switch (consensus.act(actor, move, DEADLINE)) {
                case Outcome.Done<Answer> _ -> new Outcome.Done<>(begun);
                case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
                case Outcome.Unknown<Answer>(var reason) -> new Outcome.Unknown<>(reason);
            };
        }
        var fault =
                new Message.Drill(
                        begun.service(), begun.generation(), order.kind(), order.seconds());
        return switch (tenures.drill(begun.node(), fault)) {
            case Outcome.Done<String> _ -> new Outcome.Done<>(begun);
            case Outcome.Refused<String>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<String>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }

    private Optional<ApiError> objection(String service, Tenancy tenancy, DrillKind kind) {
        if (tenancy.isFree()) {
            return error(
                    "service-nowhere",
                    "a service that runs somewhere",
                    "'" + service + "', which runs nowhere",
                    "start it, and wait until it runs");
        }
        if (!tenancy.stuck().isEmpty()) {
            return error(
                    "service-stuck",
                    "a service that can stop",
                    "'" + service + "' on " + tenancy.node() + ": " + tenancy.stuck(),
                    "stop it there first");
        }
        if (consensus.opinion().coordinator() == null) {
            return error(
                    "no-coordinator",
                    "a cluster with a quorum",
                    "no coordinator",
                    "bring voters back first");
        }
        boolean isRemote = consensus.state().workload().remotes().containsKey(tenancy.node());
        if (isRemote && kind != DrillKind.MOVE) {
            return error(
                    "drill-impossible",
                    "a member, whose agent inflicts the fault on itself",
                    tenancy.node() + ", a remote node",
                    "drill with a move, or stop its daemon by hand");
        }
        Map<String, NodeSight> nodes = tenures.nodeSights(ServicesFace.LONGEST);
        if (!nodes.containsKey(tenancy.node())) {
            return error(
                    "drill-node-silent",
                    "a node that says what it runs",
                    tenancy.node() + ", which does not answer",
                    "look at that node first");
        }
        Optional<ApiError> lost =
                kind == DrillKind.MOVE ? Optional.empty() : lost(tenancy.node(), nodes.keySet());
        return lost.or(() -> nobody(service, tenancy.node(), nodes));
    }

    /// A majority has to be left when the node is out: otherwise nobody takes over.
    private Optional<ApiError> lost(String node, Set<String> answering) {
        Set<String> voters = tenures.voters();
        long left =
                voters.stream().filter(one -> !one.equals(node) && answering.contains(one)).count();
        int needed = voters.size() / 2 + 1;
        return left >= needed
                ? Optional.empty()
                : error(
                        "drill-quorum",
                        needed + " voters that are left without " + node,
                        Long.toString(left),
                        "bring the others back, or drill with a move");
    }

    private Optional<ApiError> nobody(String service, String node, Map<String, NodeSight> nodes) {
        Optional<Why> why = tenures.why(service);
        if (why.isEmpty()) {
            return error(
                    "not-decided",
                    "a coordinator that has decided about '" + service + "'",
                    "none that answers, or one that is looking around still",
                    "look at the state of the nodes, then ask again");
        }
        boolean isSomebody =
                why.get().why().candidates().stream()
                        .filter(one -> !one.node().equals(node) && one.score() >= 0)
                        .anyMatch(one -> isFit(one.node(), nodes));
        return isSomebody
                ? Optional.empty()
                : error(
                        "drill-nobody",
                        "another node that can take '" + service + "'",
                        "none: see 'belay service why " + service + "'",
                        "mend what speaks against the others, then drill");
    }

    private boolean isFit(String node, Map<String, NodeSight> nodes) {
        NodeSight said = nodes.get(node);
        return said != null
                && said.hindrance().isEmpty()
                && consensus.state().workload().mode(node) == NodeMode.ACTIVE;
    }

    private static Optional<ApiError> error(
            String code, String wanted, String found, String advice) {
        return Optional.of(new ApiError(code, wanted, found, advice));
    }
}
