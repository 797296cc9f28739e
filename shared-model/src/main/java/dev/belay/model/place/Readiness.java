package dev.belay.model.place;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of the placement can be had: who waits for something that does not start stays down, and
/// who comes after something that starts anew is started anew.
final class Readiness {

    /// A primitive, or the begin or the end of a group's start.
    private static final class Point {
        final @Nullable Unit unit;
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

        Point(@Nullable Unit unit) {
            this.unit = unit;
        }

        /// Whether its start is thought of at all. Who must be where something is that is not, has
        /// got no host for that already, or is left alone.
        boolean isAsked() {
            return leads || open >= 0 || (unit != null && unit.host != Hosts.NOWHERE);
        }
    }

    /// From a point to one that needs it.
    ///
    /// @param ordered whether a new start of the first is one of the second
    private record Way(Point to, String subject, boolean ordered) {}

    private final Hosts hosts;
    private final boolean quorate;
    private final NoQuorum noQuorum;
    private final IdentityHashMap<Unit, Point> begins = new IdentityHashMap<>();
    private final IdentityHashMap<Unit, Point> ends = new IdentityHashMap<>();
    private final List<Unit> groups = new ArrayList<>();
    private final List<Point> primitives = new ArrayList<>();

    Readiness(Hosts hosts, Iterable<Unit> units, boolean quorate, NoQuorum noQuorum) {
        this.hosts = hosts;
        this.quorate = quorate;
        this.noQuorum = noQuorum;
        units.forEach(this::add);
    }

    private void add(Unit unit) {
        if (unit.primitive != null) {
            Point point = new Point(unit);
            primitives.add(point);
            begins.put(unit, point);
            ends.put(unit, point);
            return;
        }
        Point begin = new Point(null);
        Point end = new Point(null);
        begins.put(unit, begin);
        ends.put(unit, end);
        if (unit.isClone()) {
            addInstances(unit, begin, end);
        } else {
            addMembers(unit, begin, end);
        }
    }

    private void addInstances(Unit clone, Point begin, Point end) {
        end.open = clone.members.size();
        for (Unit instance : clone.members) {
            add(instance);
            Point point = at(begins, instance);
            begin.ways.add(new Way(point, clone.name, true));
            point.ways.add(new Way(end, clone.name, true));
        }
    }

    private void addMembers(Unit unit, Point begin, Point end) {
        groups.add(unit);
        @Nullable Point before = null;
        for (Unit member : unit.members) {
            add(member);
            Point point = at(begins, member);
            begin.ways.add(new Way(point, unit.name, true));
            point.ways.add(new Way(end, unit.name, true));
            if (before != null) {
                before.ways.add(new Way(point, Objects.requireNonNull(before.unit).name, true));
            }
            before = point;
        }
    }

    void order(Unit first, Unit then, String id) {
        if (first.what instanceof Clone one
                && then.what instanceof Clone two
                && two.interleave()
                && one.perHost() == two.perHost()) {
            then.members.forEach(instance -> orderOne(first, instance, id));
            return;
        }
        at(ends, first).ways.add(new Way(at(begins, then), id, true));
    }

    /// After the instance on the same host.
    private void orderOne(Unit first, Unit instance, String id) {
        Point then = at(begins, instance);
        if (instance.host == Hosts.NOWHERE) {
            return;
        }
        for (Unit one : first.members) {
            if (one.host == instance.host) {
                at(begins, one).ways.add(new Way(then, id, true));
                return;
            }
        }
        then.blocked = Reason.of(Cause.WAITS_FOR, id);
    }

    void lead(Unit first) {
        at(begins, first).leads = true;
    }

    void bind(Unit primary, Unit dependent, String id) {
        Point begin = at(ends, primary.lastMember());
        begin.ways.add(new Way(at(begins, dependent.firstMember()), id, false));
    }

    /// Takes their hosts from those that cannot start, and says why.
    void settle() {
        do {
            spreadBlocks();
            spreadNewStarts();
        } while (findStuck());
        primitives.forEach(this::apply);
    }

    private void spreadBlocks() {
        Deque<Point> blocked = new ArrayDeque<>();
        for (Point point : primitives) {
            if (point.blocked == null) {
                point.blocked = ownBlock(unit(point));
            }
            if (point.blocked != null && !point.spread) {
                blocked.add(point);
            }
        }
        while (!blocked.isEmpty()) {
            Point from = blocked.remove();
            from.spread = true;
            for (Way way : from.ways) {
                if (way.to().blocked == null
                        && (way.ordered() || way.to().open >= 0 || from.isAsked())
                        && (from.unit == null || way.to().open < 0 || lastOf(way.to()))) {
                    way.to().blocked = Reason.of(Cause.WAITS_FOR, way.subject());
                    blocked.add(way.to());
                }
            }
        }
    }

