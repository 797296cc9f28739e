package dev.belay.agent.core.operation;

/// A service as the coordinator sees it, as far as an operation asks.
///
/// @param isDesigned whether the design in force has it
/// @param isWanted whether it is to run
/// @param isLeftAlone whether nobody starts or stops it
/// @param placedOn where it is to be; empty: nowhere
/// @param reason why there, or why nowhere
/// @param node that may be running it; empty: none
/// @param isActive whether all of it runs there
/// @param stuck why its stop failed; empty when it did not
/// @param failures how often it failed
/// @param lastFailure where and what the last one was; empty when it never failed
/// @param isLeaseLost whether that was only the end of its lease, as when the coordinator dies
public record ServiceSight(
        boolean isDesigned,
        boolean isWanted,
        boolean isLeftAlone,
        String placedOn,
        String reason,
        String node,
        boolean isActive,
        String stuck,
        int failures,
        String lastFailure,
        boolean isLeaseLost) {}
