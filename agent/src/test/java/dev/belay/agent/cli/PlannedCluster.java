package dev.belay.agent.cli;

import dev.belay.api.NodeMode;
import dev.belay.api.OperationView;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServicesView;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.RaftRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Three gateways of which one runs a service, as an agent says so.
final class PlannedCluster {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> NODES = List.of("gw-1", "gw-2", "gw-3");

    private PlannedCluster() {}

    /// Has an agent say so.
    ///
    /// @param node that runs it
    static void running(ScriptedAgent agent, String service, String node) {
        running(agent, service, node, Map.of());
    }

    /// @param modes of nodes that are not active
    static void running(
            ScriptedAgent agent, String service, String node, Map<String, NodeMode> modes) {
        agent.on("GET /v1/status", status()).on("GET /v1/services", services(service, node, modes));
    }

    /// Operation 118, of two steps.
    static OperationView operation(OperationView.State state, int position, String said) {
        return operation(
                state,
                position,
                true,
                said,
                List.of(step("web", 1, position), step("shop", 2, position)));
    }

    /// The same operation on its way back, or at the end of it: both steps were in force once.
    ///
    /// @param settled whether its last step back has been seen
    static OperationView takenBack(
            OperationView.State state, int position, boolean settled, String said) {
        List<OperationView.Step> steps = new ArrayList<>();
        for (String service : List.of("web", "shop")) {
            int index = steps.size();
            boolean isOpen = index == position && !settled;
            Instant begun = index < position ? AT : AT.plusSeconds(60 - index);
            steps.add(
                    new OperationView.Step(
                            "service-added",
                            List.of(service),
                            begun,
                            isOpen ? null : begun.plusMillis(1_500)));
        }
        return operation(state, position, settled, said, steps);
    }

    private static OperationView operation(
            OperationView.State state,
            int position,
            boolean settled,
            String said,
            List<OperationView.Step> steps) {
        return new OperationView(
                118,
                state,
                "ann on gw-1",
                AT,
                1041,
                1053 + position,
                position,
                settled,
                false,
                said,
                state == OperationView.State.WAITING ? AT.plusSeconds(120) : null,
                true,
                steps);
    }

    private static OperationView.Step step(String service, int number, int position) {
        return new OperationView.Step(
                "service-added",
                List.of(service),
                number <= position ? AT : null,
                number <= position ? AT.plusMillis(1_500) : null);
    }

    private static ClusterStatus status() {
        return new ClusterStatus(
                "edge",
                "Edge",
                "gw-1",
                AT,
                new Opinion("gw-1", 7, AT, RaftRole.COORDINATOR, true),
                new Quorum(3, 3, 2, true),
                NODES.stream()
                        .map(id ->
                                new NodeStatus(
                                        new Member(
                                                id,
                                                id,
                                                "",
                                                MemberRole.VOTER,
                                                false,
                                                "10.0.0.1",
                                                7402),
                                        NodeState.ACTIVE,
                                        "answers",
                                        null))
                        .toList(),
                List.of());
    }

    private static ServicesView services(String service, String node, Map<String, NodeMode> modes) {
        return new ServicesView(
                AT,
                "gw-1",
                1041,
                "default",
                1_457,
                List.of(
                        new ServiceView(
                                service,
                                service,
                                State.ACTIVE,
                                node,
                                4,
                                AT,
                                Wanted.AS_DESIGNED,
                                "",
                                "",
                                false,
                                false,
                                node,
                                "it runs there",
                                900,
                                List.of(),
                                List.of(),
                                List.of())),
                NODES.stream()
                        .map(id ->
                                new ServicesView.Host(
                                        id,
                                        modes.getOrDefault(id, NodeMode.ACTIVE),
                                        true,
                                        "",
                                        List.of()))
                        .toList(),
                null,
                List.of());
    }
}
