package dev.belay.agent.tenure;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.LeasePort;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.fence.AllFenceAgents;
import dev.belay.agent.fence.FenceAgents;
import dev.belay.agent.fence.FenceDevices;
import dev.belay.agent.fence.FenceSecrets;
import dev.belay.agent.fence.InstanceFences;
import dev.belay.agent.program.Programs;
import dev.belay.model.status.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/// What this node has to stop others with: the devices of the design in force, what they are to be
/// told, and who asks them.
final class Fences {

    private final Designs designs;
    private final FenceSecrets secrets;
    private final FenceDevices devices;
    private final Fencer fencer;

    Fences(
            AgentConfig config,
            Consensus consensus,
            LeasePort port,
            Designs designs,
            FenceSecrets secrets,
            OwnCloud cloud,
            Consumer<Event> events,
            Consumer<String> log) {
        this.designs = designs;
        this.secrets = secrets;
        var agents =
                new AllFenceAgents(
                        new InstanceFences(cloud, log),
                        new FenceAgents(
                                List.of(
                                        config.stateDir().resolve("fence-agents"),
                                        FenceAgents.FOLDER),
                                new Programs(config.stateDir().resolve("programs"))));
        this.devices = new FenceDevices(agents, secrets);
        this.fencer =
                new Fencer(config.node(), consensus, port, designs, devices, agents, events, log);
    }

    FenceDevices devices() {
        return devices;
    }

    Fencer fencer() {
        return fencer;
    }

    /// Gets ready for the design in force; blocks while agents are asked what they can do.
    void prepare(Workload now) throws InterruptedException {
        devices.prepare(now.designVersion(), designs.of(now).orElse(Designs.EMPTY));
    }

    /// Keeps what a device is to be told; durable when it returns.
    void keep(Message.Secret secret) {
        try {
            secrets.keep(secret.device(), secret.name(), secret.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        devices.refresh();
    }
}
