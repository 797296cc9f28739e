package dev.belay.agent.core.lease;

/// What goes wrong in a simulated world.
enum Fault {
    DROP,
    DELAY,
    DUPLICATE,
    CUT,
    CUT_ONE_WAY,
    ISOLATION,
    STALE_COORDINATOR,
    FORGETFUL_VOTER,
    PAUSE,
    AGENT_KILLED,
    POWER_OFF,
    LOST_WRITE,
    CLOCK_RATE,
    START_FAILED,
    STOP_FAILED,
    SLOW_STOP,
    FENCE_REFUSED,
    FENCE_UNKNOWN,
    LATE_PROPOSAL,
    LATE_ACT,
    MOVE
}
