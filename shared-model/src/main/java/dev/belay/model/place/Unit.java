package dev.belay.model.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A primitive or a group while hosts are given out.
final class Unit {

    final String name;
    final int priority;
    final @Nullable Primitive primitive;
    final @Nullable Unit group;
    final List<Unit> members = new ArrayList<>();

    /// Whom it follows, in the order in which they count.
    final List<Bond> follows = new ArrayList<>();

    /// Who follows it, in the order in which they count.
    final List<Bond> followers = new ArrayList<>();

    int[] scores;
    boolean placed;
    boolean placing;
    boolean merging;
    int host = Hosts.NOWHERE;
    @Nullable Reason reason;

    private Unit(
            String name,
            int priority,
            @Nullable Primitive primitive,
            @Nullable Unit group,
            int[] scores) {
        this.name = name;
        this.priority = priority;
        this.primitive = primitive;
        this.group = group;
        this.scores = scores;
    }

    static Unit of(Primitive primitive, @Nullable Unit group, int hosts, int score) {
        return new Unit(
                primitive.name(), primitive.priority(), primitive, group, filled(hosts, score));
    }

    static Unit of(Group group, int hosts, int score) {
        return new Unit(group.name(), group.priority(), null, null, filled(hosts, score));
    }

    private static int[] filled(int hosts, int score) {
        int[] scores = new int[hosts];
        if (score != 0) {
            Arrays.fill(scores, score);
        }
        return scores;
    }

    boolean isGroup() {
        return primitive == null;
    }

    /// Primitives come after groups where priority is equal.
    int rank() {
        return isGroup() ? 1 : 0;
    }

    Unit firstMember() {
        return isGroup() ? members.getFirst() : this;
    }

    Unit lastMember() {
        return isGroup() ? members.getLast() : this;
    }

    boolean active() {
        return primitive == null
                ? members.stream().anyMatch(Unit::active)
                : !primitive.activeOn().isEmpty();
    }

    void add(int host, int score) {
        scores[host] = scores[host] == Hosts.CLOSED ? score : Score.add(scores[host], score);
    }
}
