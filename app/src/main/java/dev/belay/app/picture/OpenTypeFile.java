package dev.belay.app.picture;

import dev.belay.app.picture.Contour.Step;
import dev.belay.app.picture.Glyphs.Glyph;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes a subset as an OpenType font file, as browsers load one (ISO/IEC 14496-22).
final class OpenTypeFile {

    private static final int MAGIC = 0x5F0F3CF5;
    private static final int CHECKSUM_OF_ALL = 0xB1B0AFBA;
    private static final int HEAD_CHECKSUM = 8;

    private OpenTypeFile() {}

    static byte[] write(Subset subset) throws IOException {
        var glyphs = subset.glyphs();
        var box = FontBox.of(glyphs);
        int widest = glyphs.stream().mapToInt(Glyph::advance).max().orElse(0);
        // In the order of their names.
        var tables = new LinkedHashMap<String, byte[]>();
        tables.put("CFF ", CffFont.write(subset.face().postScriptName(), glyphs));
        tables.put("OS/2", metrics(subset, widest));
        tables.put("cmap", letters(subset.ids()));
        tables.put("head", head(box));
        tables.put("hhea", horizontal(subset, box, widest));
        tables.put("hmtx", advances(glyphs));
        tables.put(
                "maxp", ByteBuffer.allocate(6).putInt(0x5000).putShort(s(glyphs.size())).array());
        tables.put("name", names(subset.face()));
        tables.put("post", ByteBuffer.allocate(32).putInt(0x30000).array());
        return file(tables);
    }

    private static byte[] file(Map<String, byte[]> tables) {
        int count = tables.size();
        int power = Integer.highestOneBit(count);
        int size = 12 + 16 * count;
        for (byte[] table : tables.values()) {
            size += padded(table.length);
        }
        var out = ByteBuffer.allocate(size);
        out.put("OTTO".getBytes(StandardCharsets.US_ASCII));
        out.putShort(s(count));
        out.putShort(s(power * 16));
        out.putShort(s(Integer.numberOfTrailingZeros(power)));
        out.putShort(s(count * 16 - power * 16));
        int at = 12 + 16 * count;
        int head = 0;
        for (var table : tables.entrySet()) {
            byte[] bytes = table.getValue();
            out.put(table.getKey().getBytes(StandardCharsets.US_ASCII));
            out.putInt(checksum(bytes));
            out.putInt(at);
            out.putInt(bytes.length);
            if (table.getKey().equals("head")) {
                head = at;
            }
            at += padded(bytes.length);
        }
        for (byte[] bytes : tables.values()) {
            out.put(Arrays.copyOf(bytes, padded(bytes.length)));
        }
        out.putInt(head + HEAD_CHECKSUM, CHECKSUM_OF_ALL - checksum(out.array()));
        return out.array();
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    private static int checksum(byte[] bytes) {
        var words = ByteBuffer.wrap(Arrays.copyOf(bytes, padded(bytes.length)));
        int sum = 0;
        while (words.hasRemaining()) {
            sum += words.getInt();
        }
        return sum;
    }

    private static byte[] head(FontBox box) {
        var out = ByteBuffer.allocate(54);
        out.putInt(0x10000).putInt(0x10000).putInt(0).putInt(MAGIC);
        out.putShort(s(3)).putShort(s(Glyphs.UNITS)).putLong(0).putLong(0);
        out.putShort(s(box.left())).putShort(s(box.bottom()));
        out.putShort(s(box.right())).putShort(s(box.top()));
        out.putShort(s(0)).putShort(s(8)).putShort(s(2));
        return out.array();
    }

    private static byte[] horizontal(Subset subset, FontBox box, int widest) throws IOException {
        var out = ByteBuffer.allocate(36);
        out.putInt(0x10000).putShort(s(subset.ascent())).putShort(s(subset.descent()));
        out.putShort(s(0)).putShort(s(widest)).putShort(s(0)).putShort(s(0));
        out.putShort(s(box.right())).putShort(s(1));
        return out.putShort(34, s(subset.glyphs().size())).array();
    }

    private static byte[] advances(List<Glyph> glyphs) {
        var out = ByteBuffer.allocate(4 * glyphs.size());
        for (var glyph : glyphs) {
            out.putShort(s(glyph.advance())).putShort(s(leftOf(glyph)));
        }
        return out.array();
    }

    private static int leftOf(Glyph glyph) {
        return (int)
                Math.floor(
                        glyph.contour().steps().stream()
                                .mapToDouble(step ->
                                        switch (step) {
                                            case Step.Move(var x, var y) -> x;
                                            case Step.Line(var x, var y) -> x;
                                            case Step.Curve curve -> curve.x();
                                            case Step.Close close -> Double.MAX_VALUE;
                                        })
                                .min()
                                .orElse(0));
    }

    private static byte[] metrics(Subset subset, int widest) throws IOException {
        var out = ByteBuffer.allocate(96);
        out.putShort(s(4)).putShort(s(widest / 2)).putShort(s(400)).putShort(s(5));
        out.position(58);
        out.put("BLAY".getBytes(StandardCharsets.US_ASCII));
        var codes = new TreeMap<>(subset.ids());
        int first = codes.isEmpty() ? 0 : Math.min(0xFFFF, codes.firstKey());
        int last = codes.isEmpty() ? 0 : Math.min(0xFFFF, codes.lastKey());
        out.putShort(s(0x40)).putShort(s(first)).putShort(s(last));
        out.putShort(s(subset.ascent())).putShort(s(subset.descent())).putShort(s(0));
        out.putShort(s(subset.ascent())).putShort(s(-subset.descent()));
        out.putShort(86, s(500)).putShort(88, s(700)).putShort(92, s(' '));
        return out.array();
    }

    /// Format 12: each letter is a group of its own.
    private static byte[] letters(Map<Integer, Integer> ids) {
        var sorted = new TreeMap<>(ids);
        int size = 16 + 12 * sorted.size();
        var out = ByteBuffer.allocate(12 + size);
        out.putShort(s(0)).putShort(s(1)).putShort(s(3)).putShort(s(10)).putInt(12);
        out.putShort(s(12)).putShort(s(0)).putInt(size).putInt(0).putInt(sorted.size());
        sorted.forEach((letter, id) -> out.putInt(letter).putInt(letter).putInt(id));
        return out.array();
    }

    private static byte[] names(Typeface face) {
        var texts = new TreeMap<Integer, byte[]>();
        texts.put(1, face.family().getBytes(StandardCharsets.UTF_16BE));
        texts.put(2, "Regular".getBytes(StandardCharsets.UTF_16BE));
        texts.put(3, ("Belay " + face.family()).getBytes(StandardCharsets.UTF_16BE));
        texts.put(4, face.family().getBytes(StandardCharsets.UTF_16BE));
        texts.put(6, face.postScriptName().getBytes(StandardCharsets.UTF_16BE));
        int start = 6 + 12 * texts.size();
        int size = start + texts.values().stream().mapToInt(text -> text.length).sum();
        var out = ByteBuffer.allocate(size);
        out.putShort(s(0)).putShort(s(texts.size())).putShort(s(start));
        int at = 0;
        for (var text : texts.entrySet()) {
            out.putShort(s(3)).putShort(s(1)).putShort(s(0x409)).putShort(s(text.getKey()));
            out.putShort(s(text.getValue().length)).putShort(s(at));
            at += text.getValue().length;
        }
        texts.values().forEach(out::put);
        return out.array();
    }

    private static short s(int value) {
        return (short) value;
    }
}
