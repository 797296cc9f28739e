package dev.belay.reach.bundle;

import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.SignatureCheck;
import dev.belay.model.bundle.Voucher;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Somebody of a list vouches, as far as there is a list; remembers whose signature it was that
/// holds, also when the list does not name that key. A signature that does not hold is refused
/// before it is looked at whose it is.
public final class ListedSigners implements SignatureCheck {

    private final Optional<SignatureCheck> list;
    private Optional<SignerKey> signer = Optional.empty();

    private ListedSigners(Optional<SignatureCheck> list) {
        this.list = list;
    }

    /// Those of a list.
    ///
    /// @param allowed text of the list; one that names nobody is none
    /// @param zone of times in the list that do not end with `Z`
    /// @throws BundleException when the list has a line that cannot be read
    public static ListedSigners of(String allowed, Instant now, ZoneId zone)
            throws BundleException {
        return new ListedSigners(
                AllowedSigners.read(allowed, zone).lines().isEmpty()
                        ? Optional.empty()
                        : Optional.of(SshSignatures.by(allowed, Optional.empty(), now, zone)));
    }

    @Override
    public Voucher check(byte[] manifest, Optional<byte[]> signature) throws BundleException {
        signer = Optional.empty();
        Voucher anybody = SshSignatures.byAnybody().check(manifest, signature);
        if (signature.isPresent()) {
            signer = Optional.of(SignerKey.of(SshSig.read(signature.get()).key()));
        }
        return list.isPresent() ? list.get().check(manifest, signature) : anybody;
    }

    /// Whose signature held when it was looked at last; empty for none.
    public Optional<SignerKey> signer() {
        return signer;
    }
}
