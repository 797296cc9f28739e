package dev.belay.agent.service;

import dev.belay.agent.cloud.CloudEnd;
import dev.belay.agent.cloud.CloudSteps;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A resource of the cloud, in a stay. Nothing of it is on this node: a cut ends it by letting no
/// call begin any more.
final class CloudHandling implements Handling {

    private final ServiceResource.InCloud resource;
    private final CloudSteps steps;
    private final BooleanSupplier isWanted;
    private final BooleanSupplier isLeftAlone;
    private volatile boolean isBegun;
    private volatile boolean isOver;

    /// @param isWanted whether a start is to go on, and what is wrong may be set right
    /// @param isLeftAlone whether nothing is set right for now: the service is in maintenance
    CloudHandling(
            ServiceResource.InCloud resource,
            CloudSteps steps,
            BooleanSupplier isWanted,
            BooleanSupplier isLeftAlone) {
        this.resource = resource;
        this.steps = steps;
        this.isWanted = isWanted;
        this.isLeftAlone = isLeftAlone;
    }

    @Override
    public ServiceResource resource() {
        return resource;
    }

    @Override
    public boolean isBegun() {
        return isBegun;
    }

    @Override
    public Outcome start() throws InterruptedException {
        if (!mayChange()) {
            return Outcome.failed("it was to start, and its stay is being ended");
        }
        isBegun = true;
        return outcome(steps.start(resource.operations().start(), this::mayChange));
    }

    /// Whoever has lost the lease must not take from the next node what it has by now.
    private boolean mayChange() {
        return !isOver && isWanted.getAsBoolean();
    }

    @Override
    public Outcome stop() throws InterruptedException {
        Outcome outcome = outcome(steps.stop(resource.operations().stop()));
        over();
        return outcome;
    }

    @Override
    public Outcome monitor() throws InterruptedException {
        return outcome(
                steps.monitor(
                        resource.operations().monitor(),
                        () -> mayChange() && !isLeftAlone.getAsBoolean()));
    }

    @Override
    public void cut() {
        over();
    }

    private void over() {
        isOver = true;
        isBegun = false;
        steps.end();
    }

    @Override
    public Optional<String> leftAfterCut(boolean isGroupGone) {
        return Optional.empty();
    }

    @Override
    public void close() {
        steps.end();
    }

    private static Outcome outcome(CloudEnd end) {
        return switch (end) {
            case CloudEnd.Right(String said) -> Outcome.done(said);
            case CloudEnd.Warned(String said) -> Outcome.degraded(said);
            case CloudEnd.Failed(String said) -> Outcome.failed(said);
            case CloudEnd.Unknown(String said) -> Outcome.unknown(said);
        };
    }
}
