package dev.belay.agent.core.cluster;

/// What stands in one entry of the log. Each kind may stand there more than once: a node that hears
/// no answer sends the same again, and the entry that comes second does nothing.
public sealed interface Entry {

    /// Begins a run of a node's commands; the index of the entry is the number of the run. Whatever
    /// belongs to a run before is forgotten from here on.
    record Begin(String node) implements Entry {}

    /// Gives a command, once.
    ///
    /// @param node that gives it
    /// @param run of that node, by its number
    /// @param number of the command within the run, from 1
    record Once(String node, long run, long number, Command command) implements Entry {}

    /// Gives a command as often as it stands in the log; how it was written before runs were known.
    record Plain(Command command) implements Entry {}
}
