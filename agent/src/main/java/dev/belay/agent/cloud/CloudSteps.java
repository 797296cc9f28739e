package dev.belay.agent.cloud;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// One resource in the cloud, as one stay of a service has it. Steps block, come one after the
/// other, and end within their limit and a moment.
public interface CloudSteps {

    /// Makes the cloud lead to this node; may be repeated. What was neither done nor refused is a
    /// warning: looks set it right.
    ///
    /// @param mayChange whether the lease still allows it; asked before each change
    CloudEnd start(Duration limit, BooleanSupplier mayChange) throws InterruptedException;

    /// Looks whether it still does, and sets it right once if not.
    ///
    /// @param mayChange whether the lease still allows it; asked before each change
    CloudEnd monitor(Duration limit, BooleanSupplier mayChange) throws InterruptedException;

    /// The end of a stay that goes in order; may be repeated.
    CloudEnd stop(Duration limit) throws InterruptedException;

    /// Breaks off what is under way, and lets nothing begin any more. Does not block; may come at
    /// any time.
    void end();
}
