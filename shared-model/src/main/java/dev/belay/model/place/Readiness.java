package dev.belay.model.place;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of the placement can be had: who waits for something that does not start stays down, and
/// who comes after something that starts anew is started anew.
final class Readiness {

    private final Hosts hosts;
    private final boolean quorate;
    private final NoQuorum noQuorum;
    private final Points starts = new Points(false);
    private final Points promotions = new Points(true);
    private final List<Unit> groups = new ArrayList<>();

    /// Points that are blocked from the begin.
    private final List<Point> begins = new ArrayList<>();

    Readiness(Hosts hosts, Iterable<Unit> units, boolean quorate, NoQuorum noQuorum) {
        this.hosts = hosts;
        this.quorate = quorate;
        this.noQuorum = noQuorum;
        units.forEach(this::add);
    }

    private void add(Unit root) {
        starts.add(root);
        if (root.promotion != null) {
            promotions.add(root);
        }
        root.each(unit -> {
            if (unit.isGroup()) {
                groups.add(unit);
            } else if (unit.primitive != null && root.promotion != null) {
                starts.begin(unit).lead(promotions.begin(unit), unit.name);
            }
        });
    }

    private Points points(Role role) {
        return switch (role) {
            case STARTED, UNPROMOTED -> starts;
            case PROMOTED -> promotions;
        };
    }

    void order(Unit first, Unit then, Ordering ordering) {
        Points from = points(ordering.firstRole());
        Points to = points(ordering.thenRole());
        String id = ordering.id();
        if (!to.has(then)) {
            return;
        }
        if (!from.has(first)) {
            // What is never promoted is waited for in vain.
            to.begin(then).blocked = Reason.of(Cause.WAITS_FOR, id);
            begins.add(to.begin(then));
        } else if (first.what instanceof Clone one
                && then.what instanceof Clone two
                && two.interleave()
                && one.perHost() == two.perHost()) {
            then.members.forEach(instance -> orderOne(first, instance, ordering));
        } else {
            from.end(first).lead(to.begin(then), id);
        }
    }

    /// After the instance on the same host.
    private void orderOne(Unit first, Unit instance, Ordering ordering) {
        if (instance.location() == Hosts.NOWHERE) {
            return;
        }
        for (Unit one : first.members) {
            if (one.location() == instance.location()) {
                points(ordering.firstRole())
                        .end(one)
                        .lead(points(ordering.thenRole()).begin(instance), ordering.id());
                return;
            }
        }
        starts.begin(instance).blocked = Reason.of(Cause.WAITS_FOR, ordering.id());
        begins.add(starts.begin(instance));
    }

    void lead(Unit first, Role role) {
        if (points(role).has(first)) {
            points(role).begin(first).leads = true;
        }
    }

    /// @param firstRole what the primary has to be for it
    void bind(Unit primary, Role firstRole, Unit dependent, Role thenRole, String id) {
        Points from = points(firstRole);
        Points to = points(thenRole);
        if (from.has(primary) && to.has(dependent)) {
            from.end(primary.lastMember())
                    .ways
                    .add(new Point.Way(to.begin(dependent.firstMember()), id, false));
        }
    }

    /// Takes their hosts from those that cannot start, and says why.
    void settle() {
        do {
            spreadBlocks();
            spreadNewStarts();
        } while (findStuck());
        starts.ofPrimitives.forEach(this::apply);
        promotions.ofPrimitives.forEach(this::applyRole);
    }

    private void spreadBlocks() {
        Deque<Point> blocked = new ArrayDeque<>(begins);
        begins.clear();
        for (Point point : starts.ofPrimitives) {
            if (point.blocked == null) {
                point.blocked = ownBlock(unit(point));
            }
            if (point.blocked != null && !point.spread) {
                blocked.add(point);
            }
        }
        for (Point point : promotions.ofPrimitives) {
            Unit unit = unit(point);
            if (point.blocked == null && unit.role != Role.PROMOTED) {
                point.blocked = unit.roleReason;
            }
            if (point.blocked != null && !point.spread) {
                blocked.add(point);
            }
        }
        while (!blocked.isEmpty()) {
            Point from = blocked.remove();
            if (from.spread) {
                continue;
            }
            from.spread = true;
            for (Point.Way way : from.ways) {
                if (way.to().blocked == null
                        && (way.ordered() || way.to().open >= 0 || from.isAsked())
                        && (way.to().open < 0 || lastOf(way.to()))) {
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
        for (Point point : starts.ofPrimitives) {
            if (point.blocked == null && !unmanaged(unit(point)) && startsByItself(unit(point))) {
                point.anew = true;
                anew.add(point);
            }
        }
        for (Point point : promotions.ofPrimitives) {
            if (point.blocked == null && !unmanaged(unit(point)) && !unit(point).promoted()) {
                point.anew = true;
                anew.add(point);
            }
        }
        while (!anew.isEmpty()) {
            for (Point.Way way : anew.remove().ways) {
                if (way.ordered() && way.to().isCarriedAlong()) {
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
                Point point = starts.begin(group.members.get(i));
                boolean held = next.active() && (unmanaged(next) || starts.begin(next).stuck);
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

    /// Who is promoted and stays where it is remains that when it could not become it.
    private void applyRole(Point point) {
        Unit unit = unit(point);
        boolean remains = unit.promoted() && !starts.begin(unit).anew;
        if (point.blocked != null && !unmanaged(unit) && unit.role == Role.PROMOTED && !remains) {
            unit.role = Role.UNPROMOTED;
            unit.roleReason = point.blocked;
        }
    }

    /// What each primitive needs, in their order.
    List<Step> steps(Collection<Unit> units) {
        List<Step> steps = new ArrayList<>();
        for (Unit unit : units) {
            Point point = starts.begin(unit);
            if (!unmanaged(unit) && !point.stuck) {
                int before = steps.size();
                addSteps(unit, point.anew, steps);
                boolean starts = steps.size() > before;
                if (unit.promotion != null && unit.host != Hosts.NOWHERE) {
                    addRoleSteps(unit, starts, steps);
                }
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

    /// @param starts whether it is started, be it anew
    private void addRoleSteps(Unit unit, boolean starts, List<Step> steps) {
        String host = hosts.get(unit.host).name();
        boolean promoted = unit.promoted() && !starts;
        boolean wanted = unit.role == Role.PROMOTED;
        boolean anew = wanted && promotions.begin(unit).anew;
        if (promoted && (!wanted || anew)) {
            steps.add(Step.at(StepKind.DEMOTE, unit.name, host));
        }
        if (wanted && (!promoted || anew)) {
            steps.add(Step.at(StepKind.PROMOTE, unit.name, host));
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
}
