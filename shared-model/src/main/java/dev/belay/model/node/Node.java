package dev.belay.model.node;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A machine with an agent, or with a stock remote executor.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param role what it is to the cluster
/// @param learner whether it follows the log without a vote; only for an admin or a worker
/// @param address the address that other agents reach it at
/// @param agentPort of agent-to-agent traffic
/// @param addresses further addresses
/// @param ssh how people reach it
/// @param instance the instance behind it, in a cloud
/// @param remote only for a remote node
/// @param guest only for a guest node
/// @param serving whether it takes traffic; an admin may be taken out of the balancer
/// @param standby whether it is to run nothing for now
/// @param maintenance whether what runs on it is to be left alone
/// @param attributes facts that constraints may ask for, by name
/// @param notes what people wrote down about it; may have several lines
public record Node(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        NodeRole role,
        @Otherwise("false") boolean learner,
        Optional<IpAddress> address,
        @Otherwise("7420") Port agentPort,
        List<NodeAddress> addresses,
        @Otherwise("{}") SshAccess ssh,
        Optional<CloudInstance> instance,
        Optional<RemoteOptions> remote,
        Optional<GuestOptions> guest,
        @Otherwise("true") boolean serving,
        @Otherwise("false") boolean standby,
        @Otherwise("false") boolean maintenance,
        SortedMap<String, String> attributes,
        @Otherwise("") String notes)
        implements Thing {

    public Node {
        addresses = List.copyOf(addresses);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /// One with all that is optional left as it is by default.
    public static Node of(ThingId id, String name, NodeRole role) {
        return new Node(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                role,
                false,
                Optional.empty(),
                new Port(7420),
                List.of(),
                SshAccess.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                false,
                Collections.emptySortedMap(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.NODE;
    }

    /// Whether it has a vote in consensus.
    public boolean votes() {
        return role.member() && !learner;
    }

    @Override
    public Node withId(ThingId id) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    @Override
    public Node withName(String name) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    @Override
    public Node withWithin(Optional<ThingId> within) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    @Override
    public Node withFrame(Optional<Frame> frame) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withRole(NodeRole role) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withLearner(boolean learner) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withAddress(Optional<IpAddress> address) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withAgentPort(Port agentPort) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withAddresses(List<NodeAddress> addresses) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withSsh(SshAccess ssh) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withInstance(Optional<CloudInstance> instance) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withRemote(Optional<RemoteOptions> remote) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withGuest(Optional<GuestOptions> guest) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withServing(boolean serving) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withStandby(boolean standby) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withMaintenance(boolean maintenance) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    public Node withAttributes(SortedMap<String, String> attributes) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }

    @Override
    public Node withNotes(String notes) {
        return new Node(
                id,
                name,
                within,
                frame,
                role,
                learner,
                address,
                agentPort,
                addresses,
                ssh,
                instance,
                remote,
                guest,
                serving,
                standby,
                maintenance,
                attributes,
                notes);
    }
}
