package dev.belay.reach.bundle;

import dev.belay.reach.ssh.SshSignature;
import java.util.Base64;

/// The key that signed a bundle.
///
/// @param type such as `ssh-ed25519`
/// @param base64 the encoded key, as a list of allowed signers has it
/// @param fingerprint as `ssh-keygen -l` shows it
public record SignerKey(String type, String base64, String fingerprint) {

    static SignerKey of(byte[] key) {
        return new SignerKey(
                SshSignature.typeOf(key),
                Base64.getEncoder().encodeToString(key),
                SshSignature.fingerprint(key));
    }
}
