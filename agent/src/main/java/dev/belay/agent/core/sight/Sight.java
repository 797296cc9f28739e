package dev.belay.agent.core.sight;

import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.PeerSight;
import dev.belay.model.status.Quorum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one node makes of the others: immutable, changed by facts alone.
///
/// @param self id of this node
/// @param members in the order of their ids
/// @param peers what is known of every member but this node, by id
/// @param opinion this node's own
/// @param notQuorateSinceMillis since when its opinion is that there is no quorum; -1 while there
///   is
/// @param announcedNoQuorum whether an event said that the quorum is lost and none has taken it
///   back
public record Sight(
        String self,
        List<Member> members,
        Map<String, Peer> peers,
        Opinion opinion,
        long startedMillis,
        long notQuorateSinceMillis,
        boolean announcedNoQuorum) {

    public Sight {
        members = members.stream().sorted(Comparator.comparing(Member::id)).toList();
        peers = Collections.unmodifiableMap(new LinkedHashMap<>(peers));
    }

    /// Nothing is known yet.
    public static Sight first(String self, List<Member> members, Opinion opinion, long atMillis) {
        var none = new Sight(self, members, Map.of(), opinion, atMillis, -1, false);
        return none.withMembers(members, atMillis).withOpinion(opinion, atMillis);
    }

    /// Whether a member itself has reported to this node.
    public boolean hasReportOf(String node) {
        Peer peer = peers.get(node);
        return peer != null && peer.own() != null;
    }

    /// The one decision of this core.
    public SightDecision decide(SightInput input) {
        return switch (input) {
            case SightInput.Answered(var report, var passedOn, var at, var roundTrip, var offset) ->
                    heard(
                            withPeer(
                                            report.node(),
                                            peer -> peer.answered(report, at, roundTrip, offset))
                                    .withPassedOn(passedOn, report.node(), at),
                            report.node(),
                            at);
            case SightInput.Asked(var report, var at) ->
                    heard(withPeer(report.node(), p -> p.asked(report, at)), report.node(), at);
            case SightInput.Broken(var id, var at) ->
                    missed(withPeer(id, Peer::broken), id, at, "lost the connection");
            case SightInput.Unconnected(var id, var at) ->
                    missed(withPeer(id, Peer::unconnected), id, at, "cannot be connected to");
            case SightInput.TimedOut(var id, var at) ->
                    missed(withPeer(id, Peer::timedOut), id, at, "did not answer");
            case SightInput.MembersChanged(var now, var at) ->
                    new SightDecision(withMembers(now, at), List.of(), "members are " + ids(now));
            case SightInput.OpinionChanged(var now, var at) ->
                    withOpinion(now, at)
                            .quorumEvents(
                                    at,
                                    now.coordinator() == null
                                            ? "no coordinator in term " + now.term()
                                            : now.coordinator()
                                                    + " coordinates in term "
                                                    + now.term());
            case SightInput.Ticked(var at) -> ticked(at);
        };
    }

    /// Whether a peer answered within the last few report intervals and nothing speaks against it
    /// since.
    boolean reachable(Peer peer, long nowMillis) {
        return peer.everHeard()
                && peer.failures() < SightRules.FAILURES
                && peer.silentMillis(nowMillis) <= SightRules.REACHABLE_WITHIN;
    }

    /// Whether this node itself has no sign of life that is fresh enough.
    boolean lost(Peer peer, long nowMillis) {
        return !peer.everHeard()
                || peer.failures() >= SightRules.FAILURES
                || peer.silentMillis(nowMillis) > SightRules.UNKNOWN_AFTER;
    }

    /// Votes that this node hears, its own included.
    public Quorum quorum(long nowMillis) {
        int total = 0;
        int up = 0;
        for (Member member : members) {
            if (member.role().votes()) {
                total++;
                @Nullable Peer peer = peers.get(member.id());
                up += peer == null || counts(peer, nowMillis) ? 1 : 0;
            }
        }
        return new Quorum(up, total, total / 2 + 1, opinion.quorate());
    }

    /// Whether a voter counts as heard: without a quorum, only what was heard since it went counts.
    private boolean counts(Peer peer, long nowMillis) {
        return reachable(peer, nowMillis)
                && peer.failures() == 0
                && (notQuorateSinceMillis < 0 || peer.heardMillis() >= notQuorateSinceMillis);
    }

    /// How this node sees every other member, in member order.
    public List<PeerSight> peerSights(long nowMillis) {
        var sights = new ArrayList<PeerSight>();
        for (Member member : members) {
            @Nullable Peer peer = peers.get(member.id());
            if (peer == null) {
                continue;
            }
            double roundTrip = peer.roundTripMillis();
            double offset = peer.clockOffset().millis();
            sights.add(
                    new PeerSight(
                            member.id(),
                            reachable(peer, nowMillis),
                            peer.everHeard() ? peer.silentMillis(nowMillis) : -1,
                            Double.isNaN(roundTrip) ? null : rounded(roundTrip),
                            Double.isNaN(offset) ? null : rounded(offset),
                            NodeSight.direct(this, member, peer, nowMillis)));
        }
        return sights;
    }

    /// Ids of the members that this node has no fresh sign of life from.
    public List<String> lostPeers(long nowMillis) {
        return peers.entrySet().stream()
                .filter(entry -> lost(entry.getValue(), nowMillis))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// What this node heard itself, to be passed on.
    public List<SightInput.PassedOn> toPassOn(long nowMillis) {
        var reports = new ArrayList<SightInput.PassedOn>();
        for (Peer peer : peers.values()) {
            @Nullable NodeReport own = peer.own();
            if (own != null && peer.silentMillis(nowMillis) <= 2 * SightRules.UNKNOWN_AFTER) {
                reports.add(new SightInput.PassedOn(own, peer.silentMillis(nowMillis)));
            }
        }
        return reports;
    }

    /// The mean round trip to all peers that answer; NaN without one.
    public double meanRoundTripMillis(long nowMillis) {
        return peers.values().stream()
                .filter(peer -> reachable(peer, nowMillis))
                .mapToDouble(Peer::roundTripMillis)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private SightDecision heard(Sight next, String id, long at) {
        @Nullable Peer before = peers.get(id);
        @Nullable Peer peer = next.peers.get(id);
        if (before == null || peer == null || !peer.isAnnouncedLost()) {
            return new SightDecision(next, List.of(), "");
        }
        if (at - peer.steadySinceMillis() < SightRules.STEADY) {
            return new SightDecision(next, List.of(), id + " answers, not yet for long enough");
        }
        return new SightDecision(
                next.withPeer(id, Peer::announcedBack),
                List.of(
                        new Event.NodeReachable(
                                id, peer.steadySinceMillis() - peer.lostSinceMillis())),
                id + " answers again");
    }

    private SightDecision missed(Sight next, String id, long at, String how) {
        return next.lostEvents(id, at, id + " " + how);
    }

    private SightDecision ticked(long at) {
        Sight next = this;
        var events = new ArrayList<Event>();
        var reasons = new ArrayList<String>();
        for (String id : peers.keySet()) {
            SightDecision one = next.lostEvents(id, at, "");
            next = one.next();
            events.addAll(one.events());
            if (!one.reason().isEmpty()) {
                reasons.add(one.reason());
            }
        }
        SightDecision quorum = next.quorumEvents(at, "");
        events.addAll(quorum.events());
        if (!quorum.reason().isEmpty()) {
            reasons.add(quorum.reason());
        }
        return new SightDecision(quorum.next(), List.copyOf(events), String.join("; ", reasons));
    }

    private SightDecision lostEvents(String id, long at, String otherwise) {
        @Nullable Peer peer = peers.get(id);
        boolean tooEarly =
                at - startedMillis < SightRules.START_GRACE && peer != null && !peer.everHeard();
        if (peer == null || peer.isAnnouncedLost() || tooEarly || !lost(peer, at)) {
            return new SightDecision(this, List.of(), otherwise);
        }
        String why = NodeSight.evidence(peer, at);
        return new SightDecision(
                withPeer(id, Peer::announcedLost),
                List.of(new Event.NodeUnreachable(id, why)),
                id + " is unreachable: " + why);
    }

    private SightDecision quorumEvents(long at, String otherwise) {
        Quorum quorum = quorum(at);
        if (announcedNoQuorum && opinion.quorate()) {
            return new SightDecision(
                    withAnnouncedNoQuorum(false),
                    List.of(new Event.QuorumRegained(quorum.votersUp(), quorum.votersTotal())),
                    "quorum regained");
        }
        boolean tooEarly = at - startedMillis < SightRules.START_GRACE;
        if (announcedNoQuorum
                || tooEarly
                || notQuorateSinceMillis < 0
                || at - notQuorateSinceMillis < SightRules.QUORUM_LOST_AFTER) {
            return new SightDecision(this, List.of(), otherwise);
        }
        return new SightDecision(
                withAnnouncedNoQuorum(true),
                List.of(
                        new Event.QuorumLost(
                                quorum.votersUp(), quorum.votersTotal(), quorum.needed())),
                "no quorum for " + seconds(at - notQuorateSinceMillis));
    }

    private Sight withPassedOn(List<SightInput.PassedOn> passedOn, String witness, long at) {
        Sight next = this;
        for (var report : passedOn) {
            var relayed = new Peer.Relayed(report.report(), at - report.ageMillis(), witness);
            next = next.withPeer(report.report().node(), peer -> peer.relayed(relayed));
        }
        return next;
    }

    private Sight withPeer(String id, java.util.function.UnaryOperator<Peer> change) {
        @Nullable Peer peer = peers.get(id);
        if (peer == null) {
            return this;
        }
        var changed = new LinkedHashMap<>(peers);
        changed.put(id, change.apply(peer));
        return new Sight(
                self,
                members,
                changed,
                opinion,
                startedMillis,
                notQuorateSinceMillis,
                announcedNoQuorum);
    }

    private Sight withMembers(List<Member> now, long at) {
        var kept = new TreeMap<String, Peer>();
        for (Member member : now) {
            if (!member.id().equals(self)) {
                @Nullable Peer before = peers.get(member.id());
                kept.put(member.id(), before == null ? Peer.unheard(at) : before);
            }
        }
        return new Sight(
                self, now, kept, opinion, startedMillis, notQuorateSinceMillis, announcedNoQuorum);
    }

    private Sight withOpinion(Opinion now, long at) {
        long since = now.quorate() ? -1 : notQuorateSinceMillis < 0 ? at : notQuorateSinceMillis;
        return new Sight(self, members, peers, now, startedMillis, since, announcedNoQuorum);
    }

    private Sight withAnnouncedNoQuorum(boolean announced) {
        return new Sight(
                self, members, peers, opinion, startedMillis, notQuorateSinceMillis, announced);
    }

    private static List<String> ids(List<Member> members) {
        return members.stream().map(Member::id).sorted().toList();
    }

    private static double rounded(double millis) {
        return Math.round(millis * 100) / 100.0;
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