    /// Whether no other instance may start.
    private static boolean lastOf(Point end) {
        end.open--;
        return end.open == 0;
    }

    private @Nullable Reason ownBlock(Unit unit) {
        if (unit.host == Hosts.NOWHERE) {
            return unit.reason;
        }
        if (quorate || noQuorum == NoQuorum.IGNORE) {
            return null;
        }
        boolean frozen = noQuorum == NoQuorum.FREEZE && unit.active();
        return frozen ? null : Reason.of(Cause.NO_QUORUM);
    }

    private void spreadNewStarts() {
        Deque<Point> anew = new ArrayDeque<>();
        for (Point point : primitives) {
            if (point.blocked == null && !unmanaged(unit(point)) && startsByItself(unit(point))) {
                point.anew = true;
                anew.add(point);
            }
        }
        while (!anew.isEmpty()) {
            for (Way way : anew.remove().ways) {
                if (way.ordered() && !way.to().anew) {
                    way.to().anew = true;
                    anew.add(way.to());
                }
            }
        }
    }

    private boolean startsByItself(Unit unit) {
        List<String> active = primitive(unit).activeOn();
        return unit.host != Hosts.NOWHERE
                && (primitive(unit).failed()
                        || active.size() != 1
                        || hosts.number(active.getFirst()) != unit.host);
    }

    /// A member that would have to stop, while the one after it is left alone, stays where it is.
    ///
    /// @return whether there are more than before
    private boolean findStuck() {
        boolean found = false;
        for (Unit group : groups) {
            for (int i = group.members.size() - 2; i >= 0; i--) {
                Unit next = group.members.get(i + 1);
                Point point = at(begins, group.members.get(i));
                boolean held = next.active() && (unmanaged(next) || at(begins, next).stuck);
                if (held && !point.stuck && mustStop(point)) {
                    point.stuck = true;
                    point.blocked = Reason.of(Cause.STUCK, next.name);
                    found = true;
                }
            }
        }
        return found;
    }

    private static boolean mustStop(Point point) {
        Unit unit = unit(point);
        return unit.active() && !unmanaged(unit) && (point.blocked != null || point.anew);
    }

    private void apply(Point point) {
        Unit unit = unit(point);
        if (point.blocked != null && !unmanaged(unit)) {
            String now = point.stuck ? primitive(unit).activeOn().getFirst() : "";
            unit.host = hosts.number(now);
            unit.reason = point.blocked;
        }
    }

    /// What each primitive needs, in their order.
    List<Step> steps(Collection<Unit> units) {
        List<Step> steps = new ArrayList<>();
        for (Unit unit : units) {
            Point point = at(begins, unit);
            if (!unmanaged(unit) && !point.stuck) {
                addSteps(unit, point.anew, steps);
            }
        }
        return steps;
    }

    private void addSteps(Unit unit, boolean anew, List<Step> steps) {
        Primitive primitive = primitive(unit);
        List<String> active = primitive.activeOn();
        if (unit.host == Hosts.NOWHERE) {
            active.forEach(host -> steps.add(Step.at(StepKind.STOP, unit.name, host)));
            return;
        }
        String host = hosts.get(unit.host).name();
        if (active.isEmpty()) {
            steps.add(Step.at(StepKind.START, unit.name, host));
        } else if (active.size() == 1 && !active.contains(host)) {
            StepKind kind = primitive.failed() ? StepKind.RECOVER : StepKind.MOVE;
            steps.add(new Step(kind, unit.name, host, Optional.of(active.getFirst())));
        } else {
            active.stream()
                    .filter(other -> !other.equals(host))
                    .forEach(other -> steps.add(Step.at(StepKind.STOP, unit.name, other)));
            if (primitive.failed() || active.size() > 1) {
                steps.add(Step.at(StepKind.RECOVER, unit.name, host));
            } else if (anew) {
                steps.add(Step.at(StepKind.RESTART, unit.name, host));
            }
        }
    }

    private static boolean unmanaged(Unit unit) {
        return unit.reason != null && unit.reason.cause() == Cause.UNMANAGED;
    }

    private static Unit unit(Point point) {
        return Objects.requireNonNull(point.unit);
    }

    private static Primitive primitive(Unit unit) {
        return Objects.requireNonNull(unit.primitive);
    }

    private static Point at(IdentityHashMap<Unit, Point> points, Unit unit) {
        return Objects.requireNonNull(points.get(unit));
    }
}
