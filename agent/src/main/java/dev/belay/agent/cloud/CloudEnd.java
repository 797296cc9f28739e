package dev.belay.agent.cloud;

/// What came of one step of a resource in the cloud.
public sealed interface CloudEnd {

    /// For the log and for people; a sentence, or what is so.
    String said();

    /// What was wanted is so, and was seen.
    record Right(String said) implements CloudEnd {}

    /// The service may go on; somebody should look.
    record Warned(String said) implements CloudEnd {}

    /// It is not so.
    record Failed(String said) implements CloudEnd {}

    /// It is not known whether it is so, and the stay ends.
    record Unknown(String said) implements CloudEnd {}
}
