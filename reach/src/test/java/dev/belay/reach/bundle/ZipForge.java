package dev.belay.reach.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Makes zips that no honest program makes.
final class ZipForge {

    /// An entry, with all that can be said of it in two places.
    static final class Forged {
        byte[] name;
        byte[] localName;
        byte[] bytes;
        int method;
        int localMethod;
        int flags;
        int crc;
        long packedSize;
        long size;
        long localSize;
        byte[] extra = {};
        byte[] comment = {};
        byte[] before = {};
        int mode = 0100644;
        int date = 0x21;
        boolean isHidden;

        Forged(String name, byte[] bytes) {
            named(name);
            plain(bytes);
        }

        Forged named(String next) {
            name = next.getBytes(StandardCharsets.UTF_8);
            localName = name;
            return this;
        }

        /// Other bytes, with headers that fit them.
        Forged plain(byte[] next) {
            bytes = next;
            packedSize = next.length;
            size = next.length;
            localSize = next.length;
            crc = crcOf(next);
            return this;
        }

        Forged packed(byte[] content) {
            plain(content);
            bytes = deflated(content);
            packedSize = bytes.length;
            method = 8;
            localMethod = 8;
            return this;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        Forged text(String next) {
            return plain(next.getBytes(StandardCharsets.UTF_8));
        }
    }

    final List<Forged> entries = new ArrayList<>();
    byte[] prefix = {};
    byte[] beforeDirectory = {};
    byte[] comment = {};
    int disk;
    int moreEntries;

    static ZipForge of(byte[] zip) {
        ZipForge forge = new ZipForge();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry one = in.getNextEntry(); one != null; one = in.getNextEntry()) {
                forge.entries.add(new Forged(one.getName(), in.readAllBytes()));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return forge;
    }

    Forged entry(String name) {
        return entries.stream()
                .filter(one -> new String(one.name, StandardCharsets.UTF_8).equals(name))
                .findFirst()
                .orElseThrow();
    }

    ZipForge add(String name, String text) {
        entries.add(new Forged(name, text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    ZipForge with(String name, Consumer<Forged> change) {
        change.accept(entry(name));
        return this;
    }

    ZipForge without(String name) {
        entries.remove(entry(name));
        return this;
    }

    byte[] zip() {
        var out = new ByteArrayOutputStream();
        var central = new ByteArrayOutputStream();
        out.writeBytes(prefix);
        int listed = 0;
        for (Forged one : entries) {
            out.writeBytes(one.before);
            int at = out.size() - prefix.length;
            ByteBuffer local = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
            local.putInt(0x04034b50).putShort((short) 20).putShort((short) one.flags);
            local.putShort((short) one.localMethod).putShort((short) 0).putShort((short) one.date);
            local.putInt(one.crc).putInt((int) one.packedSize).putInt((int) one.localSize);
            local.putShort((short) one.localName.length).putShort((short) one.extra.length);
            out.writeBytes(local.array());
            out.writeBytes(one.localName);
            out.writeBytes(one.extra);
            out.writeBytes(one.bytes);
            if (one.isHidden) {
                continue;
            }
            listed++;
            ByteBuffer head = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
            head.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20);
            head.putShort((short) one.flags).putShort((short) one.method).putShort((short) 0);
            head.putShort((short) one.date).putInt(one.crc).putInt((int) one.packedSize);
            head.putInt((int) one.size).putShort((short) one.name.length);
            head.putShort((short) one.extra.length).putShort((short) one.comment.length);
            head.putShort((short) 0).putShort((short) 0).putInt(one.mode << 16).putInt(at);
            central.writeBytes(head.array());
            central.writeBytes(one.name);
            central.writeBytes(one.extra);
            central.writeBytes(one.comment);
        }
        out.writeBytes(beforeDirectory);
        int from = out.size() - prefix.length;
        out.writeBytes(central.toByteArray());
        ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0x06054b50).putShort((short) disk).putShort((short) disk);
        end.putShort((short) (listed + moreEntries)).putShort((short) (listed + moreEntries));
        end.putInt(central.size()).putInt(from).putShort((short) comment.length);
        out.writeBytes(end.array());
        out.writeBytes(comment);
        return out.toByteArray();
    }

    static int crcOf(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
