package dev.belay.agent.cli;

import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.Failures;
import dev.belay.api.ServiceView.Resource;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Stay;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServicesView;
import java.time.Instant;
import java.util.List;

/// A cluster of three nodes that runs one service, or tries to.
final class ServiceViews {

    static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private ServiceViews() {}

    /// The service `web`.
    ///
    /// @param node where it is, and where it is to be; empty: nowhere
    static ServiceView web(State state, String node, long generation) {
        return web(state, node, generation, List.of());
    }

    static ServiceView failed(State state, String node, long generation) {
        return web(
                state, node, generation, List.of(new Failures("n1", 2, "the port is taken", AT)));
    }

    /// In maintenance, with something new in the design.
    static ServiceView outdated() {
        return web(State.ACTIVE, "n1", 3, List.of(), true);
    }

    private static ServiceView web(
            State state, String node, long generation, List<Failures> failures) {
        return web(state, node, generation, failures, false);
    }

    private static ServiceView web(
            State state,
            String node,
            long generation,
            List<Failures> failures,
            boolean isLeftAlone) {
        return new ServiceView(
                "web",
                "Web",
                state,
                node,
                generation,
                AT,
                Wanted.AS_DESIGNED,
                "",
                "",
                isLeftAlone,
                isLeftAlone,
                node,
                node.isEmpty() ? "no node may run it" : "it stays on " + node,
                node.isEmpty() ? -1 : 1250,
                List.of(
                        new Resource(
                                "web-server",
                                "ocf:heartbeat:nginx",
                                ResourceState.RUNNING,
                                "200 OK")),
                failures,
                List.of(
                        new Stay(3, node, AT.plusSeconds(60), "an operator sent it away"),
                        new Stay(2, "", AT, "n1 fell silent")));
    }

    static ServicesView cluster(ServiceView... services) {
        return new ServicesView(
                AT,
                "n1",
                7,
                "default",
                2500,
                List.of(services),
                List.of(
                        new ServicesView.Host("n1", NodeMode.ACTIVE, true, "", List.of("kernel")),
                        new ServicesView.Host(
                                "n2", NodeMode.ACTIVE, true, "it has no nftables", List.of()),
                        new ServicesView.Host("n3", NodeMode.ACTIVE, false, "", List.of())),
                null,
                List.of());
    }
}
