package dev.belay.agent.tenure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.core.lease.Grant;
import dev.belay.agent.core.lease.Report;
import dev.belay.agent.core.lease.Round;
import dev.belay.agent.core.lease.Terms;
import dev.belay.api.DrillKind;
import dev.belay.model.config.TimingProfile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaseTalkTest {

    private static final List<Message> MESSAGES =
            List.of(
                    new Message.Question(
                            new Report(
                                    "n1",
                                    7,
                                    5,
                                    99,
                                    Map.of("web", 3L),
                                    Map.of(
                                            "db",
                                            Report.Ending.of(2, "monitor: 落ちました"),
                                            "dns",
                                            new Report.Ending(4, "no renewal for 700 ms", true)),
                                    Map.of("mail", "its stop hangs")),
                            1_457_000_000,
                            Set.of("n1", "n2", "n3"),
                            new Message.Facts(
                                    Set.of("web"), Set.of(), Set.of("db"), true, "no disk", 1)),
                    new Message.Bar("n2", 5, 8, true),
                    new Message.Nudge(),
                    new Message.StopAgain("web"),
                    new Message.Fence(1_041),
                    new Message.Secret("ipmi-1", "password", "hunter2 ひみつ"),
                    new Message.Drill("web", 3, DrillKind.CUT, 12),
                    new Message.Show(Message.Sight.WHY, "web"));

    private static final Round.Word WORD =
            new Round.Word(
                    5,
                    true,
                    new Round.Lead(
                            Set.of("n1", "n2"),
                            Set.of("n3"),
                            Terms.of(TimingProfile.FAST, Duration.ofMillis(100)),
                            new Grant(5, Map.of("web", 3L), Map.of("db", 2L))));

    @Test
    void what_is_said_is_understood() {
        for (Message message : MESSAGES) {
            assertThat(LeaseTalk.message(LeaseTalk.bytes(message))).isEqualTo(message);
        }
        assertThat(LeaseTalk.word(LeaseTalk.bytes(WORD))).isEqualTo(WORD);
        var alone = new Round.Word(6, false, null);
        assertThat(LeaseTalk.word(LeaseTalk.bytes(alone))).isEqualTo(alone);
        var barred = new LeaseTalk.Barred(true, 12);
        assertThat(LeaseTalk.barred(LeaseTalk.bytes(barred))).isEqualTo(barred);
    }

    @Test
    void what_is_cut_off_or_broken_is_refused_and_nothing_else_happens() {
        var random = new Random(1);
        for (Message message : MESSAGES) {
            byte[] bytes = LeaseTalk.bytes(message);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> LeaseTalk.message(cut))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            for (int i = 0; i < 2_000; i++) {
                byte[] broken = bytes.clone();
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                try {
                    LeaseTalk.message(broken);
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageContaining("no message about leases");
                }
            }
        }
    }
}
