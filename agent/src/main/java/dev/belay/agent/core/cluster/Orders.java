package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What an order does to the state, before the audit log has it. Pure.
final class Orders {

    /// Full members at most; more machines join as remote nodes.
    static final int MOST_MEMBERS = 32;

    /// Ended enrollments that are remembered, so that a token's second use is known as such.
    private static final int ENROLLMENTS_KEPT = 64;

    private final ClusterState state;
    private final long term;
    private final long index;
    private final Actor actor;
    private final long atMillis;

    Orders(ClusterState state, long term, long index, Actor actor, long atMillis) {
        this.state = state;
        this.term = term;
        this.index = index;
        this.actor = actor;
        this.atMillis = atMillis;
    }

    Applied apply(Order order) {
        return switch (order) {
            case Order.Setting(var key, var value, var ifVersion) ->
                    state.set(index, new Command.SetSetting(key, value, ifVersion));
            case Order.Note note -> done(state, note.said());
            case MemberOrder member -> member(member);
            case TrustOrder trust -> trust(trust);
            case ConfigOrder config ->
                    new ConfigOrders(state, index, actor, atMillis).apply(config);
            case ServiceOrder service ->
                    new ServiceOrders(state, term, index, atMillis).apply(service);
            case FenceOrder fence ->
                    new FenceOrders(state, term, index, actor, atMillis).apply(fence);
            case OperationOrder operation ->
                    new OperationOrders(state, term, index, actor, atMillis).apply(operation);
        };
    }

    private Applied member(MemberOrder order) {
        return switch (order) {
            case MemberOrder.OpenEnrollment open -> open(open);
            case MemberOrder.CloseEnrollment(var id) -> close(id);
            case MemberOrder.Admit admit -> admit(admit);
            case MemberOrder.Remove(var node, var why) -> remove(node, why);
            case MemberOrder.ChangeRole(var node, var role) -> changeRole(node, role);
            case MemberOrder.Nominate(var node, var former) -> nominate(node, former);
        };
    }

    private Applied open(MemberOrder.OpenEnrollment open) {
        if (state.enrollments().containsKey(open.id())) {
            return refused(
                    "enrollment-exists",
                    "an enrollment of its own",
                    SettingRules.quoted(open.id()),
                    "open another");
        }
        if (open.uses() < 1 || open.uses() > MOST_MEMBERS) {
            return refused(
                    "enrollment-uses",
                    "1 to " + MOST_MEMBERS + " uses",
                    "'" + open.uses() + "'",
                    "choose a number between");
        }
        var changed = new TreeMap<>(state.enrollments());
        // One at a time: whoever opens another has given the one before up.
        changed.replaceAll((id, one) -> one.closed());
        while (changed.size() >= ENROLLMENTS_KEPT) {
            changed.remove(
                    changed.values().stream()
                            .min(Comparator.comparingLong(Enrollment::expiresAtMillis))
                            .orElseThrow()
                            .id());
        }
        changed.put(
                open.id(),
                new Enrollment(
                        open.id(),
                        open.secretHash(),
                        open.uses(),
                        List.of(),
                        open.witness(),
                        open.expiresAtMillis(),
                        actor.inWords(),
                        true));
        return done(state.with(changed), "enrollment " + open.id() + " opened");
    }

    private Applied close(String id) {
        Enrollment known = state.enrollments().get(id);
        if (known == null) {
            return refused(
                    "enrollment-unknown",
                    "an enrollment of this cluster",
                    SettingRules.quoted(id),
                    "look which one is open");
        }
        var changed = new TreeMap<>(state.enrollments());
        changed.put(id, known.closed());
        return done(state.with(changed), "enrollment " + id + " closed");
    }

