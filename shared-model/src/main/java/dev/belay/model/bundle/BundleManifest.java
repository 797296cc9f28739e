package dev.belay.model.bundle;

import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What is in a bundle, and what is not.
///
/// @param clusterId of the design
/// @param clusterName of the design
/// @param after designs that this one came out of, the nearest first, by the SHA-256 of their
///   files; a bundle goes over one of them without a question
/// @param entries all but the manifest and its signature, in the order of their paths
/// @param leftOut what the cluster needs besides
public record BundleManifest(
        String clusterId,
        String clusterName,
        List<ContentName> after,
        List<BundleEntry> entries,
        List<LeftOut> leftOut) {

    /// What the field `format` says.
    public static final String FORMAT = "belay-bundle";

    /// The version that is written, and the only one that is read.
    public static final int VERSION = 1;

    /// The first Belay that reads the version that is written.
    public static final String READ_SINCE = "0.1";

    public BundleManifest {
        after = List.copyOf(after);
        entries = List.copyOf(entries);
        leftOut = List.copyOf(leftOut);
    }

    /// An entry.
    ///
    /// @param path in the zip
    /// @param size unpacked, in bytes
    /// @param sha256 of its bytes
    public record BundleEntry(String path, int size, ContentName sha256) {}

    /// The name of a design in {@code after}: of the file that Belay writes of it, however its own
    /// file is laid out.
    public static ContentName nameOf(Design design) {
        byte[] bytes = DesignFormat.write(design).getBytes(StandardCharsets.UTF_8);
        return ContentHash.ofJava().of(bytes);
    }
}
