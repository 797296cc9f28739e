package dev.belay.model.place;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The points of all units for one role, and the ways between those of one group or clone.
final class Points {

    private final IdentityHashMap<Unit, Point> begins = new IdentityHashMap<>();
    private final IdentityHashMap<Unit, Point> ends = new IdentityHashMap<>();
    final List<Point> ofPrimitives = new ArrayList<>();
    private final boolean promotes;

    /// @param promotes whether they are no starts but promotions
    Points(boolean promotes) {
        this.promotes = promotes;
    }

    void add(Unit unit) {
        if (unit.primitive != null) {
            Point point = new Point(unit, promotes);
            ofPrimitives.add(point);
            begins.put(unit, point);
            ends.put(unit, point);
            return;
        }
        Point begin = new Point(null, promotes);
        Point end = new Point(null, promotes);
        begins.put(unit, begin);
        ends.put(unit, end);
        if (unit.isClone()) {
            end.open = unit.members.size();
        }
        @Nullable Unit before = null;
        for (Unit member : unit.members) {
            add(member);
            begin.lead(begin(member), unit.name);
            end(member).lead(end, unit.name);
            if (before != null && unit.isGroup()) {
                begin(before).lead(begin(member), before.name);
            }
            before = member;
        }
    }

    /// Whether it has points: only what is promotable has any for being promoted.
    boolean has(Unit unit) {
        return begins.containsKey(unit);
    }

    Point begin(Unit unit) {
        return Objects.requireNonNull(begins.get(unit));
    }

    Point end(Unit unit) {
        return Objects.requireNonNull(ends.get(unit));
    }
}
