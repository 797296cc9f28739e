package dev.belay.app.connect;

import dev.belay.api.LabDescription;
import dev.belay.reach.AgentException;
import dev.belay.reach.ssh.SshAddress;
import dev.belay.reach.ssh.SshChoices;
import dev.belay.reach.ssh.SshConfig;
import dev.belay.reach.ssh.SshPorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How to get to the nodes of a running lab: its description says everything, the user's SSH config
/// has no part in it.
final class LabConnection {

    private final LabDescription lab;
    private final SshPorts ports;

    LabConnection(LabDescription lab, SshPorts ports) {
        this.lab = lab;
        this.ports = ports;
    }

    ClusterPlan plan() {
        List<ClusterPlan.Entry> entries =
                lab.nodes().stream()
                        .map(node -> new ClusterPlan.Entry(node.id(), node.id(), door(node)))
                        .toList();
        return new ClusterPlan(lab.clusterName(), entries, _ -> Optional.empty(), (_, _) -> {});
    }

    private NodeDoor door(LabDescription.LabNode node) {
        SshChoices choices =
                new SshChoices(
                        Optional.of(Path.of(lab.keyFile())),
                        true,
                        Optional.of("none"),
                        List.of(Path.of(lab.knownHostsFile())));
        return new SshDoor(
                SshAddress.of(lab.user(), node.address(), node.sshPort()),
                choices,
                LabConnection::noConfig,
                node.socket(),
                ports);
    }

    private static SshConfig noConfig() throws AgentException {
        return SshConfig.none();
    }
}
