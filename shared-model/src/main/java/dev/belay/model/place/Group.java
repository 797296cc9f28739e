package dev.belay.model.place;

import java.util.List;

/// Resources that run on one host, and start one after the other.
///
/// @param name unique
/// @param members in the order of their start
/// @param priority the higher one is placed first
public record Group(String name, List<Primitive> members, int priority) implements Instance {

    public Group {
        members = List.copyOf(members);
    }

    public static Group of(String name, Primitive... members) {
        return new Group(name, List.of(members), 0);
    }

    public Group withPriority(int priority) {
        return new Group(name, members, priority);
    }
}
