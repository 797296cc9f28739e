package dev.belay.model.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the numbers and texts of manifests.
final class Wire {

    private byte[] bytes = new byte[4096];
    private int length;

    Wire raw(int oneByte) {
        room(1);
        bytes[length++] = (byte) oneByte;
        return this;
    }

    /// Seven bits a byte, lowest first.
    Wire number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /// Small negatives stay short.
    Wire signed(long value) {
        return number((value << 1) ^ (value >> 63));
    }

    Wire text(String text) {
        return block(text.getBytes(StandardCharsets.UTF_8));
    }

    Wire block(byte[] block) {
        return block(block, 0);
    }

    Wire block(byte[] block, int from) {
        number(block.length - from);
        room(block.length - from);
        System.arraycopy(block, from, bytes, length, block.length - from);
        length += block.length - from;
        return this;
    }

    Wire name(ContentName name) {
        room(ContentName.LENGTH);
        name.writeTo(bytes, length);
        length += ContentName.LENGTH;
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
