package dev.belay.model.place;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The start or the promotion of a primitive, or the begin or the end of one of a group or clone.
final class Point {

    /// From a point to one that needs it.
    ///
    /// @param ordered whether it is for an order: a new start of the first is one of the second
    record Way(Point to, String subject, boolean ordered) {}

    final @Nullable Unit unit;

    /// Whether it is no start but a promotion.
    final boolean promotes;

    final List<Way> ways = new ArrayList<>();
    @Nullable Reason blocked;
    boolean anew;
    boolean stuck;

    /// Whether those behind it know that it is blocked.
    boolean spread;

    /// Of a clone: how many instances may still start; its end is reached when one does.
    int open = -1;

    /// Whether it stands first in an ordering.
    boolean leads;

    Point(@Nullable Unit unit, boolean promotes) {
        this.unit = unit;
        this.promotes = promotes;
    }

    /// Whether its start is thought of at all. Who must be where something is that is not, has got
    /// no host for that already, or is left alone.
    boolean isAsked() {
        return leads || open >= 0 || (unit != null && unit.host != Hosts.NOWHERE);
    }

    /// Whether a new start of something before it is one of it. Who cannot be promoted is not
    /// demoted for that.
    boolean isCarriedAlong() {
        return !anew && !(promotes && blocked != null);
    }

    void lead(Point to, String subject) {
        ways.add(new Way(to, subject, true));
    }
}
