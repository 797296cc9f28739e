package dev.belay.agent.core.member;

import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Decides the next step from the group that is to the group that the replicated state wants. Pure;
/// keeps nothing, so that any coordinator goes on where another one ended.
///
/// A member comes in as a listener, is promoted when it is to vote and has caught up, and goes out
/// in one step. Each step changes one member, and none is taken that those who are heard could not
/// commit in both groups.
///
/// @param self id of the coordinator
/// @param members as the replicated state has them
/// @param joined ids of members whose state folder is recorded
/// @param peers how the others are, by id
public record Regrouping(
        String self, List<Member> members, SortedSet<String> joined, Map<String, Standing> peers) {

    public Regrouping {
        members = List.copyOf(members);
        peers = Map.copyOf(peers);
    }

    /// The next step from a group.
    public GroupStep next(Group group) {
        if (group.changing()) {
            return new GroupStep.Rest("a change is under way");
        }
        return Stream.<Optional<GroupStep>>of(
                        strangerListens(group),
                        starving(group),
                        promotion(group),
                        newcomer(group),
                        voterGoes(group))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> new GroupStep.Rest("nothing to do"));
    }

    private Optional<GroupStep> strangerListens(Group group) {
        return group.listeners().stream()
                .filter(id -> member(id).isEmpty())
                .findFirst()
                .map(id -> new GroupStep.Regroup(group.without(id), id + " is no member any more"));
    }

    // Ratis forgets its feeding of a listener when a change fails that has to do with another one
    // (ConfigurationStagingState.fail): taken out and added again, it is fed.
    private Optional<GroupStep> starving(Group group) {
        return group.listeners().stream()
                .filter(id -> peer(id).heard() && !peer(id).fed())
                .findFirst()
                .map(id -> new GroupStep.Regroup(group.without(id), id + " is not fed"));
    }

    /// The step that makes the number of voters odd by a witness; to be taken when nobody else is
    /// to become a voter or to be none.
    public Optional<GroupStep> witness(Group group) {
        if (group.changing() || group.voters().size() % 2 == 1) {
            return Optional.empty();
        }
        List<String> witnesses =
                members.stream()
                        .filter(one -> one.role() == MemberRole.WITNESS)
                        .map(Member::id)
                        .toList();
        return witnesses.stream()
                .filter(id -> group.listeners().contains(id))
                .filter(id -> joined.contains(id) && peer(id).caughtUp())
                .map(id -> safe(group, group.promoting(id), id + " makes the voters odd"))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() ->
                        witnesses.stream()
                                .filter(id -> group.voters().contains(id))
                                .map(id ->
                                        safe(
                                                group,
                                                group.without(id),
                                                id + " would make the voters even"))
                                .flatMap(Optional::stream)
                                .findFirst());
    }

    private Optional<GroupStep> promotion(Group group) {
        return members.stream()
                .filter(one -> one.role() == MemberRole.VOTER)
                .filter(one -> group.listeners().contains(one.id()))
                .map(Member::id)
                .filter(id -> joined.contains(id) && peer(id).caughtUp())
                .map(id -> safe(group, group.promoting(id), id + " is to vote"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<GroupStep> newcomer(Group group) {
        return members.stream()
                .map(Member::id)
                .filter(id -> !group.has(id) && peer(id).heard())
                .findFirst()
                .map(id -> new GroupStep.Regroup(group.listening(id), id + " comes in"));
    }

    private Optional<GroupStep> voterGoes(Group group) {
        return group.voters().stream()
                .filter(id -> member(id).filter(one -> one.role().votes()).isEmpty())
                // The coordinator itself last: then there is nothing left to be done by it.
                .sorted(Comparator.comparing(self::equals))
                .map(id -> out(group, id))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<GroupStep> out(Group group, String id) {
        String why = id + (member(id).isEmpty() ? " is no member any more" : " votes no longer");
        Optional<GroupStep> step = safe(group, group.without(id), why);
        if (!id.equals(self)) {
            return step;
        }
        return step.flatMap(_ ->
                group.without(id).voters().stream()
                        .filter(other ->
                                member(other).filter(one -> one.role().votes()).isPresent()
                                        && peer(other).caughtUp())
                        .findFirst()
                        .map(to -> new GroupStep.HandOver(to, why)));
    }

    private Optional<GroupStep> safe(Group from, Group to, String why) {
        return !to.voters().isEmpty() && isHeard(from) && isHeard(to)
                ? Optional.of(new GroupStep.Regroup(to, why))
                : Optional.empty();
    }

    private boolean isHeard(Group group) {
        return heard(group.voters()) >= group.majority();
    }

    private long heard(SortedSet<String> voters) {
        return voters.stream().filter(id -> id.equals(self) || peer(id).heard()).count();
    }

    private Optional<Member> member(String id) {
        return members.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private Standing peer(String id) {
        return peers.getOrDefault(id, Standing.SILENT);
    }

    /// Voters of a list of members, by id.
    public static SortedSet<String> voters(List<Member> members) {
        var voters = new TreeSet<String>();
        members.stream().filter(one -> one.role().votes()).map(Member::id).forEach(voters::add);
        return voters;
    }
}
