package dev.belay.model.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;

/// Writes a zip that depends on nothing but its content: entries as they come, not packed, since
/// each DEFLATE packs in its own way, and all of the same day.
final class ZipWriter {

    private ZipWriter() {}

    static byte[] write(SequencedMap<String, byte[]> entries) {
        int size = ZipText.END_BYTES;
        int directory = 0;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            int name = name(entry.getKey()).length;
            size += ZipText.LOCAL_BYTES + name + entry.getValue().length;
            directory += ZipText.CENTRAL_BYTES + name;
        }
        ByteBuffer zip = ByteBuffer.allocate(size + directory).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer central = ByteBuffer.allocate(directory).order(ByteOrder.LITTLE_ENDIAN);
        entries.forEach((path, bytes) -> {
            int at = zip.position();
            zip.putInt(ZipText.LOCAL);
            common(zip, path, bytes);
            zip.put(name(path)).put(bytes);
            central.putInt(ZipText.CENTRAL);
            central.putShort((short) (ZipText.UNIX << 8 | ZipText.VERSION));
            common(central, path, bytes);
            // No comment, first disk, binary.
            central.putShort((short) 0).putShort((short) 0).putShort((short) 0);
            central.putInt(ZipText.FILE_MODE << 16).putInt(at).put(name(path));
        });
        int from = zip.position();
        zip.put(central.flip());
        zip.putInt(ZipText.END).putInt(0);
        zip.putShort((short) entries.size()).putShort((short) entries.size());
        zip.putInt(zip.position() - 12 - from).putInt(from).putShort((short) 0);
        return zip.array();
    }

    /// The part of a header that stands in both places.
    private static void common(ByteBuffer to, String path, byte[] bytes) {
        var checksum = new CRC32();
        checksum.update(bytes);
        to.putShort((short) ZipText.VERSION).putShort((short) 0).putShort((short) ZipText.STORED);
        to.putShort((short) 0).putShort((short) ZipText.DAY).putInt((int) checksum.getValue());
        to.putInt(bytes.length).putInt(bytes.length);
        to.putShort((short) name(path).length).putShort((short) 0);
    }

    private static byte[] name(String path) {
        return path.getBytes(StandardCharsets.US_ASCII);
    }
}
