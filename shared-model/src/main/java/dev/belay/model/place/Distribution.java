package dev.belay.model.place;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Gives hosts to the instances of a clone: first to those that may stay, then to the others.
final class Distribution {

    private final Hosts hosts;
    private final Wishes wishes;
    private final Assignment assignment;
    private final Unit unit;
    private final Clone clone;
    private final int[] counts;

    /// Whether all that follow count: not when every host gets an instance anyway.
    private boolean all;

    Distribution(Hosts hosts, Wishes wishes, Assignment assignment, Unit unit, Clone clone) {
        this.hosts = hosts;
        this.wishes = wishes;
        this.assignment = assignment;
        this.unit = unit;
        this.clone = clone;
        this.counts = new int[hosts.count()];
    }

    void run() {
        int available = 0;
        for (int i = 0; i < counts.length; i++) {
            if (unit.scores[i] != Hosts.CLOSED && hosts.runs(i)) {
                available++;
            }
        }
        all = clone.max() < available;
        int fair = Math.max(1, available == 0 ? 0 : clone.max() / available);
        // Those that follow the clone look at its instances in this order too.
        unit.members.sort(this::compare);
        List<Unit> instances = unit.members;

        int given = 0;
        for (Unit instance : instances) {
            int current = current(instance);
            if (given < clone.max()
                    && current != Hosts.NOWHERE
                    && !primitive(instance).failed()
                    && hosts.runs(current)
                    && (unit.scores[current] == Hosts.CLOSED || counts[current] < fair)
                    && place(instance, current)) {
                given++;
            }
        }
        for (Unit instance : instances) {
            if (instance.placed) {
                continue;
            }
            if (given >= clone.max()) {
                Arrays.fill(instance.scores, -Score.INFINITY);
                instance.reason = Reason.of(Cause.ENOUGH, clone.name());
                instance.placed = true;
            } else if (place(instance, Hosts.NOWHERE)) {
                given++;
            }
        }
    }

    private boolean place(Unit instance, int preferred) {
        inherit(instance);
        if (preferred != Hosts.NOWHERE && instance.scores[preferred] < 0) {
            return false;
        }
        limit(instance);
        int[] before = instance.scores;
        assignment.placePrimitive(instance, primitive(instance), preferred);
        if (instance.host != Hosts.NOWHERE
                && preferred != Hosts.NOWHERE
                && instance.host != preferred) {
            assignment.takeBack(instance);
            instance.scores = before;
            return false;
        }
        if (instance.host == Hosts.NOWHERE) {
            return false;
        }
        if (unit.scores[instance.host] != Hosts.CLOSED) {
            counts[instance.host]++;
        }
        return true;
    }

    private void inherit(Unit instance) {
        for (Bond bond : unit.follows) {
            if (all || bond.score() < 0 || bond.must()) {
                bond.addToFollows(instance);
            }
        }
        for (Bond bond : unit.followers) {
            boolean counts = bond.influence() || !instance.active();
            if (counts && (all || bond.score() < 0)) {
                bond.addToFollowers(instance);
            }
        }
    }

    private void limit(Unit instance) {
        int[] scores = instance.scores.clone();
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] == Hosts.CLOSED) {
                continue;
            }
            boolean open = hosts.runs(i) && unit.scores[i] >= 0 && counts[i] < clone.perHost();
            if (!open) {
                scores[i] = -Score.INFINITY;
            }
        }
        instance.scores = scores;
    }

    private int current(Unit instance) {
        List<String> active = primitive(instance).activeOn();
        return active.isEmpty() ? Hosts.NOWHERE : hosts.number(active.getFirst());
    }

    /// Who is to be placed first.
    private int compare(Unit one, Unit other) {
        int actives = primitive(one).activeOn().size();
        int otherActives = primitive(other).activeOn().size();
        if (actives > 0 && otherActives > 0 && actives != otherActives) {
            return Integer.compare(actives, otherActives);
        }
        int host = current(one);
        int otherHost = current(other);
        boolean banned = host != Hosts.NOWHERE && one.scores[host] < 0;
        boolean otherBanned = otherHost != Hosts.NOWHERE && other.scores[otherHost] < 0;
        if (banned != otherBanned) {
            return Boolean.compare(banned, otherBanned);
        }
        if (one.priority != other.priority) {
            return Integer.compare(other.priority, one.priority);
        }
        boolean active = host != Hosts.NOWHERE && !banned;
        boolean otherActive = otherHost != Hosts.NOWHERE && !otherBanned;
        if (!active || !otherActive) {
            return Boolean.compare(otherActive, active);
        }
        if (hosts.runs(host) != hosts.runs(otherHost)) {
            return Boolean.compare(hosts.runs(otherHost), hosts.runs(host));
        }
        return Comparator.comparing((Unit unit) -> primitive(unit).failed())
                .thenComparing(unit -> wished(unit, current(unit)), Comparator.reverseOrder())
                .thenComparing(unit -> unit.name)
                .compare(one, other);
    }

    /// What those around the clone think of the host of an instance.
    private int wished(Unit instance, int host) {
        int[] scores = new int[hosts.count()];
        Arrays.fill(scores, Hosts.CLOSED);
        scores[host] = 0;
        for (Bond bond : unit.follows) {
            scores = wishes.ofPrimary(scores, bond);
        }
        for (Bond bond : unit.followers) {
            if (bond.influence() || !instance.active()) {
                scores = wishes.ofFollower(bond.dependent(), scores, bond, true);
            }
        }
        return scores[host];
    }

    private static Primitive primitive(Unit unit) {
        return Objects.requireNonNull(unit.primitive);
    }
}
