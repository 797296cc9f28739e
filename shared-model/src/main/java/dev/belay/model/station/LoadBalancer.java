package dev.belay.model.station;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A load balancer in front of nodes or stations.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param host name or address that clients use
/// @param address from which it reaches its members
/// @param software what it runs
/// @param frontends ports that it listens at
/// @param members what it sends to
/// @param checkInterval between checks of a member
/// @param fall failed checks until a member leaves the pool
/// @param rise good checks until it is back
/// @param notes what people wrote down about it; may have several lines
public record LoadBalancer(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        Optional<String> host,
        Optional<IpAddress> address,
        @Otherwise("haproxy") BalancerSoftware software,
        List<Frontend> frontends,
        @RefersTo({ThingKind.NODE, ThingKind.STATION}) List<ThingId> members,
        @Otherwise("2s") Duration checkInterval,
        @Otherwise("3") int fall,
        @Otherwise("2") int rise,
        @Otherwise("") String notes)
        implements Thing {

    public LoadBalancer {
        frontends = List.copyOf(frontends);
        members = List.copyOf(members);
    }

    /// One with all that is optional left as it is by default.
    public static LoadBalancer of(ThingId id, String name) {
        return new LoadBalancer(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BalancerSoftware.HAPROXY,
                List.of(),
                List.of(),
                Duration.ofSeconds(2),
                3,
                2,
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.LOAD_BALANCER;
    }

    @Override
    public LoadBalancer withId(ThingId id) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    @Override
    public LoadBalancer withName(String name) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    @Override
    public LoadBalancer withWithin(Optional<ThingId> within) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    @Override
    public LoadBalancer withFrame(Optional<Frame> frame) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    public LoadBalancer withHost(Optional<String> host) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    public LoadBalancer withAddress(Optional<IpAddress> address) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    public LoadBalancer withSoftware(BalancerSoftware software) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    public LoadBalancer withFrontends(List<Frontend> frontends) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    public LoadBalancer withMembers(List<ThingId> members) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    public LoadBalancer withCheckInterval(Duration checkInterval) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    public LoadBalancer withFall(int fall) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    public LoadBalancer withRise(int rise) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }

    @Override
    public LoadBalancer withNotes(String notes) {
        return new LoadBalancer(
                id,
                name,
                within,
                frame,
                host,
                address,
                software,
                frontends,
                members,
                checkInterval,
                fall,
                rise,
                notes);
    }
}
