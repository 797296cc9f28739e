package dev.belay.model.content;

/// Cuts a file where its content says, so that an insertion moves few of the cuts.
///
/// A rolling "gear" hash with normalized sizes: Xia et al., *FastCDC: a Fast and Efficient
/// Content-Defined Chunking Approach for Data Deduplication*, USENIX ATC 2016, sections 3.2 to 3.4.
/// The table is part of the format: other cuts make other names.
public final class Chunker {

    /// No chunk but a file's last one is shorter.
    public static final int SHORTEST = 16 * 1024;

    /// Where the cuts are aimed.
    public static final int USUAL = 64 * 1024;

    /// No chunk is longer.
    public static final int LONGEST = 256 * 1024;

    // The highest bits depend on the last 64 bytes; before the usual length a cut is four times
    // less likely than 1 in 65,536, after it four times more.
    private static final long BEFORE = -1L << (64 - 18);
    private static final long AFTER = -1L << (64 - 14);

    private static final long[] GEAR = gear();

    private Chunker() {}

    /// The length of the next chunk.
    ///
    /// @param from where it begins
    /// @param available bytes from there on: the file's whole rest, or at least [#LONGEST]
    public static int next(byte[] bytes, int from, int available) {
        if (available <= SHORTEST) {
            return available;
        }
        int end = from + Math.min(available, LONGEST);
        int usual = from + Math.min(available, USUAL);
        int at = from + SHORTEST;
        long hash = 0;
        for (; at < usual; at++) {
            hash = (hash << 1) + GEAR[bytes[at] & 0xff];
            if ((hash & BEFORE) == 0) {
                return at + 1 - from;
            }
        }
        for (; at < end; at++) {
            hash = (hash << 1) + GEAR[bytes[at] & 0xff];
            if ((hash & AFTER) == 0) {
                return at + 1 - from;
            }
        }
        return end - from;
    }

    /// 256 numbers of SplitMix64 from the seed 0x62656c6179, "belay".
    private static long[] gear() {
        var table = new long[256];
        long state = 0x62656c6179L;
        for (int i = 0; i < table.length; i++) {
            state += 0x9e3779b97f4a7c15L;
            long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
            table[i] = mixed ^ (mixed >>> 31);
        }
        return table;
    }
}
