package dev.belay.model.bundle;

import static dev.belay.model.bundle.ZipText.four;
import static dev.belay.model.bundle.ZipText.size;
import static dev.belay.model.bundle.ZipText.two;

import dev.belay.model.content.PathRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads a zip that has nothing but plain files: each byte of it belongs to one header or one
/// entry, both headers of an entry say the same, and nothing is believed that can be counted.
final class ZipReader {

    /// Names in UTF-8, and how hard it was packed.
    private static final int HARMLESS_FLAGS = 0x0806;

    /// Times and owners, which the usual program `zip` adds.
    private static final Set<Integer> HARMLESS_EXTRAS = Set.of(0x5455, 0x7875);

    private static final int MODE_TYPE = 0170000;
    private static final int MODE_FILE = 0100000;
    private static final int CHUNK = 16 * 1024;

    private final byte[] zip;
    private final EntryNames names = new EntryNames();
    private long unpacked;

    private ZipReader(byte[] zip) {
        this.zip = zip;
    }

    private record Header(
            String name,
            int central,
            int at,
            int nameLength,
            int method,
            int checksum,
            long packed,
            long size) {

        String shown() {
            return PathRules.quoted(name);
        }
    }

    /// All entries in their order.
    ///
    /// @throws BundleException at the first thing that is wrong
    static SequencedMap<String, byte[]> read(byte[] zip) throws BundleException {
        if (zip.length > BundleLimits.FILE_BYTES) {
            throw new BundleException(
                    BundleCode.FILE_TOO_LARGE,
                    Integer.toString(zip.length),
                    Integer.toString(BundleLimits.FILE_BYTES));
        }
        return new ZipReader(zip).entries();
    }

