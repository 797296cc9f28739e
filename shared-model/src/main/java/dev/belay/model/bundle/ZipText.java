package dev.belay.model.bundle;

/// What the headers of a zip have in common, as PKWARE's APPNOTE 6.3 numbers it.
final class ZipText {

    static final int LOCAL = 0x04034b50;
    static final int CENTRAL = 0x02014b50;
    static final int END = 0x06054b50;
    static final int LOCAL_BYTES = 30;
    static final int CENTRAL_BYTES = 46;
    static final int END_BYTES = 22;
    static final int STORED = 0;
    static final int DEFLATED = 8;

    /// 2.0, for folders and DEFLATE.
    static final int VERSION = 20;

    /// Made on Unix: the upper half of the outer attributes is a file's mode.
    static final int UNIX = 3;

    /// Of a plain file that everybody may read.
    static final int FILE_MODE = 0100644;

    /// The first day that a zip can name, 1 January 1980.
    static final int DAY = 0x21;

    private ZipText() {}

    static int two(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    static int four(byte[] bytes, int at) {
        return two(bytes, at) | two(bytes, at + 2) << 16;
    }

    /// As a number without a sign.
    static long size(byte[] bytes, int at) {
        return four(bytes, at) & 0xffff_ffffL;
    }
}
