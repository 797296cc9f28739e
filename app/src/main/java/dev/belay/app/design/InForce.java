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
    /// What the first design of a cluster takes the place of.
    public static final Design NOTHING =
            Design.empty(ClusterSettings.of("none", "none", TimingProfile.STANDARD));

    /// Asks for it; blocks.
    ///
    /// @throws AgentException also when it is in force and this program cannot read it
    public static InForce ask(DesignPort port) throws AgentException {
        DesignText text = port.design();
        return text.text().isEmpty()
                ? new InForce(members(port.status()), text.version())
                : read(text);
    }

    /// The same, of what was heard already.
    public static InForce of(DesignText text, ClusterStatus status) throws AgentException {
        return text.text().isEmpty() ? new InForce(members(status), text.version()) : read(text);
    }

    private static InForce read(DesignText text) throws AgentException {
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

    /// What a plan for a change of it begins with.
    Design base() {
        return version == 0 ? NOTHING : design;
    }

    /// Errors that a change of it has, and the design itself has not.
    public List<Problem> errors(Design changed) {
        List<Problem> before = DesignChecks.check(design);
        return DesignChecks.check(changed).stream()
                .filter(one -> one.severity() == Severity.ERROR && !before.contains(one))
                .toList();
    }

    /// A design that draws the members and nothing else.
    ///
    /// @throws AgentException when one of them cannot be drawn
    public static Design members(ClusterStatus status) throws AgentException {
        Design design =
                Design.empty(
                        ClusterSettings.of(
                                status.clusterId(), status.name(), TimingProfile.STANDARD));
        for (NodeStatus one : status.nodes()) {
            design = design.with(node(one.member()));
        }
        return design;
    }

    private static Node node(Member member) throws AgentException {
        ThingId id = ThingId.parse(member.id()).good().orElse(null);
        if (id == null) {
            throw AgentException.refused(
                    new ApiError(
                            "member-not-drawn",
                            "members with ids of a-z, 0-9 and -, beginning with a letter",
                            "'" + member.id() + "'",
                            "write a design by hand, and put it in force with belay apply"));
        }
        Node node =
                Node.of(id, member.name(), role(member))
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
