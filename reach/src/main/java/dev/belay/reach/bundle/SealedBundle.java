package dev.belay.reach.bundle;

import dev.belay.model.bundle.Bundle;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleReader;
import dev.belay.model.bundle.Voucher;
import dev.belay.model.design.Design;
import dev.belay.reach.ssh.SshSignature;
import dev.belay.reach.ssh.SshSigner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A bundle's file that is to be written, and what whoever opens it has to find in it.
///
/// @param bundle what is in it
/// @param zip its bytes
public record SealedBundle(Bundle bundle, byte[] zip) {

    /// Signs a draft, if somebody signs it.
    ///
    /// @throws IOException when the key can't sign
    public static SealedBundle of(Design design, BundleDraft draft, Optional<SshSigner> signer)
            throws IOException {
        Voucher voucher = Voucher.NONE;
        Optional<byte[]> signature = Optional.empty();
        if (signer.isPresent()) {
            byte[] key = signer.get().key();
            signature = Optional.of(SshSignatures.sign(draft.manifestBytes(), signer.get()));
            voucher =
                    new Voucher(List.of(), SshSignature.typeOf(key), SshSignature.fingerprint(key));
        }
        return new SealedBundle(
                new Bundle(design, draft.manifest(), voucher), draft.zip(signature));
    }

    /// Whether these bytes, opened as whoever gets them does, are this bundle.
    ///
    /// @throws BundleException when they do not hold
    public boolean isIn(byte[] written) throws BundleException {
        return BundleReader.read(written, SshSignatures.byAnybody()).equals(bundle);
    }
}
