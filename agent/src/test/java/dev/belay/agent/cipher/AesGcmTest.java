package dev.belay.agent.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.InvalidAlgorithmParameterException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenSSL's AES-GCM beside the JDK's: what one writes the other reads.
class AesGcmTest {

    private static final int[] LENGTHS = {0, 1, 15, 16, 17, 255, 1_000, 16_384, 70_000};

    private final Random random = new Random(1);

    @BeforeAll
    static void the_library_is_there() {
        assertThat(OpenSsl.seek()).as("libcrypto.so.3 of the system").isTrue();
    }

    private static Cipher ours() throws Exception {
        OpenSsl.prefer();
        Provider provider = Security.getProvider(OpenSsl.PROVIDER);
        return Cipher.getInstance(OpenSsl.TRANSFORMATION, provider);
    }

    private static Cipher java() throws Exception {
        return Cipher.getInstance(OpenSsl.TRANSFORMATION, "SunJCE");
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private SecretKeySpec key(int length) {
        return new SecretKeySpec(bytes(length), "AES");
    }

    private GCMParameterSpec nonce() {
        return new GCMParameterSpec(128, bytes(12));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void both_write_the_same_bytes_and_read_each_other(int keyLength) throws Exception {
        Cipher ours = ours();
        Cipher reader = ours();
        SecretKeySpec key = key(keyLength);
        for (int length : LENGTHS) {
            byte[] message = bytes(length);
            byte[] additional = bytes(13);
            GCMParameterSpec nonce = nonce();
            Cipher java = java();
            java.init(Cipher.ENCRYPT_MODE, key, nonce);
            java.updateAAD(additional);
            byte[] wanted = java.doFinal(message);

            ours.init(Cipher.ENCRYPT_MODE, key, nonce);
            ours.updateAAD(additional);
            assertThat(ours.getOutputSize(length)).isEqualTo(wanted.length);
            assertThat(ours.doFinal(message)).isEqualTo(wanted);

            reader.init(Cipher.DECRYPT_MODE, key, nonce);
            reader.updateAAD(ByteBuffer.wrap(additional));
            assertThat(reader.doFinal(wanted)).isEqualTo(message);
        }
    }

    @Test
    void buffers_may_be_the_same_one_overlap_be_direct_or_read_only() throws Exception {
        SecretKeySpec key = key(32);
        byte[] message = bytes(16_000);
        for (boolean direct : new boolean[] {false, true}) {
            for (int shift : new int[] {0, 5, 7_000}) {
                ByteBuffer room = direct ? ByteBuffer.allocateDirect(40_000) : room(40_000);
                GCMParameterSpec nonce = nonce();
                Cipher cipher = ours();
                cipher.init(Cipher.ENCRYPT_MODE, key, nonce);
                cipher.updateAAD(new byte[5]);
                ByteBuffer in = room.duplicate().position(100).limit(16_100);
                in.duplicate().put(message);
                ByteBuffer out = room.duplicate().position(100 + shift);
                assertThat(cipher.doFinal(in, out)).isEqualTo(16_016);
                assertThat(in.hasRemaining()).isFalse();
                assertThat(out.position()).isEqualTo(100 + shift + 16_016);

                Cipher reader = java();
                reader.init(Cipher.DECRYPT_MODE, key, nonce);
                reader.updateAAD(new byte[5]);
                byte[] secret = new byte[16_016];
                room.duplicate().position(100 + shift).get(secret);
                assertThat(reader.doFinal(secret)).isEqualTo(message);

                Cipher back = ours();
                back.init(Cipher.DECRYPT_MODE, key, nonce);
                back.updateAAD(new byte[5]);
                ByteBuffer plain = ByteBuffer.allocate(16_000);
                back.doFinal(ByteBuffer.wrap(secret).asReadOnlyBuffer(), plain);
                assertThat(plain.array()).isEqualTo(message);
            }
        }
    }

    private static ByteBuffer room(int length) {
        return ByteBuffer.allocate(length + 50).slice(50, length);
    }

    @Test
    void a_message_in_parts_is_read_at_its_end() throws Exception {
        SecretKeySpec key = key(16);
        GCMParameterSpec nonce = nonce();
        byte[] message = bytes(5_000);
        Cipher cipher = ours();
        cipher.init(Cipher.ENCRYPT_MODE, key, nonce);
        assertThat(cipher.update(message, 0, 3_000)).isNull();
        byte[] secret = cipher.doFinal(message, 3_000, 2_000);

        cipher.init(Cipher.DECRYPT_MODE, key, nonce);
        assertThat(cipher.update(secret, 0, 10)).isNull();
        byte[] plain = new byte[5_010];
        assertThat(cipher.doFinal(secret, 10, secret.length - 10, plain, 10)).isEqualTo(5_000);
        assertThat(Arrays.copyOfRange(plain, 10, 5_010)).isEqualTo(message);
    }

    @Test
    void of_a_forged_message_nothing_is_given_out() throws Exception {
        SecretKeySpec key = key(16);
        GCMParameterSpec nonce = nonce();
        Cipher cipher = ours();
        cipher.init(Cipher.ENCRYPT_MODE, key, nonce);
        byte[] secret = cipher.doFinal(bytes(1_000));

        for (int at : new int[] {0, 999, 1_000, 1_015}) {
            byte[] forged = secret.clone();
            forged[at] ^= 1;
            byte[] plain = new byte[1_000];
            cipher.init(Cipher.DECRYPT_MODE, key, nonce);
            assertThatThrownBy(
                            () -> cipher.doFinal(ByteBuffer.wrap(forged), ByteBuffer.wrap(plain)))
                    .isInstanceOf(AEADBadTagException.class);
            assertThat(plain).containsOnly(0);
        }
        cipher.init(Cipher.DECRYPT_MODE, key, nonce);
        cipher.updateAAD(new byte[1]);
        assertThatThrownBy(() -> cipher.doFinal(secret)).isInstanceOf(AEADBadTagException.class);
        cipher.init(Cipher.DECRYPT_MODE, key, nonce);
        assertThatThrownBy(() -> cipher.doFinal(new byte[15]))
                .isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void a_nonce_is_not_used_twice_and_too_little_room_is_refused() throws Exception {
        SecretKeySpec key = key(16);
        GCMParameterSpec nonce = nonce();
        Cipher cipher = ours();
        cipher.init(Cipher.ENCRYPT_MODE, key, nonce);
        assertThatThrownBy(() -> cipher.doFinal(new byte[10], 0, 10, new byte[25], 0))
                .isInstanceOf(ShortBufferException.class);
        cipher.doFinal(new byte[10]);

        assertThatThrownBy(() -> cipher.doFinal(new byte[10]))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cipher.init(Cipher.ENCRYPT_MODE, key, nonce))
                .isInstanceOf(InvalidAlgorithmParameterException.class);
    }

    @Test
    void what_openssl_is_not_asked_for_the_jdk_does() throws Exception {
        SecretKeySpec key = key(16);
        for (var nonce :
                new GCMParameterSpec[] {
                    new GCMParameterSpec(96, bytes(12)), new GCMParameterSpec(128, bytes(16))
                }) {
            byte[] message = bytes(1_000);
            Cipher cipher = ours();
            cipher.init(Cipher.ENCRYPT_MODE, key, nonce);
            byte[] secret = cipher.doFinal(message);
            assertThat(secret).hasSize(1_000 + nonce.getTLen() / 8);

            cipher.init(Cipher.DECRYPT_MODE, key, nonce);
            assertThat(cipher.doFinal(secret)).isEqualTo(message);
        }
        Cipher own = ours();
        own.init(Cipher.ENCRYPT_MODE, key, new SecureRandom());
        byte[] secret = own.doFinal(new byte[10]);
        Cipher reader = java();
        reader.init(Cipher.DECRYPT_MODE, key, own.getParameters());
        assertThat(reader.doFinal(secret)).isEqualTo(new byte[10]);
    }
}
