package dev.belay.agent.cloud;

import dev.belay.model.service.UnknownPolicy;

/// How often in a row looks ended without an answer, or found the same wrong again. The first is a
/// failure only where the design wants it: by itself a service that runs is not taken down because
/// an API cannot be asked.
final class Patience {

    /// Whoever takes a route that often does so on purpose.
    static final int REPAIRS = 3;

    /// After which no answer counts as a failure, where the design wants that.
    static final int LOOKS = 3;

    private final UnknownPolicy onUnknown;
    private int dark;
    private int repairs;

    Patience(UnknownPolicy onUnknown) {
        this.onUnknown = onUnknown;
    }

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

    /// Neither success nor failure, however often, unless the design wants another.
    CloudEnd unknown(String why) {
        dark++;
        String said =
                "not known, which is no failure (looks without an answer: %d): %s"
                        .formatted(dark, why);
        return switch (onUnknown) {
            case IGNORE -> new CloudEnd.Right(said);
            case WARN -> new CloudEnd.Warned(said);
            case RECOVER ->
                    dark < LOOKS
                            ? new CloudEnd.Warned(said)
                            : new CloudEnd.Failed(
                                    "not known %d looks in a row, which the design takes for a failure: %s"
                                            .formatted(dark, why));
        };
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
