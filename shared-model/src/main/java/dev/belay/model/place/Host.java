package dev.belay.model.place;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A node as something that resources run on: a full member, a remote node or a guest.
///
/// @param name unique
/// @param state whether it can run anything
/// @param attributes facts that constraints may ask for, by name
public record Host(String name, HostState state, SortedMap<String, String> attributes) {

    public Host {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    public static Host of(String name) {
        return new Host(name, HostState.AVAILABLE, Collections.emptySortedMap());
    }

    public Host withState(HostState state) {
        return new Host(name, state, attributes);
    }

    public Host withAttributes(SortedMap<String, String> attributes) {
        return new Host(name, state, attributes);
    }

    boolean runs() {
        return state == HostState.AVAILABLE;
    }
}
