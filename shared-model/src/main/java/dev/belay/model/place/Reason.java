package dev.belay.model.place;

import java.util.Optional;

/// Something that decided, or that moved a score.
///
/// @param cause what kind of thing
/// @param subject the constraint or resource that it comes from; empty where there is none
/// @param score what it added; 0 where it is no matter of scores
public record Reason(Cause cause, Optional<String> subject, int score) {

    static Reason of(Cause cause) {
        return new Reason(cause, Optional.empty(), 0);
    }

    static Reason of(Cause cause, String subject) {
        return new Reason(cause, Optional.of(subject), 0);
    }

    static Reason of(Cause cause, String subject, int score) {
        return new Reason(cause, Optional.of(subject), score);
    }
}