    private Applied admit(MemberOrder.Admit admit) {
        Member member = admit.member();
        Enrollment known = state.enrollments().get(admit.enrollment());
        if (known == null || !known.secretHash().equals(admit.secretHash())) {
            return refused(
                    "token-unknown",
                    "a token of this cluster",
                    "another one",
                    "paste the admin's token again, or let it show a new one");
        }
        if (known.joined().size() >= known.uses()) {
            return refused(
                    "token-used",
                    "a token that can still be used",
                    "one that was used " + known.joined().size() + " times of " + known.uses(),
                    "open enrollment on the admin again; if nobody of yours has used it, remove the"
                            + " members that came with it");
        }
        if (!known.open()) {
            return refused(
                    "enrollment-closed",
                    "an open enrollment",
                    "one that was ended on the admin",
                    "open enrollment on the admin again");
        }
        if (atMillis >= known.expiresAtMillis()) {
            return refused(
                    "token-expired",
                    "a token that is not older than its time",
                    "one that ended at " + java.time.Instant.ofEpochMilli(known.expiresAtMillis()),
                    "open enrollment on the admin again");
        }
        if (state.member(member.id()).isPresent()) {
            return refused(
                    "node-exists",
                    "a host name that no member has",
                    SettingRules.quoted(member.id()),
                    "give this host another name, or remove the member that has it");
        }
        Optional<Member> sameAddress =
                state.members().stream()
                        .filter(one ->
                                one.host().equals(member.host()) && one.port() == member.port())
                        .findFirst();
        if (sameAddress.isPresent()) {
            return refused(
                    "address-exists",
                    "an address that no member has",
                    member.host() + ":" + member.port() + " of " + sameAddress.get().id(),
                    "remove that member first, or correct the address");
        }
        if (state.members().size() >= MOST_MEMBERS) {
            return refused(
                    "cluster-full",
                    "at most " + MOST_MEMBERS + " members",
                    "one more",
                    "add it as a remote node");
        }
        if (state.trust().isRevoked(admit.certificate().serial())
                || !admit.certificate().node().equals(member.id())) {
            return refused(
                    "certificate-of-another-node",
                    "a fresh certificate for " + member.id(),
                    "serial " + admit.certificate().serial() + " of " + admit.certificate().node(),
                    "ask again");
        }
        List<Member> more = new ArrayList<>(state.members());
        more.add(
                new Member(
                        member.id(),
                        member.name(),
                        member.zone(),
                        known.witness() ? MemberRole.WITNESS : MemberRole.LEARNER,
                        false,
                        member.host(),
                        member.port()));
        more.sort(Comparator.comparing(Member::id));
        var enrollments = new TreeMap<>(state.enrollments());
        enrollments.put(known.id(), known.with(member.id()));
        return done(
                state.withMembers(more)
                        .with(enrollments)
                        .with(state.trust().with(admit.certificate())),
                member.id() + " admitted");
    }

    private Applied remove(String node, String why) {
        Member member = state.member(node).orElse(null);
        if (member == null) {
            return state.refusedMember(node);
        }
        if (member.admin()) {
            return refused(
                    "member-is-admin",
                    "a member that is not the admin",
                    SettingRules.quoted(node),
                    "nominate another admin first");
        }
        long others =
                state.members().stream()
                        .filter(one -> one.role().votes() && !one.id().equals(node))
                        .count();
        if (others == 0) {
            return refused(
                    "last-voter",
                    "a voter that stays",
                    SettingRules.quoted(node) + ", the only one",
                    "add another member first");
        }
        var instances = new TreeMap<>(state.instances());
        instances.remove(node);
        Certificate certificate = state.trust().certificates().get(node);
        Trust trust =
                certificate == null
                        ? state.trust()
                        : state.trust().revoking(certificate, atMillis, "removed: " + why);
        return done(
                state.withMembers(
                                state.members().stream()
                                        .filter(one -> !one.id().equals(node))
                                        .toList())
                        .withInstances(instances)
                        .with(trust),
                node + " removed: " + why);
    }

    private Applied changeRole(String node, MemberRole role) {
        Member member = state.member(node).orElse(null);
        if (member == null) {
            return state.refusedMember(node);
        }
        if (member.admin() && role != MemberRole.VOTER) {
            return refused(
                    "admin-must-vote",
                    "an admin that is a voter",
                    SettingRules.quoted(node) + " as " + role,
                    "nominate another admin first");
        }
        long voters = state.members().stream().filter(one -> one.role().votes()).count();
        if (member.role().votes() && !role.votes() && voters == 1) {
            return refused(
                    "last-voter",
                    "a voter that stays",
                    SettingRules.quoted(node) + ", the only one",
                    "make another member a voter first");
        }
        return done(
                state.withMembers(
                        changed(
                                node,
                                one ->
                                        new Member(
                                                one.id(),
                                                one.name(),
                                                one.zone(),
                                                role,
                                                one.admin(),
                                                one.host(),
                                                one.port()))),
                node + " is " + role);
    }

