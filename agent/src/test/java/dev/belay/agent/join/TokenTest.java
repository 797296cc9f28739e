package dev.belay.agent.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTest {

    private static final String UUID = "0123abcd-4567-89ef-0123-456789abcdef";
    private static final String PIN = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String GOOD = "gw-1:" + UUID + ":pin-sha256:" + PIN;

    @Test
    void what_is_shown_is_read_back_on_each_kind_of_host_and_port() throws Exception {
        for (String host : new String[] {"gw-1", "gw-1.example.org", "10.0.0.1", "fd00::1"}) {
            for (int port : new int[] {7401, 1, 65_535}) {
                Token token = Token.fresh(host, port, pin(7));
                assertThat(Token.parse(token.reveal())).isEqualTo(token);
                assertThat(Token.parse("  " + token.reveal() + "\n")).isEqualTo(token);
            }
        }
        assertThat(Token.fresh("gw-1", 7401, pin(1)).reveal())
                .startsWith("gw-1:")
                .doesNotContain("7401:");
        assertThat(Token.fresh("fd00::1", 7402, pin(1)).reveal()).startsWith("[fd00::1]:7402:");
    }

    @Test
    void no_two_secrets_are_the_same_and_none_is_in_its_text() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            Token token = Token.fresh("gw-1", 7401, pin(1));
            assertThat(secrets.add(token.secret())).isTrue();
            assertThat(token.toString()).doesNotContain(token.secret());
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, token-empty",
                "'', token-empty",
                "'  ', token-empty",
                "gw-1, token-truncated",
                "gw-1:, token-truncated",
                "gw-1:7402:, token-truncated",
                "gw-1:" + UUID + ", token-truncated",
                "gw-1:" + UUID + ":pin-sha, token-truncated",
                "gw-1:" + UUID + ":pin-sha256:, token-truncated",
                "gw-1:" + UUID + ":pin-sha256:AAAA, token-truncated",
                "gw-1:" + UUID + ":pin-sha1:AAAA, token-malformed",
                "'; rm -rf /', token-malformed",
                "-x:" + UUID + ":pin-sha256:AAAA, token-malformed",
                "gw 1:" + UUID + ":pin-sha256:AAAA, token-malformed",
                "gw-1:99999:" + UUID + ":pin-sha256:AAAA, token-malformed",
                "gw-1:0:" + UUID + ":pin-sha256:AAAA, token-malformed",
                "gw-1:0123abcd:pin-sha256:AAAA, token-bad-uuid",
                "gw-1:zzzzzzzz-4567-89ef-0123-456789abcdef:pin-sha256:AAAA, token-bad-uuid",
                "gw-1:" + UUID + ":pin-sha256:A*AA, token-bad-pin"
            })
    void what_is_wrong_has_a_code_of_its_own(String text, String code) {
        assertThatThrownBy(() -> Token.parse(text))
                .isInstanceOfSatisfying(
                        JoinException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void a_pin_that_is_too_long_is_bad() {
        String longer = Base64.getEncoder().encodeToString(new byte[33]);
        assertThatThrownBy(() -> Token.parse("gw-1:" + UUID + ":pin-sha256:" + longer))
                .isInstanceOfSatisfying(
                        JoinException.class, e -> assertThat(e.code()).isEqualTo("token-bad-pin"));
    }

    @Test
    void every_begin_of_a_token_is_refused_and_says_that_its_end_is_missing() {
        // Without the padding at its end nothing is missing.
        for (int length = 1; length < GOOD.length() - 1; length++) {
            String begin = GOOD.substring(0, length);
            assertThatThrownBy(() -> Token.parse(begin))
                    .as(begin)
                    .isInstanceOfSatisfying(
                            JoinException.class,
                            e ->
                                    assertThat(e.code())
                                            .isIn(
                                                    "token-truncated",
                                                    "token-bad-pin",
                                                    "token-bad-uuid"));
        }
    }

    @Test
    void a_damaged_token_is_refused_or_another_token_and_no_message_has_the_secret() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String damaged = damaged(random);
            try {
                Token token = Token.parse(damaged);
                assertThat(Token.parse(token.reveal())).as("seed " + seed).isEqualTo(token);
            } catch (JoinException e) {
                assertThat(e.error().sentence())
                        .as("seed " + seed)
                        .doesNotContain(UUID)
                        .doesNotContain("456789abcdef");
            }
        }
    }

    private static String damaged(Random random) {
        var text = new StringBuilder(GOOD);
        for (int hits = 1 + random.nextInt(4); hits > 0 && !text.isEmpty(); hits--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) random.nextInt(0x250));
                case 2 -> text.setCharAt(at, ":[]-%.$`\n\0A=".charAt(random.nextInt(12)));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
            }
        }
        return text.toString();
    }

    private static byte[] pin(int fill) {
        byte[] pin = new byte[32];
        java.util.Arrays.fill(pin, (byte) fill);
        return pin;
    }
}
