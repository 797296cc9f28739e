package dev.belay.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedTextsTest {

    @Test
    void a_port_is_a_number_from_1_to_65535() {
        assertThat(Port.parse("1").orThrow()).isEqualTo(new Port(1));
        assertThat(Port.parse("65535").orThrow()).isEqualTo(new Port(65_535));
        for (String text : List.of("0", "65536", "-1", "", "080", "1.0", "９", "99999999999")) {
            assertThat(Port.parse(text)).isEqualTo(new Parsed.Bad<>(ValueFault.PORT, text, ""));
        }
    }

    @Test
    void a_host_name_is_as_rfc_1123_says() {
        for (String text :
                List.of("gw-1", "3com", "a", "gw-1.example.com", "A.B", "x".repeat(63))) {
            assertThat(HostName.parse(text).good()).as(text).isPresent();
        }
        for (String text :
                List.of(
                        "",
                        "-a",
                        "a-",
                        "a..b",
                        ".a",
                        "a.",
                        "10.0.0.1",
                        "x".repeat(64),
                        "名前",
                        "a b")) {
            assertThat(HostName.parse(text).good()).as(text).isEmpty();
        }
        assertThat(HostName.parse("a.".repeat(126) + "ab").good()).isEmpty();
    }

    @Test
    void a_wrong_host_name_comes_with_the_nearest_right_one() {
        assertThat(HostName.parse("My_Server 1"))
                .isEqualTo(new Parsed.Bad<>(ValueFault.HOST_NAME, "My_Server 1", "my-server-1"));
        assertThat(HostName.parse("ゲートウェイ"))
                .isEqualTo(new Parsed.Bad<>(ValueFault.HOST_NAME, "ゲートウェイ", ""));
    }

    @Test
    void a_duration_is_a_whole_number_and_a_unit() {
        assertThat(DurationText.parse("200ms").orThrow()).isEqualTo(Duration.ofMillis(200));
        assertThat(DurationText.parse("10min").orThrow()).isEqualTo(Duration.ofMinutes(10));
        for (String text :
                List.of("", "s", "10", "1.5s", "10 s", "10m", "-s", "9999999h", "1e3s", "٣s")) {
            assertThat(DurationText.parse(text))
                    .isEqualTo(new Parsed.Bad<>(ValueFault.DURATION, text, ""));
        }
    }

    @Test
    void a_duration_is_written_in_the_unit_that_reads_best() {
        assertThat(DurationText.of(Duration.ZERO)).isEqualTo("0s");
        assertThat(DurationText.of(Duration.ofMillis(1_460))).isEqualTo("1460ms");
        assertThat(DurationText.of(Duration.ofSeconds(60))).isEqualTo("60s");
        assertThat(DurationText.of(Duration.ofMinutes(10))).isEqualTo("10min");
        assertThat(DurationText.of(Duration.ofHours(24))).isEqualTo("24h");
        assertThat(DurationText.of(Duration.ofNanos(-1))).isEqualTo("-1ns");
    }
}
