package dev.belay.agent.main;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.config.Identity;
import dev.belay.agent.consensus.ConsensusException;
import dev.belay.agent.consensus.LateConsensus;
import dev.belay.agent.join.Door;
import dev.belay.agent.run.Watch;
import dev.belay.api.MemberRemoval.Afterwards;
import java.io.IOException;
import java.util.function.Function;

/// Lets a running agent into a cluster and out of it.
///
/// @param outside puts in order what of a cluster stays outside the agent's own folder, once the
///   node is in none
record ClusterDoor(
        StateFolder folder,
        Identity self,
        LateConsensus consensus,
        Watch watch,
        Function<AgentConfig, RunningAgent.Joining> made,
        Governing governing,
        Serving serving,
        Runnable outside)
        implements Door {

    @Override
    public void enter(AgentConfig member) throws ConsensusException, IOException {
        try {
            folder.claim(member);
        } catch (StartRefused e) {
            throw new IOException(e.getMessage(), e);
        }
        RunningAgent.Joining joining = made.apply(member);
        self.become(member.clusterId(), member.node());
        consensus.enter(joining.consensus());
        joining.start().start();
        governing.begin(member, joining.governed());
        serving.begin(member, joining.governed());
        watch.begin();
    }

    @Override
    public Afterwards afterwards() {
        return governing.afterwards();
    }

    @Override
    public void leave(String node) throws IOException {
        serving.close();
        governing.close();
        consensus.leave();
        self.become("", node);
        outside.run();
        watch.begin();
    }
}
