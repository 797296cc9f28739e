package dev.belay.agent.replicate;

/// Hears of each step that leaves something on the disk. Tests end the process in it.
@FunctionalInterface
interface StepWatch {

    StepWatch NONE = _ -> {};

    void done(String step);
}
