package dev.belay.model.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A primitive, a group or a clone while hosts are given out.
final class Unit {

    final Placeable what;
    final String name;
    final int priority;

    /// Null for groups and clones.
    final @Nullable Primitive primitive;

    /// The group that it is a member of, or the clone that it is an instance of.
    final @Nullable Unit parent;

    /// Members or instances.
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

    /// @param score what each host has at first
    Unit(Placeable what, @Nullable Unit parent, int hosts, int score) {
        this.what = what;
        this.name = what.name();
        this.priority = what.priority();
        this.primitive = what instanceof Primitive one ? one : null;
        this.parent = parent;
        this.scores = new int[hosts];
        if (score != 0) {
            Arrays.fill(scores, score);
        }
    }

    boolean isGroup() {
        return what instanceof Group;
    }

    boolean isClone() {
        return what instanceof Clone;
    }

    /// Of those with equal priority clones come first, then groups, then primitives.
    int rank() {
        return switch (what) {
            case Primitive _ -> 0;
            case Group _ -> 1;
            case Clone _ -> 2;
        };
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

    /// Whether it is an instance that is known by its own name.
    boolean isUniqueInstance() {
        return parent != null && parent.what instanceof Clone clone && clone.unique();
    }

    void add(int host, int score) {
        scores[host] = scores[host] == Hosts.CLOSED ? score : Score.add(scores[host], score);
    }
}
