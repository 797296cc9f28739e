package dev.belay.agent.core.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Numbers of eight bytes and texts of UTF-8 with their length before them.
final class Fields {

    private static final int MAX_COUNT = 1_000_000;

    private Fields() {}

    static final class Writer {
        private byte[] bytes = new byte[256];
        private int size;

        Writer(byte version) {
            tag(version);
        }

        Writer tag(byte tag) {
            room(1);
            bytes[size++] = tag;
            return this;
        }

        Writer number(long number) {
            room(Long.BYTES);
            ByteBuffer.wrap(bytes).putLong(size, number);
            size += Long.BYTES;
            return this;
        }

        Writer text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            room(utf8.length);
            System.arraycopy(utf8, 0, bytes, size, utf8.length);
            size += utf8.length;
            return this;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }

        private void room(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
            }
        }
    }

    static final class Reader {
        private final ByteBuffer in;

        Reader(byte[] bytes, byte version) throws CodecException {
            in = ByteBuffer.wrap(bytes);
            byte found = tag();
            if (found != version) {
                throw new CodecException(
                        "format version " + version + " is wanted, found " + found);
            }
        }

        byte tag() throws CodecException {
            need(1);
            return in.get();
        }

        long number() throws CodecException {
            need(Long.BYTES);
            return in.getLong();
        }

        int count() throws CodecException {
            long count = number();
            if (count < 0 || count > MAX_COUNT) {
                throw new CodecException("a count of " + count + " cannot be");
            }
            return (int) count;
        }

        String text() throws CodecException {
            long length = number();
            need(length);
            ByteBuffer utf8 = in.slice(in.position(), (int) length);
            in.position(in.position() + (int) length);
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
            } catch (CharacterCodingException e) {
                throw new CodecException("a text that is not UTF-8");
            }
        }

        void end() throws CodecException {
            if (in.hasRemaining()) {
                throw new CodecException(in.remaining() + " bytes too many");
            }
        }

        private void need(long bytes) throws CodecException {
            if (bytes < 0 || bytes > in.remaining()) {
                throw new CodecException(bytes + " more bytes are wanted, found " + in.remaining());
            }
        }
    }
}
