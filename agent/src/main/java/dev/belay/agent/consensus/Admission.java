package dev.belay.agent.consensus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.model.status.Member;
import java.util.List;

/// Whether a member whose folder was empty at its start may vote. Pure.
///
/// A voter that lost its folder has forgotten what it acknowledged: if it voted at once, a node
/// without committed entries could win. So an empty folder begins with its vote withheld. It is let
/// to vote when a majority, itself included, knows of no other folder of it (the cluster is new, or
/// the member is), or when it holds all that the coordinator had committed.
///
/// UNDECIDED -> LET; UNDECIDED -> BEHIND -> LET.
///
/// @param self id of this member
/// @param others the other members that vote
/// @param voters how many members vote, this one included when it does
record Admission(String self, List<Member> others, int voters) {

    /// What a peer knows of this member.
    enum Known {
        /// The peer knows of no cluster yet.
        UNFOUNDED,
        /// It never joined, or with this very folder.
        WELCOME,
        /// It joined with another folder.
        STRANGER
    }

    /// A peer's answer.
    ///
    /// @param leads whether the peer is coordinator
    /// @param committed index of the last entry that the peer knows to be committed
    record Standing(Known known, boolean leads, long committed) {

        byte[] bytes() {
            return (known + " " + leads + " " + committed).getBytes(UTF_8);
        }

        static Standing of(byte[] bytes) {
            String[] words = new String(bytes, UTF_8).split(" ", -1);
            return new Standing(
                    Known.valueOf(words[0]),
                    Boolean.parseBoolean(words[1]),
                    Long.parseLong(words[2]));
        }
    }

    /// What is to be done.
    enum Verdict {
        LET,
        /// Ask again a little later.
        UNDECIDED,
        /// Catch up first.
        BEHIND
    }

    static Admission of(String self, List<Member> members) {
        List<Member> others =
                members.stream()
                        .filter(member -> member.role().votes() && !member.id().equals(self))
                        .toList();
        int voters = (int) members.stream().filter(member -> member.role().votes()).count();
        return new Admission(self, others, voters);
    }

    /// Weighs the answers of one round.
    ///
    /// @param applied last entry that this member has applied, looked at after the answers came
    Verdict weigh(List<Standing> answers, long applied) {
        if (answers.stream().anyMatch(one -> one.known() == Known.STRANGER)) {
            boolean holdsAll =
                    answers.stream().anyMatch(one -> one.leads() && applied >= one.committed());
            return holdsAll ? Verdict.LET : Verdict.BEHIND;
        }
        int own = voters - others.size();
        return answers.size() + own > voters / 2 ? Verdict.LET : Verdict.UNDECIDED;
    }

    static byte[] question(String node, String instance) {
        return (node + "\n" + instance).getBytes(UTF_8);
    }

    static Known known(ClusterState state, byte[] question) {
        List<String> parts = new String(question, UTF_8).lines().toList();
        if (!state.isFounded() || parts.size() != 2) {
            return Known.UNFOUNDED;
        }
        String recorded = state.instances().get(parts.getFirst());
        return recorded == null || recorded.equals(parts.getLast())
                ? Known.WELCOME
                : Known.STRANGER;
    }
}
