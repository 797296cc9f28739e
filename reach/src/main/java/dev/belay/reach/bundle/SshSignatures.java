package dev.belay.reach.bundle;

import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.SignatureCheck;
import dev.belay.model.bundle.Voucher;
import dev.belay.reach.ssh.SshSignature;
import dev.belay.reach.ssh.SshSigner;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Signatures of bundles by SSH keys: `ssh-keygen -Y verify -n belay-bundle` takes them, and those
/// of `ssh-keygen -Y sign -n belay-bundle` are taken here.
public final class SshSignatures {

    static final int RSA_BITS_MIN = 2048;

    private SshSignatures() {}

    /// Signs a manifest.
    ///
    /// @return armoured
    /// @throws IOException when the ssh-agent refuses
    public static byte[] sign(byte[] manifest, SshSigner signer) throws IOException {
        return SshSig.of(manifest, signer).armoured();
    }

    /// Only somebody of a list vouches.
    ///
    /// @param allowed text of the list
    /// @param wanted the one who is to have signed; empty for anybody of the list
    /// @param zone of times in the list that do not end with `Z`
    /// @throws BundleException when the list has a line that cannot be read
    public static SignatureCheck by(
            String allowed, Optional<String> wanted, Instant now, ZoneId zone)
            throws BundleException {
        AllowedSigners signers = AllowedSigners.read(allowed, zone);
        return (manifest, signature) -> {
            byte[] armoured = signature.orElseThrow(() -> new BundleException(BundleCode.UNSIGNED));
            SshSig read = SshSig.read(armoured);
            List<String> who = signers.require(read.key(), wanted, now);
            read.require(manifest);
            return voucher(read, who);
        };
    }

    /// Whoever signed, or nobody: a signature that is there has to hold, and says no more than that
    /// the bundle is as its signer made it.
    public static SignatureCheck byAnybody() {
        return (manifest, signature) -> {
            if (signature.isEmpty()) {
                return Voucher.NONE;
            }
            SshSig read = SshSig.read(signature.get());
            read.require(manifest);
            return voucher(read, List.of());
        };
    }

    private static Voucher voucher(SshSig read, List<String> who) {
        return new Voucher(
                who, SshSignature.typeOf(read.key()), SshSignature.fingerprint(read.key()));
    }
}
