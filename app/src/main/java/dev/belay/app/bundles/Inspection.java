package dev.belay.app.bundles;

import dev.belay.reach.bundle.SignerKey;
import java.nio.file.Path;

/// What is known of the bundle that is looked at.
public sealed interface Inspection {

    /// None was chosen.
    record Nothing() implements Inspection {}

    /// It is verified.
    record Verifying(Path file) implements Inspection {}

    /// It is not opened.
    record Refused(Path file, Trouble trouble) implements Inspection {}

    /// Its signature holds, but the list of signers does not name the key: it is not opened.
    record Stranger(Path file, SignerKey signer) implements Inspection {}

    /// It holds.
    record Opened(Source source) implements Inspection {}
}
