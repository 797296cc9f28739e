package dev.belay.agent.consensus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    private static final int ROOM = 16 << 10;

    @TempDir Path dir;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private int lastBegin;

    @BeforeEach
    void begin() throws IOException {
        log.write("RaftLog1".getBytes(US_ASCII));
        entry(300);
        entry(40);
        entry(2_000);
    }

    @Test
    void a_whole_log_is_left_as_it_is() throws IOException {
        assertThat(cut(room())).isZero();
    }

    @Test
    void a_last_entry_whose_end_was_never_written_is_cut() throws IOException {
        byte[] bytes = room();
        Arrays.fill(bytes, (lastBegin / 512 + 2) * 512, bytes.length, (byte) 0);

        assertThat(cut(bytes)).isPositive();

        byte[] after = Files.readAllBytes(file());
        assertThat(Arrays.copyOf(after, lastBegin)).isEqualTo(Arrays.copyOf(bytes, lastBegin));
        assertThat(Arrays.copyOfRange(after, lastBegin, after.length)).containsOnly(0);
    }

    @Test
    void a_flipped_bit_in_the_last_entry_is_left_for_ratis_to_refuse() throws IOException {
        byte[] bytes = room();
        bytes[lastBegin + 100] ^= 4;

        assertThat(cut(bytes)).isZero();
    }

    @Test
    void damage_before_a_whole_entry_is_left_for_ratis_to_refuse() throws IOException {
        byte[] bytes = room();
        bytes[50] ^= 4;

        assertThat(cut(bytes)).isZero();
    }

    private int cut(byte[] bytes) throws IOException {
        Files.write(file(), bytes);
        return LogTail.cut(dir);
    }

    private Path file() {
        return dir.resolve("log_inprogress_0");
    }

    private byte[] room() {
        return Arrays.copyOf(log.toByteArray(), ROOM);
    }

    private void entry(int length) throws IOException {
        lastBegin = log.size();
        var framed = new ByteArrayOutputStream();
        int rest = length;
        while (rest > 0x7f) {
            framed.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        framed.write(rest);
        for (int i = 0; i < length; i++) {
            framed.write(i % 250 + 1);
        }
        var checksum = new CRC32C();
        checksum.update(framed.toByteArray());
        log.write(framed.toByteArray());
        log.write(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }
}
