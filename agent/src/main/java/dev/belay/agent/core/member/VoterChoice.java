package dev.belay.agent.core.member;

import dev.belay.agent.core.cluster.MemberOrder.ChangeRole;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which members vote. Pure.
///
/// Their number is odd, at most what is asked for. The admin always votes, who votes already goes
/// on if it can, and new voters are taken from the zones that have the fewest. A voter that is lost
/// for long is replaced when another member can vote in its place, never merely taken out.
/// Witnesses count first.
///
/// @param most how many vote at most
/// @param members as the replicated state has them
/// @param group who votes in consensus by now
/// @param heard ids of members that are heard now, the coordinator itself included
/// @param ready ids of members that have nearly all that is committed
/// @param lost ids of members that are out of sight for long
public record VoterChoice(
        int most,
        List<Member> members,
        Group group,
        SortedSet<String> heard,
        SortedSet<String> ready,
        SortedSet<String> lost) {

    public VoterChoice {
        members = List.copyOf(members);
    }

    /// How many of a setting's text: 1, 3, 5 or 7; anything else is 3.
    public static int most(String setting) {
        return switch (setting.strip()) {
            case "1" -> 1;
            case "5" -> 5;
            case "7" -> 7;
            default -> 3;
        };
    }

    /// The next change on the way; empty when there is none, or none is safe now, or consensus has
    /// not followed the one before yet.
    public Optional<ChangeRole> next() {
        if (group.changing() || !hasFollowed()) {
            return Optional.empty();
        }
        SortedSet<String> chosen = chosen();
        Optional<ChangeRole> more =
                chosen.stream()
                        .filter(id -> !group.voters().contains(id))
                        .filter(id -> isSafe(group.promoting(id)))
                        .findFirst()
                        .map(id -> new ChangeRole(id, MemberRole.VOTER));
        return more.isPresent() || !group.voters().containsAll(chosen)
                ? more
                : group.voters().stream()
                        .filter(id -> isData(id) && !chosen.contains(id))
                        .filter(id -> isSafe(group.without(id)))
                        .findFirst()
                        .map(id -> new ChangeRole(id, MemberRole.LEARNER));
    }

    /// Whether the group has all voters of the state and no other; a witness may wait.
    private boolean hasFollowed() {
        SortedSet<String> wanted = Regrouping.voters(members);
        return wanted.containsAll(group.voters())
                && wanted.stream().allMatch(id -> group.voters().contains(id) || !isData(id));
    }

    /// Members that are to vote, witnesses left out.
    SortedSet<String> chosen() {
        List<Member> left = new ArrayList<>(members.stream().filter(this::mayVote).toList());
        // A second witness would weigh as much as the nodes that do the work.
        int witness = members.stream().anyMatch(one -> one.role() == MemberRole.WITNESS) ? 1 : 0;
        int all = Math.min(most, left.size() + witness);
        int odd = all % 2 == 0 ? all - 1 : all;
        int wanted = Math.max(1, odd - witness);
        List<Member> chosen = new ArrayList<>();
        while (chosen.size() < wanted && !left.isEmpty()) {
            Member best = left.stream().min(order(chosen)).orElseThrow();
            left.remove(best);
            chosen.add(best);
        }
        return chosen.stream().map(Member::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean mayVote(Member member) {
        return switch (member.role()) {
            case VOTER -> true;
            case LEARNER -> heard.contains(member.id()) && ready.contains(member.id());
            case WITNESS -> false;
        };
    }

    private Comparator<Member> order(List<Member> chosen) {
        return Comparator.<Member>comparingInt(this::rank)
                .thenComparingLong(one -> inZone(chosen, one.zone()))
                .thenComparing(Member::id);
    }

    private int rank(Member member) {
        if (member.admin()) {
            return 0;
        }
        if (lost.contains(member.id())) {
            return 3;
        }
        return member.role() == MemberRole.VOTER ? 1 : 2;
    }

    private long inZone(List<Member> chosen, String zone) {
        return chosen.stream().filter(one -> one.zone().equals(zone)).count()
                + members.stream()
                        .filter(one -> one.role() == MemberRole.WITNESS && one.zone().equals(zone))
                        .count();
    }

    private boolean isData(String id) {
        return members.stream()
                .anyMatch(one -> one.id().equals(id) && one.role() == MemberRole.VOTER);
    }

    /// Whether those who are heard are a majority before and after.
    private boolean isSafe(Group next) {
        return isHeard(group) && isHeard(next);
    }

    private boolean isHeard(Group one) {
        return one.voters().stream().filter(id -> heard.contains(id)).count() >= one.majority();
    }
}
