package dev.belay.agent.consensus;

import dev.belay.agent.core.member.Group;
import dev.belay.agent.core.member.Standing;
import java.time.Duration;
import java.util.Map;

/// The group of consensus itself, which its coordinator brings to what the replicated state says.
public interface GroupPort {

    /// The group as this node's log has it; never blocks.
    Group group();

    /// How the other members are, by id, as the coordinator finds them; never blocks.
    Map<String, Standing> peers();

    /// Makes the group another. Blocks; only the coordinator can. Whatever comes of it, {@link
    /// #group} tells afterwards.
    ///
    /// @param from what it is taken to be now; nothing is done when it is not
    Outcome<Group> regroup(Group from, Group to, Duration deadline);

    /// Gives up a change of the group that Ratis neither ends nor fails: another voter leads, or
    /// this node begins anew when it is the only one. Blocks.
    void giveUpChange(Duration deadline);

    /// Hands the lead to a voter, if it takes it in time. Blocks.
    void handOver(String to, Duration deadline);
}
