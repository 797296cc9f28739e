package dev.belay.model.content;

import java.util.Arrays;

/// A manifest told to somebody who has an earlier one: one changed file among thousands makes some
/// hundred bytes of a manifest that has hundreds of thousands.
///
/// The encoded manifest is told as copies from the other's encoding and new bytes in between. The
/// receiver compares the result's name, so a mistake here can cost bytes and no more.
public final class ManifestDelta {

    private static final byte[] MAGIC = {'B', 'L', 'D', '1'};

    private ManifestDelta() {}

    /// Both as [ManifestFormat#encode] gives them.
    public static byte[] encode(byte[] base, byte[] next) {
        var wire = new Wire();
        for (byte one : MAGIC) {
            wire.raw(one);
        }
        wire.number(next.length);
        new DeltaCopies(base, next).writeTo(wire);
        return wire.toBytes();
    }

    /// Applies a delta.
    ///
    /// @throws ContentException when the bytes are no delta of this base
    public static byte[] decode(byte[] base, byte[] delta) throws ContentException {
        var reader = new WireReader(delta);
        for (byte one : MAGIC) {
            if (reader.raw() != one) {
                throw WireReader.malformed("bytes that do not begin with 'BLD1'");
            }
        }
        int length = reader.number("bytes of a manifest", Limits.ENCODED_BYTES);
        // Each step gives at most what the base has, so nothing is made in advance of the steps.
        var next = new byte[Math.min(length, base.length + delta.length)];
        int at = 0;
        while (at < length) {
            byte[] fresh = reader.block("new bytes", length - at);
            next = room(next, at + fresh.length, length);
            System.arraycopy(fresh, 0, next, at, fresh.length);
            at += fresh.length;
            int from = reader.number("a place in the base", base.length);
            int copied = reader.number("bytes to copy", Math.min(length - at, base.length - from));
            next = room(next, at + copied, length);
            System.arraycopy(base, from, next, at, copied);
            at += copied;
            if (fresh.length == 0 && copied == 0) {
                throw WireReader.malformed("a step that gives nothing");
            }
        }
        reader.end();
        return next.length == length ? next : Arrays.copyOf(next, length);
    }

    private static byte[] room(byte[] bytes, int needed, int most) {
        return needed <= bytes.length
                ? bytes
                : Arrays.copyOf(bytes, Math.min(most, Math.max(needed, 2 * bytes.length)));
    }
}
