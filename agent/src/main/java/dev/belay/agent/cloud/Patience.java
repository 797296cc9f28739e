package dev.belay.agent.cloud;

/// How often in a row a look may end without an answer, or find the same wrong again, before that
/// counts as a failure: a service that runs is not taken down because an API cannot be asked.
final class Patience {

    /// With looks every ten seconds, more than a minute.
    static final int LOOKS_IN_THE_DARK = 6;

    /// Whoever takes a route that often does so on purpose.
    static final int REPAIRS = 3;

    private int dark;
    private int repairs;

    CloudEnd right(String said) {
        dark = 0;
        repairs = 0;
        return new CloudEnd.Right(said);
    }

    CloudEnd unknown(String why) {
        dark++;
        return dark < LOOKS_IN_THE_DARK
                ? new CloudEnd.Warned(
                        "not known, which is no failure yet (look %d of %d): %s"
                                .formatted(dark, LOOKS_IN_THE_DARK, why))
                : new CloudEnd.Unknown("not known for %d looks: %s".formatted(dark, why));
    }

    /// What was wrong was set right.
    CloudEnd repaired(String what) {
        dark = 0;
        repairs++;
        return repairs < REPAIRS
                ? new CloudEnd.Right("was " + what + ", and was set right")
                : new CloudEnd.Failed(
                        "set right %d times in a row, and found %s: find out who changes it"
                                .formatted(repairs, what));
    }
}
