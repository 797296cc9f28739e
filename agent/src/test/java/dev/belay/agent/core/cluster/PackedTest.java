package dev.belay.agent.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class PackedTest {

    @Test
    void a_text_comes_back_as_it_was_and_is_shorter_meanwhile() {
        String text = "{ \"services\": [" + "{ \"id\": \"web-ノード\" },".repeat(5_000) + "] }";
        String packed = Packed.pack(text);
        assertThat(packed.length()).isLessThan(text.length() / 20);
        assertThat(packed).isEqualTo(Packed.pack(text));
        assertThat(Packed.unpack(packed)).isEqualTo(text);
    }

    @Test
    void what_cannot_be_made_shorter_comes_back_too() {
        var random = new java.util.SplittableRandom(7);
        for (int length : new int[] {0, 1, 5, 100, 70_000}) {
            var text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) (32 + random.nextInt(60_000 % 0x5000)));
            }
            assertThat(Packed.unpack(Packed.pack(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Test
    void what_is_not_packed_is_the_text_itself() {
        assertThat(Packed.unpack("")).isEmpty();
        assertThat(Packed.unpack("{ }")).isEqualTo("{ }");
    }

    @Test
    void what_would_never_end_and_what_is_broken_is_refused() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(new byte[8 * Packed.MOST_BYTES]);
        }
        String bomb = "z:" + Base64.getEncoder().encodeToString(bytes.toByteArray());
        assertThat(bomb.length()).isLessThan(20_000);
        assertThatThrownBy(() -> Packed.unpack(bomb)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Packed.unpack("z:AAAA"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Packed.unpack("z:@@"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
