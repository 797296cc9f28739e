package dev.belay.agent.core.member;

import dev.belay.agent.core.cluster.MemberOrder.Nominate;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// Who becomes the admin when the one that is was out of sight for too long. Pure.
///
/// @param self id of the coordinator, which decides and comes first
/// @param members as the replicated state has them
/// @param heard ids of members that are heard now, the coordinator itself included
/// @param lost ids of members that are out of sight for too long
public record AdminChoice(
        String self, List<Member> members, SortedSet<String> heard, SortedSet<String> lost) {

    public AdminChoice {
        members = List.copyOf(members);
    }

    /// The order that makes another voter the admin; empty while the admin is there, or nobody
    /// could be.
    public Optional<Nominate> next() {
        return members.stream()
                .filter(one -> one.admin() && lost.contains(one.id()))
                .findFirst()
                .flatMap(admin ->
                        members.stream()
                                .filter(one -> one.role() == MemberRole.VOTER && !one.admin())
                                .map(Member::id)
                                .filter(id -> heard.contains(id))
                                .min(
                                        java.util.Comparator.<String, Boolean>comparing(
                                                        id -> !id.equals(self))
                                                .thenComparing(id -> id))
                                .map(id -> new Nominate(id, admin.id())));
    }
}
