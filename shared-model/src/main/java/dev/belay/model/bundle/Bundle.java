package dev.belay.model.bundle;

import dev.belay.model.content.ContentName;
import dev.belay.model.design.Design;

/// A bundle whose signature and hashes hold.
///
/// @param design that is in it
/// @param manifest what is in it besides, and what is not
/// @param voucher who vouches for it
public record Bundle(Design design, BundleManifest manifest, Voucher voucher) {

    /// Whether this one came out of that design, so that nothing of it is lost.
    public boolean isAfter(Design other) {
        ContentName name = BundleManifest.nameOf(other);
        return manifest.after().contains(name) || BundleManifest.nameOf(design).equals(name);
    }
}
