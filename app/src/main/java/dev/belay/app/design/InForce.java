package dev.belay.app.design;

import dev.belay.api.ApiError;
import dev.belay.api.DesignText;
import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Problem;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Severity;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.util.List;

/// The design in force at one moment; where none is, one that draws the members and nothing else.
///
/// @param design as it is
/// @param version that a change of it is based on; 0 when none is in force
public record InForce(Design design, long version) {

    /// Asks for it; blocks.
    ///
    /// @throws AgentException also when it is in force and this program cannot read it
    public static InForce ask(DesignPort port) throws AgentException {
        DesignText text = port.design();
        if (text.text().isEmpty()) {
            return new InForce(drawn(port.status()), text.version());
        }
        return switch (DesignFormat.read(text.text())) {
            case Reading.Read(var design, _) -> new InForce(design, text.version());
            case Reading.Refused(var problems) ->
                    throw AgentException.refused(
                            new ApiError(
                                    "design-unreadable",
                                    "a design that this program can read",
                                    problems.isEmpty() ? "" : problems.getFirst().code().code(),
                                    "use the version of this program that wrote it"));
        };
    }

    /// Puts a change of it in force; blocks.
    ///
    /// @return version of the new one
    public long put(DesignPort port, Design changed) throws AgentException {
        return port.putDesign(new DesignText(DesignFormat.write(changed), version)).version();
    }

    /// Errors that a change of it has, and the design itself has not.
    public List<Problem> errors(Design changed) {
        List<Problem> before = DesignChecks.check(design);
        return DesignChecks.check(changed).stream()
                .filter(one -> one.severity() == Severity.ERROR && !before.contains(one))
                .toList();
    }

    private static Design drawn(ClusterStatus status) {
        Design design =
                Design.empty(
                        ClusterSettings.of(
                                status.clusterId(), status.name(), TimingProfile.STANDARD));
        for (NodeStatus one : status.nodes()) {
            design = design.with(node(one.member()));
        }
        return design;
    }

    private static Node node(Member member) {
        Node node =
                Node.of(new ThingId(member.id()), member.name(), role(member))
                        .withLearner(member.role() == MemberRole.LEARNER)
                        // A member may be known by a host name only.
                        .withAddress(IpAddress.parse(member.host()).good());
        return Port.parse(Integer.toString(member.port()))
                .good()
                .map(node::withAgentPort)
                .orElse(node);
    }

    private static NodeRole role(Member member) {
        if (member.role() == MemberRole.WITNESS) {
            return NodeRole.WITNESS;
        }
        return member.admin() ? NodeRole.ADMIN : NodeRole.WORKER;
    }
}
