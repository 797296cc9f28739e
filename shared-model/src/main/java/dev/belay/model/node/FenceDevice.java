package dev.belay.model.node;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A device or an API that can stop a node for certain.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param agent fence agent, such as `fence_ipmilan`
/// @param address of the device itself
/// @param targets nodes that it can stop
/// @param level order among the devices of one target, 1–9; the lowest is tried first
/// @param action what it does
/// @param timeout after which the outcome is unknown
/// @param delay wait before it acts, so that two nodes do not fence each other
/// @param ports name of the target at the device, by node id; the node's name when missing
/// @param parameters of the agent, by name
/// @param secrets names of parameters whose values are asked for and kept outside the design
/// @param notes what people wrote down about it; may have several lines
public record FenceDevice(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        String agent,
        Optional<IpAddress> address,
        @RefersTo(ThingKind.NODE) List<ThingId> targets,
        @Otherwise("1") int level,
        @Otherwise("reboot") FenceAction action,
        @Otherwise("60s") Duration timeout,
        @Otherwise("0s") Duration delay,
        SortedMap<String, String> ports,
        SortedMap<String, String> parameters,
        List<String> secrets,
        @Otherwise("") String notes)
        implements Thing {

    public FenceDevice {
        targets = List.copyOf(targets);
        ports = Collections.unmodifiableSortedMap(new TreeMap<>(ports));
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        secrets = List.copyOf(secrets);
    }

    /// One with all that is optional left as it is by default.
    public static FenceDevice of(ThingId id, String name, String agent) {
        return new FenceDevice(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                agent,
                Optional.empty(),
                List.of(),
                1,
                FenceAction.REBOOT,
                Duration.ofSeconds(60),
                Duration.ZERO,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                List.of(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.FENCE_DEVICE;
    }

    @Override
    public FenceDevice withId(ThingId id) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    @Override
    public FenceDevice withName(String name) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    @Override
    public FenceDevice withWithin(Optional<ThingId> within) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    @Override
    public FenceDevice withFrame(Optional<Frame> frame) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    public FenceDevice withAgent(String agent) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    public FenceDevice withAddress(Optional<IpAddress> address) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    public FenceDevice withTargets(List<ThingId> targets) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    public FenceDevice withLevel(int level) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    public FenceDevice withAction(FenceAction action) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    public FenceDevice withTimeout(Duration timeout) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    public FenceDevice withDelay(Duration delay) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    public FenceDevice withPorts(SortedMap<String, String> ports) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    public FenceDevice withParameters(SortedMap<String, String> parameters) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    public FenceDevice withSecrets(List<String> secrets) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }

    @Override
    public FenceDevice withNotes(String notes) {
        return new FenceDevice(
                id,
                name,
                within,
                frame,
                agent,
                address,
                targets,
                level,
                action,
                timeout,
                delay,
                ports,
                parameters,
                secrets,
                notes);
    }
}
