package dev.belay.app.bundles;

import dev.belay.model.bundle.Voucher;

/// How far a bundle that holds can be trusted.
enum Standing {
    /// Somebody of the list of signers vouches.
    TRUSTED,
    /// It is as its signer made it, but there is no list that says who that is.
    NOBODY_ASKED,
    /// Anybody may have made it.
    UNSIGNED;

    static Standing of(Voucher voucher) {
        if (voucher.isTrusted()) {
            return TRUSTED;
        }
        return voucher.isSigned() ? NOBODY_ASKED : UNSIGNED;
    }
}
