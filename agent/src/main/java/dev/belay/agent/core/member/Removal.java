package dev.belay.agent.core.member;

import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// Whether a member may be taken out. Pure.
///
/// @param members as the replicated state has them
/// @param heard ids of members that are heard now, whoever decides included
public record Removal(List<Member> members, SortedSet<String> heard) {

    public Removal {
        members = List.copyOf(members);
    }

    /// Why not; empty when it may be.
    ///
    /// @param lost whether it is to be taken out although it does not answer
    public Optional<ApiError> refusal(String node, boolean lost) {
        Optional<Member> member = members.stream().filter(one -> one.id().equals(node)).findFirst();
        if (member.isEmpty()) {
            return Optional.of(
                    new ApiError(
                            "member-unknown",
                            "a member of the cluster",
                            "'" + node + "'",
                            "look at the list of members"));
        }
        if (!lost && !heard.contains(node)) {
            return Optional.of(
                    new ApiError(
                            "member-unreachable",
                            "a member that answers and can leave in order",
                            "'" + node + "', which does not",
                            "bring it back, or cut it off with --lost: it learns of it when it"
                                    + " returns"));
        }
        return quorum(node);
    }

    private Optional<ApiError> quorum(String node) {
        SortedSet<String> voters = Regrouping.voters(members);
        if (!voters.contains(node)) {
            return Optional.empty();
        }
        List<String> left = voters.stream().filter(id -> !id.equals(node)).toList();
        List<String> down = left.stream().filter(id -> !heard.contains(id)).toList();
        // It counts until the group has changed; one that is silent cannot help with that.
        int up = left.size() - down.size();
        int now = heard.contains(node) ? up + 1 : up;
        boolean keeps = up >= left.size() / 2 + 1 && now >= voters.size() / 2 + 1;
        return keeps || left.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ApiError(
                                "quorum-would-be-lost",
                                "a majority of the voters that stay, " + left + ", up",
                                "down: " + down,
                                "bring them back first"));
    }
}
