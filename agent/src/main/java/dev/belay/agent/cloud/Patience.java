package dev.belay.agent.cloud;

/// How often in a row looks ended without an answer, or found the same wrong again. Only the second
/// is ever a failure: a service that runs is not taken down because an API cannot be asked.
final class Patience {

    /// Whoever takes a route that often does so on purpose.
    static final int REPAIRS = 3;

    private int dark;
    private int repairs;

    CloudEnd right(String said) {
        seen();
        return new CloudEnd.Right(said);
    }

    /// As right as it can be made from here; somebody should look.
    CloudEnd rightBut(String what) {
        seen();
        return new CloudEnd.Warned(what);
    }

    private void seen() {
        dark = 0;
        repairs = 0;
    }

    /// Neither success nor failure, however often.
    CloudEnd unknown(String why) {
        dark++;
        return new CloudEnd.Warned(
                "not known, which is no failure (looks without an answer: %d): %s"
                        .formatted(dark, why));
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
