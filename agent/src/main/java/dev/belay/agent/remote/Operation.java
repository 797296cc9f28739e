package dev.belay.agent.remote;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// An action of a resource that somebody ordered of this node.
///
/// @param call its number here
/// @param caller the connection that ordered it
/// @param interval zero for what is done once
/// @param startDelay before it begins
/// @param options bits: who is told of its results, and when
/// @param token as the caller gave it; goes back with each result
/// @param parameters as they came, with those that the cluster adds; may be secret
public record Operation(
        long call,
        String caller,
        String resource,
        String action,
        Duration interval,
        Duration timeout,
        Duration startDelay,
        int options,
        String token,
        SortedMap<String, String> parameters) {

    /// Nobody but who ordered it is told.
    private static final int TELL_CALLER = 2;

    /// Of a recurring one, only what is another result than before is told.
    private static final int TELL_CHANGES = 4;

    public Operation {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    boolean isRecurring() {
        return !interval.isZero();
    }

    boolean isFor(String action, Duration interval) {
        return this.action.equals(action) && this.interval.equals(interval);
    }

    boolean isOnlyForCaller() {
        return (options & TELL_CALLER) != 0;
    }

    boolean isOnlyForChanges() {
        return (options & TELL_CHANGES) != 0;
    }

    /// The same work by a newer order of it.
    Operation renewed(Operation newer) {
        return new Operation(
                newer.call,
                newer.caller,
                resource,
                action,
                interval,
                timeout,
                startDelay,
                newer.options,
                newer.token,
                parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /// Only what may stand in a log.
    @Override
    public String toString() {
        return action + " of " + resource;
    }
}
