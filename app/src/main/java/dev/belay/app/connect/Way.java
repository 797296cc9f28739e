package dev.belay.app.connect;

import dev.belay.api.ApiError;
import dev.belay.reach.ssh.SshFacts;
import org.jspecify.annotations.Nullable;

/// The way to a node in detail, for the Connections view.
///
/// @param address such as `admin@node-1:22`, or the path of a socket; empty without a way
/// @param facts of the SSH connection; null before it was open, and for a socket of this machine
/// @param roundTripMillis of the last small question to the agent; -1 before the first and while it
///   is broken
/// @param error why it is broken or refused, with what to do; null otherwise
public record Way(
        String address,
        @Nullable SshFacts facts,
        double roundTripMillis,
        @Nullable ApiError error) {

    static final Way NONE = new Way("", null, -1, null);

    Way withFacts(@Nullable SshFacts newFacts) {
        return new Way(address, newFacts, roundTripMillis, null);
    }

    Way withRoundTrip(double millis) {
        return new Way(address, facts, millis, error);
    }

    Way withError(@Nullable ApiError newError) {
        return new Way(address, facts, newError == null ? roundTripMillis : -1, newError);
    }
}
