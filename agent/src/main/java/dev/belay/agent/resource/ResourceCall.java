package dev.belay.agent.resource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One action to perform on one resource.
///
/// @param resource name of the resource; of a unique clone's instance, with `:` and its number
/// @param parameters as the design has them; they may be secret
/// @param meta options of the resource and of a clone, such as `clone_max` or `notify_type`, by the
///   names that agents know them by (`CRM_meta_…`)
/// @param attributes of this node, which an agent may ask for
/// @param interval between monitors; zero for everything that is done once
/// @param depth how thorough a monitor is; 0 for the plain one
/// @param timeout after which the outcome is unknown
/// @param cgroup a folder of a cgroup for it and all that it starts
public record ResourceCall(
        String resource,
        ResourceAction action,
        SortedMap<String, String> parameters,
        SortedMap<String, String> meta,
        SortedMap<String, String> attributes,
        Duration interval,
        int depth,
        Duration timeout,
        Optional<Path> cgroup) {

    public ResourceCall {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        meta = Collections.unmodifiableSortedMap(new TreeMap<>(meta));
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        if (action == ResourceAction.MONITOR && interval.isZero()) {
            throw new IllegalArgumentException("a monitor without an interval is a probe");
        }
        if (action != ResourceAction.MONITOR && !interval.isZero()) {
            throw new IllegalArgumentException(action + " has no interval");
        }
    }

    /// A call without parameters, done once.
    public static ResourceCall of(String resource, ResourceAction action, Duration timeout) {
        return new ResourceCall(
                resource,
                action,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Duration.ZERO,
                0,
                timeout,
                Optional.empty());
    }

    /// A plain monitor that comes again after an interval.
    public static ResourceCall monitor(String resource, Duration interval, Duration timeout) {
        return new ResourceCall(
                resource,
                ResourceAction.MONITOR,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                interval,
                0,
                timeout,
                Optional.empty());
    }

    public ResourceCall withParameters(SortedMap<String, String> parameters) {
        return new ResourceCall(
                resource, action, parameters, meta, attributes, interval, depth, timeout, cgroup);
    }

    public ResourceCall withMeta(SortedMap<String, String> meta) {
        return new ResourceCall(
                resource, action, parameters, meta, attributes, interval, depth, timeout, cgroup);
    }

    public ResourceCall withAttributes(SortedMap<String, String> attributes) {
        return new ResourceCall(
                resource, action, parameters, meta, attributes, interval, depth, timeout, cgroup);
    }

    public ResourceCall withDepth(int depth) {
        return new ResourceCall(
                resource, action, parameters, meta, attributes, interval, depth, timeout, cgroup);
    }

    public ResourceCall withCgroup(Optional<Path> cgroup) {
        return new ResourceCall(
                resource, action, parameters, meta, attributes, interval, depth, timeout, cgroup);
    }

    /// The resource without an instance's number.
    String base() {
        return resource.replaceFirst(":\\d+$", "");
    }

    /// Only what may stand in a log: a parameter may be secret.
    @Override
    public String toString() {
        return action.word() + " of " + resource;
    }
}
