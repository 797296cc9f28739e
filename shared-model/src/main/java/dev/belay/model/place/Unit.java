package dev.belay.model.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A primitive, a group or a clone while hosts are given out.
final class Unit {

    final Placeable what;
    final String name;

    /// Of an instance that can be promoted: how good it would be promoted, once that is known.
    int priority;

    /// Null for groups and clones.
    final @Nullable Primitive primitive;

    /// Null where what it is, or belongs to, is not promotable.
    final @Nullable Promotion promotion;

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

    /// What its host had for it when it was chosen.
    int score;

    /// What it will be; {@link Role#STARTED} as long as nobody has decided.
    Role role = Role.STARTED;

    /// Why it is promoted, or is not.
    @Nullable Reason roleReason;

    /// Of an instance: who has more is promoted first.
    int promotionRank;

    /// Of a clone: how much administrators want a promoted instance on each host.
    int @Nullable [] promotedWishes;

    /// @param score what each host has at first
    Unit(Placeable what, @Nullable Unit parent, int hosts, int score) {
        this.what = what;
        this.name = what.name();
        this.priority = what.priority();
        this.primitive = what instanceof Primitive one ? one : null;
        this.parent = parent;
        this.promotion =
                what instanceof Clone clone
                        ? clone.promotion().orElse(null)
                        : parent == null ? null : parent.promotion;
        if (promotion != null && !promotion.wanted()) {
            this.role = Role.UNPROMOTED;
        }
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

    /// Of those with equal priority promotable clones come first, then other clones, then groups,
    /// then primitives.
    int rank() {
        return switch (what) {
            case Primitive _ -> 0;
            case Group _ -> 1;
            case Clone _ -> promotion == null ? 2 : 3;
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

    /// Whether it is promoted now; a group is when one of its members is.
    boolean promoted() {
        return primitive == null
                ? members.stream().anyMatch(Unit::promoted)
                : primitive.promoted() && !primitive.activeOn().isEmpty();
    }

    /// Whether it failed; a group did when one of its members did.
    boolean failed() {
        return primitive == null ? members.stream().anyMatch(Unit::failed) : primitive.failed();
    }

    /// Where it runs now, the first one first.
    List<String> activeOn() {
        return primitive != null
                ? primitive.activeOn()
                : members.stream().flatMap(one -> one.activeOn().stream()).distinct().toList();
    }

    /// Where it will be; a group that is not on one host is nowhere.
    int location() {
        if (primitive != null) {
            return host;
        }
        int found = Hosts.NOWHERE;
        for (Unit member : members) {
            int one = member.location();
            if (found != Hosts.NOWHERE && one != Hosts.NOWHERE && one != found) {
                return Hosts.NOWHERE;
            }
            found = found == Hosts.NOWHERE ? one : found;
        }
        return found;
    }

    /// The clone that it is a part of, however deep; itself where there is none.
    Unit top() {
        return parent == null ? this : parent.top();
    }

    /// It, and all that is in it.
    void each(Consumer<Unit> what) {
        what.accept(this);
        members.forEach(member -> member.each(what));
    }

    /// Whether it is an instance that is known by its own name.
    boolean isUniqueInstance() {
        return parent != null && parent.what instanceof Clone clone && clone.unique();
    }

    void addPromotedWish(int host, int score) {
        if (promotedWishes == null) {
            promotedWishes = new int[scores.length];
        }
        promotedWishes[host] = Score.add(promotedWishes[host], score);
    }

    void add(int host, int score) {
        scores[host] = scores[host] == Hosts.CLOSED ? score : Score.add(scores[host], score);
    }
}
