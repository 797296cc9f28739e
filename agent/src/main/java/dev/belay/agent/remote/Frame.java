package dev.belay.agent.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// One message on the wire: a header of 40 bytes in the byte order of who sends, then text that
/// ends with a NUL (`struct remote_header_v0` of Pacemaker's `lib/common/remote.c`, the same from
/// 2.1.5 to 3.0).
///
/// @param id the sender's counter; nothing follows from it
/// @param text XML
record Frame(long id, String text) {

    /// Pacemaker's own limit of a message (`PCMK__REMOTE_MSG_MAX`).
    static final int LONGEST = 20 << 20;

    static final int HEADER = 40;

    private static final int MAGIC = 0xBADADBBD;
    private static final int VERSION = 1;

    /// Header and text go out as two records, as Pacemaker sends them.
    void write(OutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length + 1 > LONGEST - HEADER) {
            throw new ProtocolException(
                    "a message of at most %d bytes was to be sent, found %d"
                            .formatted(LONGEST, bytes.length));
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.nativeOrder());
        header.putInt(MAGIC)
                .putInt(VERSION)
                .putLong(id)
                .putLong(0)
                .putInt(HEADER + bytes.length + 1)
                .putInt(HEADER)
                .putInt(0)
                .putInt(bytes.length + 1);
        out.write(header.array());
        byte[] ended = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, ended, 0, bytes.length);
        out.write(ended);
        out.flush();
    }

    /// Blocks until a whole message has come. Nothing is kept room for that is longer than it may
    /// be.
    ///
    /// @throws EOFException when the other end closed between two messages, or within one
    /// @throws ProtocolException when it is no message
    static Frame read(InputStream in) throws IOException {
        return read(in, LONGEST);
    }

    /// @param longest of header and text together, in bytes
    static Frame read(InputStream in, int longest) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(exactly(in, HEADER)).order(ByteOrder.LITTLE_ENDIAN);
        int magic = header.getInt(0);
        if (magic == Integer.reverseBytes(MAGIC)) {
            header.order(ByteOrder.BIG_ENDIAN);
        } else if (magic != MAGIC) {
            throw new ProtocolException(
                    "a message of a remote executor was wanted, found bytes that begin with %08x"
                            .formatted(magic));
        }
        long total = Integer.toUnsignedLong(header.getInt(24));
        long offset = Integer.toUnsignedLong(header.getInt(28));
        long packed = Integer.toUnsignedLong(header.getInt(32));
        long plain = Integer.toUnsignedLong(header.getInt(36));
        if (header.getInt(4) != VERSION || offset != HEADER || packed != 0) {
            throw new ProtocolException(
                    "a plain message of version 1 was wanted, found version %d, its text at %d, %d bytes packed"
                            .formatted(header.getInt(4), offset, packed));
        }
        if (total > longest) {
            throw new ProtocolException(
                    "a message of at most %d bytes was wanted, found one of %d"
                            .formatted(longest, total));
        }
        if (plain < 1 || total != HEADER + plain) {
            throw new ProtocolException(
                    "a message of %d bytes and a header was wanted, found %d in all"
                            .formatted(plain, total));
        }
        byte[] bytes = exactly(in, (int) plain);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        if (end == bytes.length) {
            throw new ProtocolException("text that ends with a NUL was wanted, found none");
        }
        return new Frame(header.getLong(8), new String(bytes, 0, end, StandardCharsets.UTF_8));
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException(
                    "%d bytes were to come, found the end after %d".formatted(count, bytes.length));
        }
        return bytes;
    }
}
