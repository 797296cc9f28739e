package dev.belay.model.content;

/// How large a config set may be. An agent has a heap of 64 MB and holds the manifests of a few
/// versions in it.
public final class Limits {

    public static final int ENTRIES = 50_000;
    public static final int CHUNKS = 200_000;
    public static final int ENCODED_BYTES = 16 * 1024 * 1024;

    /// Of a path below the set, in bytes of UTF-8; Linux allows 4,096 for the whole.
    public static final int PATH_BYTES = 2_048;

    /// Of each part of it; the limit of every usual file system.
    public static final int PART_BYTES = 255;

    public static final int DEPTH = 64;

    /// Of the name of a user or group.
    public static final int ACCOUNT_BYTES = 255;

    private Limits() {}
}
