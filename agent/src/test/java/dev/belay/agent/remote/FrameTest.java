package dev.belay.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.xml.XmlElement;
import dev.belay.agent.xml.XmlException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameTest {

    private static byte[] written(Frame frame) throws IOException {
        var out = new ByteArrayOutputStream();
        frame.write(out);
        return out.toByteArray();
    }

    private static Frame read(byte[] bytes) throws IOException {
        return Frame.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void what_is_written_is_read() throws Exception {
        var frame = new Frame(7, "<a b=\"日本語\"/>");
        assertThat(read(written(frame))).isEqualTo(frame);
    }

    @Test
    void a_message_in_the_other_byte_order_is_read() throws Exception {
        byte[] text = "<a/>\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes =
                ByteBuffer.allocate(Frame.HEADER + text.length).order(ByteOrder.BIG_ENDIAN);
        bytes.putInt(0xBADADBBD).putInt(1).putLong(9).putLong(0);
        bytes.putInt(Frame.HEADER + text.length).putInt(Frame.HEADER).putInt(0);
        bytes.putInt(text.length).put(text);
        assertThat(read(bytes.array())).isEqualTo(new Frame(9, "<a/>"));
    }

    @Test
    void a_header_that_promises_too_much_is_refused_before_anything_is_kept_room_for()
            throws Exception {
        byte[] bytes = written(new Frame(1, "<a/>"));
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        header.putInt(24, -1).putInt(36, -1 - Frame.HEADER);
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("at most 20971520 bytes was wanted, found one of 4294967295");
    }

    @Test
    void a_message_that_ends_too_early_is_told_as_such() throws Exception {
        byte[] bytes = written(new Frame(1, "<a/>"));
        for (int length = 0; length < bytes.length; length++) {
            var cut = new ByteArrayInputStream(bytes, 0, length);
            assertThatThrownBy(() -> Frame.read(cut)).isInstanceOf(EOFException.class);
        }
    }

    /// A stream that never gives more than a few bytes at a time.
    private static InputStream inDrops(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int from, int count) {
                return super.read(to, from, Math.min(count, 1 + random.nextInt(9)));
            }
        };
    }

    @Test
    void messages_that_come_in_drops_are_put_together() throws Exception {
        var random = new Random(3);
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            new Frame(i, "<a n=\"" + "x".repeat(i * 7) + "\"/>").write(out);
        }
        InputStream in = inDrops(out.toByteArray(), random);
        for (int i = 0; i < 50; i++) {
            assertThat(Frame.read(in))
                    .isEqualTo(new Frame(i, "<a n=\"" + "x".repeat(i * 7) + "\"/>"));
        }
    }

    /// 120,000 damaged messages: each is read as something, or refused as what it is.
    @Test
    void whatever_is_damaged_is_read_or_refused() throws Exception {
        var random = new Random(20_261_201);
        XmlElement message =
                XmlElement.of(
                                "lrmd_notify",
                                Map.of(
                                        "t",
                                        "lrmd",
                                        "lrmd_op",
                                        "lrmd_rsc_exec",
                                        "lrmd_exec_rc",
                                        "0"))
                        .with(
                                XmlElement.of(
                                        "attributes", Map.of("ip", "10.0.0.1", "note", "é\"<&>")));
        byte[] good = written(new Frame(1, message.written()));
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 120_000; i++) {
            byte[] bytes = good.clone();
            for (int j = 1 + random.nextInt(4); j > 0; j--) {
                int from = random.nextInt(3) == 0 ? 0 : Frame.HEADER;
                bytes[from + random.nextInt(bytes.length - from)] = (byte) random.nextInt(256);
            }
            try {
                Frame frame = Frame.read(new ByteArrayInputStream(bytes), 1 << 16);
                Executed.of(HalfEscaped.parse(frame.text()), true);
                read++;
            } catch (IOException | XmlException e) {
                refused++;
            }
        }
        assertThat(read).isGreaterThan(10_000);
        assertThat(refused).isGreaterThan(10_000);
    }
}
