package dev.belay.agent.tenure;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.agent.drill.Fault;
import dev.belay.agent.drill.FaultException;
import dev.belay.agent.drill.Faults;
import dev.belay.agent.service.ServicePlan;
import dev.belay.agent.service.ServiceResource;
import dev.belay.api.ApiError;
import dev.belay.api.DrillOrder;
import dev.belay.api.Json;
import dev.belay.model.design.Design;
import dev.belay.model.status.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Drills of services that this node runs: the faults that others, or people here, order to it.
final class Drills {

    private final AgentConfig config;
    private final Supplier<ClusterState> state;
    private final Designs designs;

    Drills(AgentConfig config, Supplier<ClusterState> state, Designs designs) {
        this.config = config;
        this.state = state;
        this.designs = designs;
    }

    /// Does it in a moment, so that the answer gets out before; empty, or why not.
    byte[] answer(Message.Drill drill) {
        ClusterState now = state.get();
        Tenancy tenancy = now.workload().tenancies().get(drill.service());
        if (tenancy == null
                || !tenancy.node().equals(config.node())
                || tenancy.generation() != drill.generation()) {
            return bytes(
                    new ApiError(
                            "drill-elsewhere",
                            "stay " + drill.generation() + " of " + drill.service() + " here",
                            tenancy == null ? "no such service" : tenancy.toString(),
                            "look where it runs now, then ask again"));
        }
        try {
            new Faults(config.stateDir()).inflict(fault(drill, now));
            return new byte[0];
        } catch (FaultException e) {
            return bytes(
                    new ApiError(
                            "drill-impossible",
                            "a node that can be given this fault",
                            String.valueOf(e.getMessage()),
                            "give " + config.node() + " what is missing, or drill another way"));
        } catch (IOException e) {
            return bytes(
                    new ApiError(
                            "drill-impossible",
                            "addresses of the other members",
                            String.valueOf(e.getMessage()),
                            "drill another way"));
        }
    }

    /// What an answer says.
    static Outcome<String> outcome(byte[] answer) {
        return answer.length == 0
                ? new Outcome.Done<>("")
                : new Outcome.Refused<>(Json.MAPPER.readValue(answer, ApiError.class));
    }

    private static byte[] bytes(ApiError error) {
        return Json.MAPPER.writeValueAsBytes(error);
    }

    private Fault fault(Message.Drill drill, ClusterState now) throws IOException {
        int seconds = Math.clamp(drill.seconds(), 1, DrillOrder.MOST_SECONDS);
        return switch (drill.kind()) {
            case KILL -> new Fault.Kill();
            case PAUSE -> new Fault.Pause(seconds);
            case CUT -> cut(seconds, now);
            case MOVE -> throw new IOException("a move is ordered, not inflicted");
        };
    }

    private Fault cut(int seconds, ClusterState now) throws IOException {
        if (config.listenHost().startsWith("127.")) {
            throw new IOException(
                    "an agent that listens at '"
                            + config.listenHost()
                            + "' has no network of its own");
        }
        List<Fault.Peer> peers = new ArrayList<>();
        for (Member member : now.members()) {
            if (!member.id().equals(config.node())) {
                peers.add(new Fault.Peer(InetAddress.getByName(member.host()), member.port()));
            }
        }
        return new Fault.Cut(seconds, config.listenPort(), peers, addresses(now.workload()));
    }

    private List<InetAddress> addresses(Workload workload) throws IOException {
        Design design = designs.of(workload).orElse(Designs.EMPTY);
        List<InetAddress> all = new ArrayList<>();
        for (String service : workload.services().keySet()) {
            for (ServiceResource one : ServicePlan.of(design, service).resources()) {
                if (one instanceof ServiceResource.Address address) {
                    all.add(InetAddress.ofLiteral(address.address().toString()));
                }
            }
        }
        return all;
    }
}
