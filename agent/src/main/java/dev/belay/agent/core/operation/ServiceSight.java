package dev.belay.agent.core.operation;

/// A service as the coordinator sees it, as far as an operation asks.
///
/// @param isDesigned whether the design in force has it
/// @param isWanted whether it is to run
/// @param objection why no node can run what the design in force has; empty when one can
/// @param isLeftAlone whether nobody starts or stops it
/// @param placedOn where it is to be; empty: nowhere
/// @param reason why there, or why nowhere
/// @param node that may be running it; empty: none
/// @param isActive whether all of it runs there, as the design in force has it
/// @param stuck why its stop failed; empty when it did not
/// @param failedGeneration its newest stay that failed; 0: none. One that only lost its lease, as
///   when the coordinator dies, did nothing wrong
/// @param failure where that was, and what it was; empty when none failed
public record ServiceSight(
        boolean isDesigned,
        boolean isWanted,
        String objection,
        boolean isLeftAlone,
        String placedOn,
        String reason,
        String node,
        boolean isActive,
        String stuck,
        long failedGeneration,
        String failure) {}
