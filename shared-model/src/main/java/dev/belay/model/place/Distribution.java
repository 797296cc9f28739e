package dev.belay.model.place;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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
                    && (instance.isGroup() || !instance.failed())
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
                instance.each(this::leaveOut);
            } else if (place(instance, Hosts.NOWHERE)) {
                given++;
            }
        }
    }

    private void leaveOut(Unit one) {
        Arrays.fill(one.scores, -Score.INFINITY);
        one.reason = Reason.of(Cause.ENOUGH, clone.name());
        one.placed = true;
    }

    private boolean place(Unit instance, int preferred) {
        inherit(instance);
        if (preferred != Hosts.NOWHERE && instance.scores[preferred] < 0) {
            return false;
        }
        instance.each(this::limit);
        int host =
                switch (instance.what) {
                    case Primitive primitive -> placePrimitive(instance, primitive, preferred);
                    case Group _ -> placeGroup(instance, preferred);
                    case Clone _ -> throw new IllegalStateException("a clone in a clone");
                };
        if (host != Hosts.NOWHERE && unit.scores[host] != Hosts.CLOSED) {
            counts[host]++;
        }
        return host != Hosts.NOWHERE;
    }

    /// @return where it is now; nowhere when it did not get the host that was preferred
    private int placePrimitive(Unit instance, Primitive primitive, int preferred) {
        int[] before = instance.scores;
        assignment.placePrimitive(instance, primitive, preferred);
        if (instance.host != Hosts.NOWHERE
                && preferred != Hosts.NOWHERE
                && instance.host != preferred) {
            assignment.takeBack(instance);
            instance.scores = before;
        }
        return instance.host;
    }

    /// With Pacemaker's fault a group that did not get the host that was preferred keeps the one
    /// that it got, but does not count.
    ///
    /// @return where it is now; nowhere when it does not count
    private int placeGroup(Unit instance, int preferred) {
        List<Unit> members = instance.members;
        List<int[]> scores = members.stream().map(one -> one.scores).toList();
        List<List<Bond>> follows = members.stream().map(one -> List.copyOf(one.follows)).toList();
        List<List<Bond>> followers =
                members.stream().map(one -> List.copyOf(one.followers)).toList();
        assignment.placeGroup(instance, preferred);
        int host = firstHost(members);
        if (preferred == Hosts.NOWHERE || host == preferred) {
            return host;
        }
        if (!assignment.asPacemaker()) {
            for (int i = 0; i < members.size(); i++) {
                Unit member = members.get(i);
                assignment.takeBack(member);
                member.scores = scores.get(i);
                member.follows.clear();
                member.follows.addAll(follows.get(i));
                member.followers.clear();
                member.followers.addAll(followers.get(i));
            }
            instance.placed = false;
        }
        return Hosts.NOWHERE;
    }

    private static int firstHost(List<Unit> members) {
        return members.stream()
                .mapToInt(one -> one.host)
                .filter(host -> host != Hosts.NOWHERE)
                .findFirst()
                .orElse(Hosts.NOWHERE);
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
        List<String> active = instance.activeOn();
        return active.isEmpty() ? Hosts.NOWHERE : hosts.number(active.getFirst());
    }

    /// Who is to be placed first.
    int compare(Unit one, Unit other) {
        int actives = one.activeOn().size();
        int otherActives = other.activeOn().size();
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
        return Comparator.comparing(Unit::failed)
                .thenComparing(
                        instance -> wished(instance, current(instance)), Comparator.reverseOrder())
                .thenComparingInt(instance -> instance.name.length())
                .thenComparing(instance -> instance.name)
                .compare(one, other);
    }

    /// What those around the clone think of the host of an instance.
    private int wished(Unit instance, int host) {
        int[] scores = new int[hosts.count()];
        Arrays.fill(scores, Hosts.CLOSED);
        scores[host] = 0;
        for (Bond bond : unit.follows) {
            scores = wishes.ofPrimary(scores, bond, false);
        }
        for (Bond bond : unit.followers) {
            if (bond.influence() || !instance.active()) {
                scores = wishes.ofFollowerAnyway(bond, scores);
            }
        }
        return scores[host];
    }
}
