package dev.belay.api;

import java.time.Instant;
import java.util.List;

/// Whom the members trust.
///
/// @param authorities the newest last; more than one only while a rotation goes on
/// @param signing id of the authority that signs
/// @param certificates one for each member
/// @param revoked certificates that are refused although their time is not over
public record TrustView(
        List<Authority> authorities,
        String signing,
        List<Certificate> certificates,
        List<Revoked> revoked) {

    public TrustView {
        authorities = List.copyOf(authorities);
        certificates = List.copyOf(certificates);
        revoked = List.copyOf(revoked);
    }

    /// An authority.
    ///
    /// @param id first characters of its key's fingerprint
    /// @param fingerprint `SHA256:…` of its public key, the pin of tokens
    public record Authority(String id, String fingerprint, Instant notBefore, Instant notAfter) {}

    /// A member's certificate.
    ///
    /// @param authority id of the one that signed it
    /// @param renewAt when the node asks for the next one, at two thirds of its life
    public record Certificate(
            String node,
            String serial,
            String fingerprint,
            String authority,
            Instant notBefore,
            Instant notAfter,
            Instant renewAt) {}

    /// A certificate that is refused.
    public record Revoked(String node, String serial, Instant at, String why) {}
}
