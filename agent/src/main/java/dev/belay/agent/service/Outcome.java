package dev.belay.agent.service;

/// What came of one step of one resource.
///
/// @param said what its agent said, or why it failed; at most [#LONGEST] characters
record Outcome(Kind kind, String said) {

    static final int LONGEST = 500;

    enum Kind {
        DONE,
        /// It runs, but less well than it should.
        DEGRADED,
        FAILED,
        /// Its time was over: it is not known what became of it.
        UNKNOWN,
        /// The agent knows no such step, and nothing depends on it.
        NOT_SUPPORTED
    }

    Outcome {
        said = said.length() <= LONGEST ? said : said.substring(0, LONGEST - 1) + "…";
    }

    static Outcome done(String said) {
        return new Outcome(Kind.DONE, said);
    }

    static Outcome degraded(String why) {
        return new Outcome(Kind.DEGRADED, why);
    }

    static Outcome failed(String why) {
        return new Outcome(Kind.FAILED, why);
    }

    static Outcome unknown(String why) {
        return new Outcome(Kind.UNKNOWN, why);
    }

    /// Whether what was wanted is so.
    boolean isGood() {
        return switch (kind) {
            case DONE, DEGRADED, NOT_SUPPORTED -> true;
            case FAILED, UNKNOWN -> false;
        };
    }
}
