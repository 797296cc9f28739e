package dev.belay.reach.bundle;

import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bundles and designs in files, read up to a limit. Blocks on the disk.
public final class BundleFiles {

    private BundleFiles() {}

    /// Not more than a bundle may have, whatever the file system says of its size.
    ///
    /// @throws BundleException when there is more
    public static byte[] read(Path file) throws IOException, BundleException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BundleLimits.FILE_BYTES + 1);
            if (bytes.length > BundleLimits.FILE_BYTES) {
                throw new BundleException(
                        BundleCode.FILE_TOO_LARGE,
                        Long.toString(Math.max(Files.size(file), bytes.length)),
                        Integer.toString(BundleLimits.FILE_BYTES));
            }
            return bytes;
        }
    }
}
