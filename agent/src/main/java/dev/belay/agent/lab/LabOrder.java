package dev.belay.agent.lab;

/// What a running lab is asked to do.
///
/// @param verb what
/// @param node which node, or the sending end of a link; empty where none is meant
/// @param other the receiving end of a link; empty where none is meant
/// @param option for {@link Verb#CUT}: this direction only; for {@link Verb#KILL} and {@link
///   Verb#PAUSE}: the whole host, not the agent alone
public record LabOrder(Verb verb, String node, String other, boolean option) {

    /// The things that can be asked.
    public enum Verb {
        STATUS,
        START,
        STOP,
        KILL,
        PAUSE,
        RESUME,
        CUT,
        HEAL,
        DOWN
    }

    public static LabOrder of(Verb verb) {
        return new LabOrder(verb, "", "", false);
    }

    public static LabOrder of(Verb verb, String node) {
        return new LabOrder(verb, node, "", false);
    }
}
