package dev.belay.app.health;

/// How far a node's stored history has come.
///
/// NOT_ASKED -> Asking -> Here; Asking -> Failed -> Asking.
sealed interface Fetch {

    Fetch NOT_ASKED = new NotAsked();

    /// Nobody has asked yet.
    record NotAsked() implements Fetch {}

    /// The agent was asked.
    ///
    /// @param sinceMillis when it was asked for
    record Asking(long sinceMillis) implements Fetch {}

    /// It came.
    ///
    /// @param atMillis when it came
    record Here(long atMillis) implements Fetch {}

    /// It did not come.
    ///
    /// @param why one sentence
    /// @param atMillis when it failed
    record Failed(String why, long atMillis) implements Fetch {}
}
