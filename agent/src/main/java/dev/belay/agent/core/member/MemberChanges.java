package dev.belay.agent.core.member;

import dev.belay.agent.core.cluster.Certificate;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is worth an event between two states. Pure.
public final class MemberChanges {

    private MemberChanges() {}

    /// The events, in order.
    public static List<Event> between(ClusterState before, ClusterState after) {
        List<Event> events = new ArrayList<>();
        if (!before.isFounded()) {
            return events;
        }
        members(before, after, events);
        trust(before, after, events);
        return events;
    }

    private static void members(ClusterState before, ClusterState after, List<Event> events) {
        for (Member one : after.members()) {
            Member former = before.member(one.id()).orElse(null);
            if (former == null) {
                events.add(new Event.MemberAdded(one.id(), one.host() + ":" + one.port()));
            } else if (former.role() != one.role()) {
                events.add(new Event.MemberRole(one.id(), one.role().name()));
            }
        }
        before.members().stream()
                .filter(one -> after.member(one.id()).isEmpty())
                .forEach(one -> events.add(new Event.MemberRemoved(one.id())));
        if (!before.admin().equals(after.admin())) {
            events.add(new Event.AdminChanged(after.admin(), before.admin()));
        }
    }

    private static void trust(ClusterState before, ClusterState after, List<Event> events) {
        for (Certificate one : after.trust().certificates().values()) {
            Certificate former = before.trust().certificates().get(one.node());
            if (former != null && !former.serial().equals(one.serial())) {
                events.add(
                        new Event.CertificateRenewed(
                                one.node(),
                                one.serial(),
                                Instant.ofEpochMilli(one.notAfterMillis()).toString()));
            }
        }
        after.trust()
                .revoked()
                .forEach((serial, one) -> {
                    if (!before.trust().isRevoked(serial)) {
                        events.add(new Event.CertificateRevoked(one.node(), serial, one.why()));
                    }
                });
        before.trust().authorities().keySet().stream()
                .filter(id -> !after.trust().authorities().containsKey(id))
                .filter(id -> !after.trust().signing().isEmpty())
                .forEach(id -> events.add(new Event.AuthorityRotated(after.trust().signing(), id)));
    }
}
