package dev.belay.model.bundle;

import java.util.Optional;

/// Says who vouches for a manifest. It is asked before anything of the manifest is read.
@FunctionalInterface
public interface SignatureCheck {

    /// Looks at a signature.
    ///
    /// @param manifest the very bytes
    /// @param signature armoured, as `ssh-keygen -Y sign` writes it; empty when there is none
    /// @throws BundleException when nobody does who would have to
    Voucher check(byte[] manifest, Optional<byte[]> signature) throws BundleException;
}
