package dev.belay.agent.fence;

import dev.belay.agent.core.fence.FenceDecision;
import dev.belay.agent.core.fence.FenceLevel;
import dev.belay.agent.core.fence.FenceOutcome;
import dev.belay.agent.core.fence.FenceVerb;
import dev.belay.agent.core.fence.FenceWalk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Stops one node by its devices, level by level: asks what [FenceWalk] decides.
public final class Fencing {

    private final FenceAgent agent;
    private final RandomGenerator random;

    /// Asks by an agent.
    ///
    /// @param random for delays; a seeded one, so that what happened can be told again
    public Fencing(FenceAgent agent, RandomGenerator random) {
        this.agent = agent;
        this.random = random;
    }

    /// Blocks until the node is stopped for certain, and started again where that is wanted, or all
    /// levels failed.
    ///
    /// @param levels devices by level, 1–9; one device may be in several, two of one name may not
    /// @param isReboot whether the node is to come back
    /// @param confirmed told as soon as the node is stopped for certain, before it comes back; what
    ///   waits for that need not wait for a node to start
    /// @throws InterruptedException when this thread was interrupted: then it is unknown
    public FenceOutcome fence(
            SortedMap<Integer, List<FenceTool>> levels,
            boolean isReboot,
            Consumer<List<String>> confirmed)
            throws InterruptedException {
        Map<String, FenceTool> tools = new HashMap<>();
        List<FenceLevel> walk = new ArrayList<>();
        levels.forEach((number, devices) -> {
            devices.forEach(device -> {
                FenceTool other = tools.put(device.device(), device);
                if (other != null && !other.equals(device)) {
                    throw new IllegalArgumentException(
                            "two devices are called '" + device.device() + "'");
                }
            });
            walk.add(new FenceLevel(number, devices.stream().map(FenceTool::means).toList()));
        });
        boolean isTold = false;
        FenceDecision decision = FenceWalk.begin(walk, isReboot);
        while (true) {
            switch (decision) {
                case FenceDecision.Ask(FenceWalk next, String name, FenceVerb verb) -> {
                    if (next.isConfirmed() && !isTold) {
                        confirmed.accept(next.evidence());
                        isTold = true;
                    }
                    FenceTool tool = tools.get(name);
                    if (tool == null) {
                        throw new IllegalStateException("device '" + name + "' is in no level");
                    }
                    delay(tool, verb);
                    decision = next.answered(agent.ask(tool, verb));
                }
                case FenceDecision.End(FenceOutcome outcome) -> {
                    if (outcome instanceof FenceOutcome.Confirmed && !isTold) {
                        confirmed.accept(outcome.evidence());
                    }
                    return outcome;
                }
            }
        }
    }

    private void delay(FenceTool tool, FenceVerb verb) throws InterruptedException {
        boolean stops = verb == FenceVerb.OFF || verb == FenceVerb.REBOOT;
        Duration wait = stops ? tool.delay().draw(random) : Duration.ZERO;
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }
}
