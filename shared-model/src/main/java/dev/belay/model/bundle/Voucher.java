package dev.belay.model.bundle;

import java.util.List;

/// Who vouches for a bundle.
///
/// @param signers who may use the key, as the list of allowed signers says; empty when nobody was
///   asked for
/// @param keyType such as `ssh-ed25519`; empty without a signature
/// @param fingerprint of the key, as `ssh-keygen -l` shows it; empty without a signature
public record Voucher(List<String> signers, String keyType, String fingerprint) {

    /// Nobody: there is no signature.
    public static final Voucher NONE = new Voucher(List.of(), "", "");

    public Voucher {
        signers = List.copyOf(signers);
    }

    public boolean isSigned() {
        return !fingerprint.isEmpty();
    }

    /// Whether somebody who was asked for vouches.
    public boolean isTrusted() {
        return !signers.isEmpty();
    }
}
