package dev.belay.agent.host;

import java.io.IOException;

/// A call to the operating system that failed.
public final class PosixException extends IOException {

    /// errno(3); the same numbers on all Linux machines that Java runs on.
    public static final int ENOENT = 2;

    public static final int ENOTDIR = 20;
    public static final int EXDEV = 18;
    public static final int EEXIST = 17;
    public static final int ENOSPC = 28;
    public static final int EROFS = 30;
    public static final int EMLINK = 31;
    public static final int EPERM = 1;
    public static final int EACCES = 13;
    public static final int EDQUOT = 122;
    public static final int EINVAL = 22;
    public static final int ENOSYS = 38;
    public static final int EOPNOTSUPP = 95;

    private final int errno;
    private final String path;

    PosixException(String call, String path, int errno, String meaning) {
        super(call + " '" + path + "': " + meaning);
        this.errno = errno;
        this.path = path;
    }

    public int errno() {
        return errno;
    }

    public String path() {
        return path;
    }
}
