package dev.belay.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The enrollment that is open, and who has come.
///
/// @param open null when none is
/// @param candidates in the order in which they came; the refused ones too
public record EnrollmentView(@Nullable Open open, List<Candidate> candidates) {

    public EnrollmentView {
        candidates = List.copyOf(candidates);
    }

    /// An enrollment that is open.
    ///
    /// @param id no secret
    /// @param expiresAt on the admin's clock
    /// @param uses how many may come
    /// @param used how many have
    /// @param openedBy who asked for it
    public record Open(String id, Instant expiresAt, int uses, int used, String openedBy) {}

    /// A node that has come with a token, right or wrong.
    ///
    /// @param node the id that it asked for
    /// @param hostName its host's name
    /// @param address where it came from
    /// @param step how far it is
    /// @param at when it took that step, on the admin's clock
    /// @param refusal why it was refused; null unless it was
    /// @param bytesDone of the config sets that it fetches
    /// @param bytesTotal of all of them
    public record Candidate(
            String node,
            String hostName,
            String address,
            Step step,
            Instant at,
            @Nullable ApiError refusal,
            long bytesDone,
            long bytesTotal) {}

    /// How far a candidate is.
    public enum Step {
        CONNECTED,
        AUTHORIZED,
        KEYS,
        CONFIG,
        VERIFIED,
        REFUSED
    }
}
