package dev.belay.agent.cloud;

/// What came of a question about an instance's power.
public sealed interface PowerEnd {

    /// For the log and for people; a sentence, or what is so.
    String said();

    /// It was seen to be off: nothing runs on it.
    record Off(String said) implements PowerEnd {}

    /// It was seen to run, or was told to start.
    record On(String said) implements PowerEnd {}

    /// It is neither: on its way from one to the other.
    record Between(String said) implements PowerEnd {}

    /// The cloud will not, or nothing was asked of it; nothing was changed.
    record Refused(String said) implements PowerEnd {}

    /// Not known in time: it may be off, or go off later.
    record Unknown(String said) implements PowerEnd {}
}
