package dev.belay.agent.fence;

import dev.belay.agent.core.fence.FenceAnswer;
import dev.belay.agent.core.fence.FenceVerb;
import dev.belay.agent.program.Metadata;
import dev.belay.agent.program.MetadataException;
import dev.belay.model.fence.InstanceFence;
import java.time.Duration;
import java.util.List;

/// The fence agents that are installed here, and the one that Belay brings itself.
///
/// @param own asked for devices whose agent is [InstanceFence#AGENT]
/// @param installed asked for all others
public record AllFenceAgents(FenceProvider own, FenceProvider installed) implements FenceProvider {

    private FenceProvider of(String agent) {
        return agent.equals(InstanceFence.AGENT) ? own : installed;
    }

    @Override
    public Metadata metadata(String agent, Duration atMost)
            throws MetadataException, InterruptedException {
        return of(agent).metadata(agent, atMost);
    }

    @Override
    public FenceAnswer ask(FenceTool device, FenceVerb verb) throws InterruptedException {
        return of(device.agent()).ask(device, verb);
    }

    @Override
    public void warm(List<FenceTool> devices) {
        List.of(own, installed)
                .forEach(one ->
                        one.warm(
                                devices.stream()
                                        .filter(device -> of(device.agent()).equals(one))
                                        .toList()));
    }
}
