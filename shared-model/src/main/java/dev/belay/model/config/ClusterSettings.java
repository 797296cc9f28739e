package dev.belay.model.config;

import dev.belay.model.value.Otherwise;
import java.util.List;

/// What holds for the whole cluster.
///
/// @param id stable id, 1–63 of `a-z 0-9 -`
/// @param name what people call it
/// @param timing how fast it notices and acts
/// @param networks its networks
/// @param fencing whether a lost node is fenced
/// @param guarded whether it is protected: opened read-only, and asks before anything destructive
public record ClusterSettings(
        String id,
        String name,
        TimingProfile timing,
        List<ClusterNetwork> networks,
        @Otherwise("false") boolean fencing,
        @Otherwise("false") boolean guarded) {

    public ClusterSettings {
        networks = List.copyOf(networks);
    }

    /// One with all that is optional left as it is by default.
    public static ClusterSettings of(String id, String name, TimingProfile timing) {
        return new ClusterSettings(id, name, timing, List.of(), false, false);
    }

    public ClusterSettings withId(String id) {
        return new ClusterSettings(id, name, timing, networks, fencing, guarded);
    }

    public ClusterSettings withName(String name) {
        return new ClusterSettings(id, name, timing, networks, fencing, guarded);
    }

    public ClusterSettings withTiming(TimingProfile timing) {
        return new ClusterSettings(id, name, timing, networks, fencing, guarded);
    }

    public ClusterSettings withNetworks(List<ClusterNetwork> networks) {
        return new ClusterSettings(id, name, timing, networks, fencing, guarded);
    }

    public ClusterSettings withFencing(boolean fencing) {
        return new ClusterSettings(id, name, timing, networks, fencing, guarded);
    }

    public ClusterSettings withGuarded(boolean guarded) {
        return new ClusterSettings(id, name, timing, networks, fencing, guarded);
    }
}
