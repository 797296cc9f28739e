package dev.belay.agent.check;

/// One request to a register as its client saw it.
///
/// Times are of one clock that all clients share, in nanoseconds.
public sealed interface Operation {

    long begun();

    /// Sets the register.
    ///
    /// @param ended {@link Long#MAX_VALUE} when the outcome is unknown: it may take effect at any
    ///   time, or never
    /// @param version that the register gave it; -1 when the outcome is unknown
    record Write(String value, long begun, long ended, long version) implements Operation {

        public static Write unknown(String value, long begun) {
            return new Write(value, begun, Long.MAX_VALUE, -1);
        }
    }

    /// Reads the register.
    ///
    /// @param version of the value; 0 when it was never set
    record Read(String value, long begun, long ended, long version) implements Operation {}
}
