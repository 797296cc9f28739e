package dev.belay.model.place;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A colocation between units.
///
/// @param id of the constraint, or the name of the group that it comes from
/// @param attribute by which hosts count as one; null: each for itself
/// @param inner whether it holds a group together
/// @param dependentRole as what the dependent follows
/// @param primaryRole as what the primary is followed
record Bond(
        String id,
        Unit dependent,
        Unit primary,
        int score,
        @Nullable String attribute,
        boolean influence,
        boolean inner,
        Role dependentRole,
        Role primaryRole) {

    boolean must() {
        return score >= Score.INFINITY;
    }

    /// Whether the dependent has a say in where the primary goes: it may be told to have none in
    /// moving it, but it has one in starting it.
    boolean counts() {
        return influence || !primary.active();
    }

    /// Whether an instance follows the one on its own host rather than all of them.
    boolean interleaved() {
        return dependent.what instanceof Clone one
                && one.interleave()
                && primary.what instanceof Clone other
                && one.perHost() == other.perHost();
    }

    /// Whether it has a say in where one goes that has no host yet, and mostly no role either.
    boolean moves(Unit unit, Unit end) {
        return score > 0
                ? isAny(dependentRole, unit) && isAny(primaryRole, end)
                : !isSame(dependentRole, unit) && !isSame(primaryRole, end);
    }

    private static boolean isAny(Role role, Unit unit) {
        return role == Role.STARTED || role == unit.role;
    }

    private static boolean isSame(Role role, Unit unit) {
        return role != Role.STARTED && role == unit.role;
    }

    void addToFollows(Unit unit) {
        insert(unit.follows, true);
    }

    void addToFollowers(Unit unit) {
        insert(unit.followers, false);
    }

    /// Before the first one that does not come earlier.
    private void insert(List<Bond> bonds, boolean byPrimary) {
        int low = 0;
        int high = bonds.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(end(byPrimary), bonds.get(middle).end(byPrimary)) > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        bonds.add(low, this);
    }

    private Unit end(boolean byPrimary) {
        return byPrimary ? primary : dependent;
    }

    private static int compare(Unit one, Unit other) {
        if (one.priority != other.priority) {
            return Integer.compare(other.priority, one.priority);
        }
        if (one.rank() != other.rank()) {
            return Integer.compare(other.rank(), one.rank());
        }
        return one.name.compareTo(other.name);
    }
}