    private SequencedMap<String, byte[]> entries() throws BundleException {
        int end = end();
        int count = two(zip, end + 10);
        if (four(zip, end + 4) != 0 || two(zip, end + 8) != count || count == 0xffff) {
            throw new BundleException(BundleCode.ZIP_FEATURE, "ZIP64", "'*'");
        }
        if (count > BundleLimits.ENTRIES) {
            throw new BundleException(
                    BundleCode.TOO_MANY_ENTRIES,
                    Integer.toString(count),
                    Integer.toString(BundleLimits.ENTRIES));
        }
        long from = size(zip, end + 16);
        if (from + size(zip, end + 12) != end) {
            throw new BundleException(BundleCode.STRAY_BYTES, Long.toString(Math.min(from, end)));
        }
        List<Header> headers = headers((int) from, end, count);
        // Where everything lies is looked at first: nothing is unpacked out of a broken file.
        int[] begins = new int[count];
        int at = 0;
        int index = 0;
        for (Header header : headers) {
            if (header.at() != at) {
                throw new BundleException(BundleCode.STRAY_BYTES, Integer.toString(at));
            }
            int begin = begin(header, (int) from);
            if (begin + header.packed() > from) {
                throw new BundleException(BundleCode.HEADERS_DIFFER, header.shown());
            }
            at = begin + (int) header.packed();
            begins[index++] = begin;
        }
        if (at != from) {
            throw new BundleException(BundleCode.STRAY_BYTES, Integer.toString(at));
        }
        SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put(headers.get(i).name(), unpack(headers.get(i), begins[i]));
        }
        if (headers.stream().allMatch(this::isOurs)) {
            int first = Arrays.mismatch(zip, ZipWriter.write(entries));
            if (first >= 0) {
                throw new BundleException(BundleCode.HEADERS_CHANGED, Integer.toString(first));
            }
        }
        return entries;
    }

    /// Whether it was not packed again since Belay wrote it.
    private boolean isOurs(Header header) {
        return header.method() == ZipText.STORED
                && four(zip, header.central() + 12) == ZipText.DAY << 16;
    }

    /// Where the last header begins, which is the end of the file.
    private int end() throws BundleException {
        int end = zip.length - ZipText.END_BYTES;
        if (end < 0 || (four(zip, 0) != ZipText.LOCAL && four(zip, 0) != ZipText.END)) {
            throw new BundleException(
                    BundleCode.NOT_A_ZIP,
                    PathRules.quoted(
                            new String(
                                    zip, 0, Math.min(zip.length, 4), StandardCharsets.ISO_8859_1)));
        }
        if (four(zip, end) == ZipText.END && two(zip, end + 20) == 0) {
            return end;
        }
        for (int at = end; at >= 0 && at > end - 0x1_0000; at--) {
            if (four(zip, at) == ZipText.END) {
                throw new BundleException(
                        BundleCode.STRAY_BYTES, Integer.toString(at + ZipText.END_BYTES));
            }
        }
        throw new BundleException(BundleCode.TRUNCATED, Integer.toString(zip.length));
    }

    private List<Header> headers(int from, int end, int count) throws BundleException {
        List<Header> headers = new ArrayList<>();
        int at = from;
        for (int i = 0; i < count; i++) {
            if (at + ZipText.CENTRAL_BYTES > end || four(zip, at) != ZipText.CENTRAL) {
                throw new BundleException(BundleCode.STRAY_BYTES, Integer.toString(at));
            }
            int name = two(zip, at + 28);
            int extra = two(zip, at + 30);
            int next = at + ZipText.CENTRAL_BYTES + name + extra + two(zip, at + 32);
            if (next > end) {
                throw new BundleException(BundleCode.STRAY_BYTES, Integer.toString(at));
            }
            headers.add(header(at, name, extra));
            at = next;
        }
        if (at != end) {
            throw new BundleException(BundleCode.STRAY_BYTES, Integer.toString(at));
        }
        return headers;
    }

    private Header header(int at, int nameLength, int extra) throws BundleException {
        String name = names.accept(zip, at + ZipText.CENTRAL_BYTES, nameLength);
        long offset = size(zip, at + 42);
        Header header =
                new Header(
                        name,
                        at,
                        offset > zip.length ? -1 : (int) offset,
                        nameLength,
                        two(zip, at + 10),
                        four(zip, at + 16),
                        size(zip, at + 20),
                        size(zip, at + 24));
        refuseFeatures(header, at, extra);
        int mode = four(zip, at + 38) >>> 16;
        int type = mode & MODE_TYPE;
        if (two(zip, at + 4) >> 8 != 0 && type != 0 && type != MODE_FILE) {
            throw new BundleException(BundleCode.NO_PLAIN_FILE, header.shown());
        }
        return header;
    }

    private void refuseFeatures(Header header, int at, int extra) throws BundleException {
        int flags = two(zip, at + 8);
        if ((flags & 1) != 0) {
            throw new BundleException(BundleCode.ZIP_FEATURE, "encryption", header.shown());
        }
        if ((flags & ~HARMLESS_FLAGS) != 0) {
            throw new BundleException(
                    BundleCode.ZIP_FEATURE, String.format("flags %04x", flags), header.shown());
        }
        if (header.method() != ZipText.STORED && header.method() != ZipText.DEFLATED) {
            throw new BundleException(
                    BundleCode.ZIP_FEATURE, "method " + header.method(), header.shown());
        }
        if (two(zip, at + 32) != 0 || two(zip, at + 34) != 0) {
            throw new BundleException(BundleCode.ZIP_FEATURE, "comment", header.shown());
        }
        refuseExtras(header, at + ZipText.CENTRAL_BYTES + header.nameLength(), extra);
    }

    private void refuseExtras(Header header, int from, int length) throws BundleException {
        int at = from;
        while (at < from + length) {
            boolean isWhole = at + 4 <= from + length;
            int id = isWhole ? two(zip, at) : 0;
            if (!isWhole || !HARMLESS_EXTRAS.contains(id)) {
                throw new BundleException(
                        BundleCode.ZIP_FEATURE,
                        String.format("extra field %04x", id),
                        header.shown());
            }
            at += 4 + two(zip, at + 2);
        }
        if (at != from + length) {
            throw new BundleException(BundleCode.ZIP_FEATURE, "extra field", header.shown());
        }
    }

    /// Where the bytes of an entry begin, behind the header that stands before them.
    private int begin(Header header, int limit) throws BundleException {
        int at = header.at();
        if (at + ZipText.LOCAL_BYTES > limit || four(zip, at) != ZipText.LOCAL) {
            throw new BundleException(BundleCode.HEADERS_DIFFER, header.shown());
        }
        int name = two(zip, at + 26);
        int extra = two(zip, at + 28);
        int begin = at + ZipText.LOCAL_BYTES + name + extra;
        // From the version that is needed to the length of the name, both have the same fields.
        int same = 24;
        boolean isSame =
                begin <= limit
                        && Arrays.equals(
                                zip,
                                at + 4,
                                at + 4 + same,
                                zip,
                                header.central() + 6,
                                header.central() + 6 + same)
                        && Arrays.equals(
                                zip,
                                at + ZipText.LOCAL_BYTES,
                                at + ZipText.LOCAL_BYTES + name,
                                zip,
                                header.central() + ZipText.CENTRAL_BYTES,
                                header.central() + ZipText.CENTRAL_BYTES + name);
        if (!isSame) {
            throw new BundleException(BundleCode.HEADERS_DIFFER, header.shown());
        }
        refuseExtras(header, at + ZipText.LOCAL_BYTES + name, extra);
        return begin;
    }

    private byte[] unpack(Header header, int begin) throws BundleException {
        int packed = (int) header.packed();
        byte[] bytes;
        if (header.method() == ZipText.STORED) {
            count(header, packed, packed);
            bytes = Arrays.copyOfRange(zip, begin, begin + packed);
        } else {
            bytes = inflate(header, begin, packed);
        }
        unpacked += bytes.length;
        var checksum = new CRC32();
        checksum.update(bytes);
        if (bytes.length != header.size() || (int) checksum.getValue() != header.checksum()) {
            throw new BundleException(BundleCode.ENTRY_DAMAGED, header.shown());
        }
        return bytes;
    }

    private byte[] inflate(Header header, int begin, int packed) throws BundleException {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(zip, begin, packed);
            byte[] bytes = new byte[Math.min(CHUNK, Math.max(1, packed * 2))];
            int length = 0;
            while (!inflater.finished()) {
                // Without room it would say that it needs input where it only needs room: all input
                // may have been read while some of it has not come out yet.
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, bytes.length * 2);
                }
                int more = inflater.inflate(bytes, length, bytes.length - length);
                length += more;
                count(header, length, packed);
                if (more == 0 && !inflater.finished()) {
                    throw new BundleException(BundleCode.ENTRY_DAMAGED, header.shown());
                }
            }
            if (inflater.getRemaining() != 0) {
                throw new BundleException(BundleCode.STRAY_BYTES, Integer.toString(begin + packed));
            }
            return Arrays.copyOf(bytes, length);
        } catch (DataFormatException e) {
            throw new BundleException(BundleCode.ENTRY_DAMAGED, header.shown());
        } finally {
            inflater.end();
        }
    }

    /// Looks at what has come out so far, not at what a header promises.
    private void count(Header header, int length, int packed) throws BundleException {
        if (length > (long) packed * BundleLimits.RATIO) {
            throw new BundleException(
                    BundleCode.RATIO,
                    header.shown(),
                    Integer.toString(packed),
                    Integer.toString(BundleLimits.RATIO));
        }
        if (length > BundleLimits.ENTRY_BYTES) {
            throw new BundleException(
                    BundleCode.ENTRY_TOO_LARGE,
                    header.shown(),
                    Integer.toString(BundleLimits.ENTRY_BYTES));
        }
        if (unpacked + length > BundleLimits.UNPACKED_BYTES) {
            throw new BundleException(
                    BundleCode.UNPACKED_TOO_LARGE, Integer.toString(BundleLimits.UNPACKED_BYTES));
        }
    }
}
