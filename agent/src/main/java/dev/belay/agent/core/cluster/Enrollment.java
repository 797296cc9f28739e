package dev.belay.agent.core.cluster;

import java.util.ArrayList;
import java.util.List;

/// A time in which nodes may come with a token. OPEN -> CLOSED.
///
/// @param id no secret
/// @param secretHash SHA-256 of the token's secret, in hexadecimal
/// @param uses how many may come
/// @param joined ids of those that have
/// @param witness whether they only vote
/// @param expiresAtMillis from then on it is refused
/// @param openedBy who asked for it
/// @param open whether it was not ended early
public record Enrollment(
        String id,
        String secretHash,
        int uses,
        List<String> joined,
        boolean witness,
        long expiresAtMillis,
        String openedBy,
        boolean open) {

    public Enrollment {
        joined = List.copyOf(joined);
    }

    /// Whether a node may come now.
    public boolean takes(long atMillis) {
        return open && atMillis < expiresAtMillis && joined.size() < uses;
    }

    Enrollment closed() {
        return new Enrollment(
                id, secretHash, uses, joined, witness, expiresAtMillis, openedBy, false);
    }

    Enrollment with(String node) {
        var more = new ArrayList<>(joined);
        more.add(node);
        return new Enrollment(id, secretHash, uses, more, witness, expiresAtMillis, openedBy, open);
    }
}
