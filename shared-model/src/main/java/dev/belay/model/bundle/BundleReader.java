package dev.belay.model.bundle;

import dev.belay.model.bundle.BundleManifest.BundleEntry;
import dev.belay.model.check.Problem;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.PathRules;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Opens bundles, in an order that lets nothing be read before it is vouched for: the zip's
/// headers, the signature over the manifest's bytes, the manifest, size and hash of each entry, the
/// design.
public final class BundleReader {

    private BundleReader() {}

    /// Whether a file is rather a bundle than a design.
    public static boolean isBundle(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K';
    }

    /// Opens one.
    ///
    /// @param check who has to vouch for it
    /// @throws BundleException when anything is wrong with it
    public static Bundle read(byte[] zip, SignatureCheck check) throws BundleException {
        return open(zip, check).bundle();
    }

    /// Opens one, and keeps all that the manifest lists.
    ///
    /// @param check who has to vouch for it
    /// @throws BundleException when anything is wrong with it
    public static BundleContents open(byte[] zip, SignatureCheck check) throws BundleException {
        SequencedMap<String, byte[]> entries = ZipReader.read(zip);
        byte[] manifestBytes = entries.remove(BundleDraft.MANIFEST);
        if (manifestBytes == null) {
            throw new BundleException(BundleCode.MANIFEST_MISSING, BundleDraft.MANIFEST);
        }
        Optional<byte[]> signature = Optional.ofNullable(entries.remove(BundleDraft.SIGNATURE));
        Voucher voucher = check.check(manifestBytes, signature);
        BundleManifest manifest = ManifestText.read(manifestBytes);
        List<BundleProblem> wrong = differences(manifest, entries);
        if (!wrong.isEmpty()) {
            throw new BundleException(wrong);
        }
        byte[] design = entries.get(BundleDraft.DESIGN);
        if (design == null) {
            throw new BundleException(BundleCode.DESIGN_MISSING, BundleDraft.DESIGN);
        }
        return new BundleContents(new Bundle(design(design, manifest), manifest, voucher), entries);
    }

    private static List<BundleProblem> differences(
            BundleManifest manifest, SequencedMap<String, byte[]> entries) {
        List<BundleProblem> wrong = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (BundleEntry entry : manifest.entries()) {
            listed.add(entry.path());
            String shown = PathRules.quoted(entry.path());
            byte[] bytes = entries.get(entry.path());
            if (bytes == null) {
                wrong.add(BundleProblem.of(BundleCode.ENTRY_MISSING, shown));
            } else if (bytes.length != entry.size()) {
                wrong.add(
                        BundleProblem.of(
                                BundleCode.ENTRY_SIZE,
                                shown,
                                Integer.toString(entry.size()),
                                Integer.toString(bytes.length)));
            } else if (!ContentHash.ofJava().of(bytes).equals(entry.sha256())) {
                wrong.add(
                        BundleProblem.of(
                                BundleCode.ENTRY_HASH,
                                shown,
                                entry.sha256().toString(),
                                ContentHash.ofJava().of(bytes).toString()));
            }
        }
        for (String path : entries.keySet()) {
            if (!listed.contains(path)) {
                wrong.add(BundleProblem.of(BundleCode.ENTRY_UNLISTED, PathRules.quoted(path)));
            }
        }
        return wrong;
    }

    private static Design design(byte[] bytes, BundleManifest manifest) throws BundleException {
        switch (DesignFormat.read(bytes)) {
            case Reading.Refused(List<Problem> problems) ->
                    throw new BundleException(
                            BundleCode.DESIGN_WRONG,
                            BundleDraft.DESIGN,
                            problems.getFirst().code().code(),
                            problems.getFirst().sentence(Locale.ENGLISH));
            case Reading.Read(Design design, int _) -> {
                if (!design.cluster().id().equals(manifest.clusterId())) {
                    throw new BundleException(
                            BundleCode.CLUSTER_DIFFERS,
                            PathRules.quoted(manifest.clusterId()),
                            PathRules.quoted(design.cluster().id()));
                }
                return design;
            }
        }
    }
}
