package dev.belay.agent.service;

import java.util.Optional;

/// One resource of one stay on this node. Steps block, and come one after the other; the other
/// calls may come at any time.
interface Handling {

    ServiceResource resource();

    /// Whether anything of it may be there, so that it has to be stopped.
    boolean isBegun();

    /// Another one may have begun it: looks whether it has to be stopped.
    default void find() throws InterruptedException {}

    Outcome start() throws InterruptedException;

    /// Good: nothing of it runs.
    Outcome stop() throws InterruptedException;

    Outcome monitor() throws InterruptedException;

    /// Ends what can be ended without asking its agent, and lets nothing begin any more. Does not
    /// wait for a step that is under way.
    void cut();

    /// What may still be there after the cut; empty: nothing.
    ///
    /// @param isGroupGone whether the control group of the service was killed and removed
    Optional<String> leftAfterCut(boolean isGroupGone);

    /// Nothing of it is done any more beside its steps.
    void close();
}
