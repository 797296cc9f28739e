package dev.belay.agent.program;

/// How a program ended.
public sealed interface Ending {

    /// By itself, within its time.
    ///
    /// @param code 0–255; 128 and a signal's number when a signal ended it
    record Ended(int code, Said said) implements Ending {}

    /// It was told to end, or killed, with all that it had started: what it did until then is not
    /// known.
    record TimedOut(Said said) implements Ending {}

    /// Nothing of it ran.
    ///
    /// @param why a sentence for the operator
    record NotStarted(String why) implements Ending {}
}
