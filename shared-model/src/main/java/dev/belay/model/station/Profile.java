package dev.belay.model.station;

import java.util.List;

/// A profile: what instances that register with it may install.
///
/// @param name of the profile
/// @param sources software sources that it refers to
public record Profile(String name, List<String> sources) {

    public Profile {
        sources = List.copyOf(sources);
    }

    /// One with all that is optional left as it is by default.
    public static Profile of(String name) {
        return new Profile(name, List.of());
    }
}
