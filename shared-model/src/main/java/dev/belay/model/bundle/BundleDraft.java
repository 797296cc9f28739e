package dev.belay.model.bundle;

import dev.belay.model.bundle.BundleManifest.BundleEntry;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import dev.belay.model.design.Design;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;

/// A bundle that is to be signed or not. The same design, the same forerunners and the same
/// signature give the same bytes.
///
/// @param manifest what is in it
/// @param manifestBytes what is to be signed
/// @param files all else
public record BundleDraft(
        BundleManifest manifest, byte[] manifestBytes, SortedMap<String, byte[]> files) {

    /// What is signed.
    public static final String MANIFEST = "manifest.json";

    /// The signature, named as `ssh-keygen -Y sign` names it.
    public static final String SIGNATURE = "manifest.json.sig";

    /// The design.
    public static final String DESIGN = "design.belay";

    /// Of signatures, see `namespace` in PROTOCOL.sshsig.
    public static final String NAMESPACE = "belay-bundle";

    /// Renders all that can be rendered of a design.
    ///
    /// @param after designs that it came out of, the nearest first
    /// @throws BundleException when a secret is in it
    public static BundleDraft of(Design design, List<ContentName> after) throws BundleException {
        List<BundleProblem> secrets = SecretScan.of(design);
        if (!secrets.isEmpty()) {
            throw new BundleException(secrets);
        }
        List<LeftOut> leftOut = Rendering.leftOut(design);
        SortedMap<String, byte[]> files = Rendering.files(design, leftOut);
        List<BundleEntry> entries = new ArrayList<>();
        files.forEach((path, bytes) ->
                entries.add(new BundleEntry(path, bytes.length, ContentHash.ofJava().of(bytes))));
        BundleManifest manifest =
                new BundleManifest(
                        design.cluster().id(),
                        design.cluster().name(),
                        after.subList(0, Math.min(after.size(), BundleLimits.AFTER)),
                        entries,
                        leftOut);
        return new BundleDraft(manifest, ManifestText.write(manifest), files);
    }

    /// The bundle's file.
    ///
    /// @param signature over the manifest, armoured; empty for none
    public byte[] zip(Optional<byte[]> signature) {
        SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, manifestBytes);
        signature.ifPresent(bytes -> entries.put(SIGNATURE, bytes));
        entries.putAll(files);
        return ZipWriter.write(entries);
    }
}
