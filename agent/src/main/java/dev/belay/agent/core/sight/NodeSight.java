package dev.belay.agent.core.sight;

import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeState;
import java.util.Map;

/// The state that a node takes another to be in, and why.
///
/// @param reasonCode key of the translated reason
/// @param fields what fills it
/// @param sentence the reason in English
record NodeSight(NodeState state, String reasonCode, Map<String, String> fields, String sentence) {

    static NodeSight self(Member member) {
        return healthy(member, "this-node", "this node");
    }

    /// What this node makes of a member, from its own and from passed-on reports.
    static NodeSight of(Sight sight, Member member, Peer peer, long nowMillis) {
        if (!sight.lost(peer, nowMillis)) {
            return healthy(member, "answers", "answers");
        }
        var relayed = peer.relayed();
        // A witness that heard it last at about the same time as this node has heard no more of it.
        if (relayed != null
                && nowMillis - relayed.heardMillis() <= SightRules.UNKNOWN_AFTER
                && relayed.heardMillis() - peer.heardMillis() > SightRules.NEWS) {
            String silent = Sight.seconds(peer.silentMillis(nowMillis));
            return new NodeSight(
                    healthyState(member),
                    "relayed",
                    Map.of("observer", relayed.witness(), "silent", silent),
                    "heard by " + relayed.witness() + "; silent to this node for " + silent);
        }
        return why(peer, nowMillis);
    }

    /// What this node makes of a member from its own hearing alone.
    static NodeState direct(Sight sight, Member member, Peer peer, long nowMillis) {
        return sight.lost(peer, nowMillis) ? NodeState.UNKNOWN : healthyState(member);
    }

    static NodeSight why(Peer peer, long nowMillis) {
        var fields = Map.of("silent", Sight.seconds(peer.silentMillis(nowMillis)));
        String evidence = evidence(peer, nowMillis);
        if (peer.failures() >= SightRules.FAILURES) {
            return unknown("unreachable", fields, "unreachable: " + evidence);
        }
        return unknown(peer.everHeard() ? "silent" : "never-heard", fields, evidence);
    }

    /// What speaks for a peer being unreachable.
    static String evidence(Peer peer, long nowMillis) {
        String silent = Sight.seconds(peer.silentMillis(nowMillis));
        if (peer.failures() >= SightRules.FAILURES) {
            return "no answer for " + silent + ", and the connection broke";
        }
        return peer.everHeard()
                ? "silent for " + silent
                : "not heard since this agent started " + silent + " ago";
    }

    private static NodeSight unknown(String code, Map<String, String> fields, String sentence) {
        return new NodeSight(NodeState.UNKNOWN, code, fields, sentence);
    }

    private static NodeSight healthy(Member member, String code, String sentence) {
        return switch (member.role()) {
            case VOTER -> new NodeSight(NodeState.ACTIVE, code, Map.of(), sentence);
            case WITNESS ->
                    new NodeSight(NodeState.STANDBY, "witness", Map.of(), "votes and runs nothing");
            case LEARNER ->
                    new NodeSight(NodeState.ACTIVE, "learner", Map.of(), "follows without a vote");
        };
    }

    private static NodeState healthyState(Member member) {
        return member.role() == MemberRole.WITNESS ? NodeState.STANDBY : NodeState.ACTIVE;
    }
}
