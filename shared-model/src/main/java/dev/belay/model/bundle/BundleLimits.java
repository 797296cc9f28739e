package dev.belay.model.bundle;

/// How large a bundle may be. All of it is held in memory, also by a command line with a heap of
/// 128 MB, and counted while it is unpacked; a design alone may have 10 MB.
public final class BundleLimits {

    /// Of the file.
    public static final int FILE_BYTES = 16 * 1024 * 1024;

    public static final int ENTRIES = 10_000;

    /// Of one entry, unpacked.
    public static final int ENTRY_BYTES = 12 * 1024 * 1024;

    /// Of all entries together, unpacked.
    public static final int UNPACKED_BYTES = 16 * 1024 * 1024;

    /// How many times its packed size an entry may have; what Belay writes is not packed at all.
    public static final int RATIO = 100;

    /// Of an entry's name.
    public static final int PATH_BYTES = 255;

    /// Designs that came before, which a manifest may name.
    public static final int AFTER = 1_000;

    private BundleLimits() {}
}
