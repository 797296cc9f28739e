package dev.belay.agent.lease;

/// What goes wrong with the active host for a while: something with its agent, something with the
/// messages between it and its coordinator, or both.
enum Fault {
    CUT(Agent.RUNS, Messages.NONE),
    CUT_FROM(Agent.RUNS, Messages.NONE_FROM),
    CUT_TO(Agent.RUNS, Messages.NONE_TO),
    LOSS(Agent.RUNS, Messages.SOME),
    LATE(Agent.RUNS, Messages.LATE),
    STOP(Agent.STOPPED, Messages.ALL),
    STOP_AND_CUT(Agent.STOPPED, Messages.NONE),
    STOP_AND_CUT_AND_KILL(Agent.STOPPED_THEN_KILLED, Messages.NONE),
    STOP_AND_LATE(Agent.STOPPED, Messages.LATE),
    FREEZE(Agent.FROZEN, Messages.ALL),
    FREEZE_WITH_GUARDIAN(Agent.FROZEN_WITH_GUARDIAN, Messages.ALL),
    FREEZE_AND_CUT(Agent.FROZEN_WITH_GUARDIAN, Messages.NONE),
    KILL(Agent.KILLED, Messages.ALL);

    /// What becomes of the agent's process.
    enum Agent {
        RUNS,
        /// SIGSTOP, later SIGCONT.
        STOPPED,
        /// SIGKILL just after the SIGCONT.
        STOPPED_THEN_KILLED,
        /// By the freezer of control groups.
        FROZEN,
        FROZEN_WITH_GUARDIAN,
        /// SIGKILL; begins anew when the fault is over.
        KILLED
    }

    /// What arrives of what the agent and the coordinator say to each other.
    enum Messages {
        ALL,
        /// A part is lost in both directions.
        SOME,
        /// All of it late, out of order, some twice.
        LATE,
        NONE,
        /// What the agent sends is lost.
        NONE_FROM,
        /// What the agent is sent is lost.
        NONE_TO
    }

    final Agent agent;
    final Messages messages;

    Fault(Agent agent, Messages messages) {
        this.agent = agent;
        this.messages = messages;
    }
}
