package dev.belay.agent.service;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A resource that an agent of others starts and stops.
final class AgentHandling implements Handling {

    private final AgentSteps steps;
    private final Supplier<Optional<Path>> group;
    private final Validated validated;
    private final BooleanSupplier isWanted;
    private boolean isBegun;
    private boolean isOutside;
    private boolean isCut;

    /// @param group the control group of the service as it is when a step begins
    /// @param isWanted whether a start is to go on
    AgentHandling(
            AgentSteps steps,
            Supplier<Optional<Path>> group,
            Validated validated,
            BooleanSupplier isWanted) {
        this.steps = steps;
        this.group = group;
        this.validated = validated;
        this.isWanted = isWanted;
    }

    @Override
    public ServiceResource resource() {
        return steps.resource();
    }

    @Override
    public synchronized boolean isBegun() {
        return isBegun;
    }

    @Override
    public void find() throws InterruptedException {
        switch (steps.in(group.get()).probe().found()) {
            case RUNNING, UNCLEAR -> foundOutside(true);
            case STOPPED, IMPOSSIBLE -> {}
        }
    }

    @Override
    public Outcome start() throws InterruptedException {
        AgentSteps here = steps.in(group.get());
        if (!validated.isGood(resource())) {
            Outcome outcome = here.validate();
            if (!outcome.isGood()) {
                return outcome;
            }
            validated.add(resource());
        }
        if (!isWanted.getAsBoolean()) {
            return ended();
        }
        AgentSteps.Look look = here.probe();
        switch (look.found()) {
            case RUNNING -> foundOutside(true);
            case UNCLEAR -> foundOutside(false);
            case STOPPED, IMPOSSIBLE -> {}
        }
        if (!look.outcome().isGood()) {
            return look.outcome();
        }
        // Also of one that runs: a start is idempotent, and it may run with other parameters.
        return isWanted.getAsBoolean() && begins() ? here.start() : ended();
    }

    /// It has to be stopped by its agent: no kill of our group reaches it. A probe that was killed
    /// by the cut, though, found nothing.
    private synchronized void foundOutside(boolean isCertain) {
        if (isCertain || !isCut) {
            isBegun = true;
            isOutside = true;
        }
    }

    /// In one step with the cut: what begins after that would not be ended by it.
    private synchronized boolean begins() {
        isBegun |= !isCut;
        return !isCut;
    }

    private static Outcome ended() {
        return Outcome.failed("it was to start, and its stay is being ended");
    }

    @Override
    public Outcome stop() throws InterruptedException {
        Outcome outcome = steps.in(group.get()).stop();
        if (outcome.isGood()) {
            over();
        }
        return outcome;
    }

    private synchronized void over() {
        isBegun = false;
        isOutside = false;
    }

    @Override
    public Outcome monitor() throws InterruptedException {
        return steps.in(group.get()).monitor();
    }

    @Override
    public synchronized void cut() {
        isCut = true;
    }

    @Override
    public synchronized Optional<String> leftAfterCut(boolean isGroupGone) {
        if (!isBegun) {
            return Optional.empty();
        }
        return switch (resource()) {
            case ServiceResource.Systemd unit ->
                    // Systemd has it in a group of its own, which is not ours to kill.
                    Optional.of(
                            "unit '%s' was to be stopped by the end of its lease, and may still run"
                                    .formatted(unit.unit()));
            case ServiceResource.Ocf _,
                    ServiceResource.Script _,
                    ServiceResource.Address _,
                    ServiceResource.InCloud _ ->
                    leftOfGroup(isGroupGone);
        };
    }

    private Optional<String> leftOfGroup(boolean isGroupGone) {
        if (isOutside) {
            return Optional.of(
                    "it ran before its stay began, outside of its control group, and may still"
                            + " run");
        }
        isBegun = !isGroupGone;
        return isGroupGone
                ? Optional.empty()
                : Optional.of(
                        "it was to be stopped by the end of its lease, and its processes may still"
                                + " run");
    }

    @Override
    public void close() {
        // Nothing goes on beside its steps.
    }
}