    private Applied nominate(String node, String former) {
        Member member = state.member(node).orElse(null);
        if (member == null) {
            return state.refusedMember(node);
        }
        if (!member.role().votes() || member.role() == MemberRole.WITNESS) {
            return refused(
                    "admin-must-vote",
                    "a voter that is no witness",
                    SettingRules.quoted(node) + ", " + member.role(),
                    "choose a voter");
        }
        String admin =
                state.members().stream()
                        .filter(Member::admin)
                        .map(Member::id)
                        .findFirst()
                        .orElse("");
        if (!admin.equals(former)) {
            return refused(
                    "admin-changed",
                    "the admin " + SettingRules.quoted(former),
                    SettingRules.quoted(admin),
                    "look again and decide anew");
        }
        return done(
                state.withMembers(
                        state.members().stream()
                                .map(one ->
                                        new Member(
                                                one.id(),
                                                one.name(),
                                                one.zone(),
                                                one.role(),
                                                one.id().equals(node),
                                                one.host(),
                                                one.port()))
                                .toList()),
                node + " is the admin");
    }

    private Applied trust(TrustOrder order) {
        Trust trust = state.trust();
        return switch (order) {
            case TrustOrder.Authorize(var authority) ->
                    done(
                            state.with(trust.with(authority)),
                            "authority " + authority.id() + " trusted");
            case TrustOrder.SignWith(var id) ->
                    trust.authorities().containsKey(id)
                            ? done(state.with(trust.signingWith(id)), "authority " + id + " signs")
                            : unknownAuthority(id);
            case TrustOrder.Distrust(var id) -> distrust(id);
            case TrustOrder.Certify(var certificate, var revokeFormer) ->
                    certify(certificate, revokeFormer);
            case TrustOrder.Retire(var former) -> retire(former);
            case TrustOrder.Revoke(var node, var serial, var why) -> revoke(node, serial, why);
        };
    }

    private Applied distrust(String id) {
        Trust trust = state.trust();
        if (!trust.authorities().containsKey(id)) {
            return unknownAuthority(id);
        }
        List<String> holders =
                trust.certificates().values().stream()
                        .filter(one -> one.authority().equals(id))
                        .map(Certificate::node)
                        .toList();
        if (id.equals(trust.signing()) || !holders.isEmpty()) {
            return refused(
                    "authority-in-use",
                    "an authority that signs nothing and has signed no member's certificate",
                    SettingRules.quoted(id)
                            + (holders.isEmpty() ? ", which signs" : " of " + holders),
                    "wait until all members have new certificates");
        }
        return done(state.with(trust.without(id)), "authority " + id + " trusted no longer");
    }

    private Applied certify(Certificate certificate, boolean revokeFormer) {
        if (state.member(certificate.node()).isEmpty()) {
            return state.refusedMember(certificate.node());
        }
        if (state.trust().isRevoked(certificate.serial())) {
            return refused(
                    "certificate-revoked",
                    "a fresh certificate",
                    "the refused one " + certificate.serial(),
                    "ask for another");
        }
        Trust trust = state.trust();
        Certificate former = trust.certificates().get(certificate.node());
        if (revokeFormer && former != null && !former.serial().equals(certificate.serial())) {
            trust = trust.revoking(former, atMillis, "replaced");
        }
        return done(
                state.with(trust.with(certificate)),
                "certificate " + certificate.serial() + " for " + certificate.node());
    }

    private Applied retire(Certificate former) {
        Certificate present = state.trust().certificates().get(former.node());
        if (present == null || present.serial().equals(former.serial())) {
            return refused(
                    "certificate-in-use",
                    "a certificate that " + SettingRules.quoted(former.node()) + " had before",
                    present == null ? "no present one" : "the present one " + present.serial(),
                    "wait until it has a new one");
        }
        return done(
                state.with(state.trust().revoking(former, atMillis, "replaced")),
                "certificate " + former.serial() + " refused: replaced");
    }

    private Applied revoke(String node, String serial, String why) {
        Certificate known = state.trust().certificates().get(node);
        if (known == null || !known.serial().equals(serial)) {
            return refused(
                    "certificate-unknown",
                    "the certificate of " + SettingRules.quoted(node),
                    SettingRules.quoted(serial),
                    "look at the list of certificates");
        }
        return done(
                state.with(state.trust().revoking(known, atMillis, why)),
                "certificate " + serial + " refused: " + why);
    }

    private List<Member> changed(String node, UnaryOperator<Member> how) {
        return state.members().stream()
                .map(one -> one.id().equals(node) ? how.apply(one) : one)
                .toList();
    }

    private Applied unknownAuthority(String id) {
        return refused(
                "authority-unknown",
                "an authority that is trusted",
                SettingRules.quoted(id),
                "look at the list of authorities");
    }

    private Applied done(ClusterState next, String reason) {
        return new Applied(next, new Answer.Ordered(index), reason);
    }

    private Applied refused(String code, String wanted, String found, String advice) {
        return state.refused(new ApiError(code, wanted, found, advice));
    }
}
