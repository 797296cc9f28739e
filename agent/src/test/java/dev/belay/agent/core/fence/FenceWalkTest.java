package dev.belay.agent.core.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.fence.FenceDecision.Ask;
import dev.belay.agent.core.fence.FenceDecision.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FenceWalkTest {

    private static final Set<FenceVerb> ALL = EnumSet.allOf(FenceVerb.class);
    private static final Set<FenceVerb> BLIND = EnumSet.complementOf(EnumSet.of(FenceVerb.STATUS));

    private final List<String> asked = new ArrayList<>();

    private static FenceLevel level(int number, FenceMeans... means) {
        return new FenceLevel(number, List.of(means));
    }

    private static FenceMeans device(String name) {
        return new FenceMeans(name, ALL);
    }

    private static FenceAnswer answer(String word) {
        return switch (word) {
            case "ok" -> new FenceAnswer.Accepted("ok");
            case "OFF" -> new FenceAnswer.IsOff("OFF");
            case "ON" -> new FenceAnswer.IsOn("ON");
            case "silent" -> new FenceAnswer.Silent("silent");
            default -> new FenceAnswer.Denied(word);
        };
    }

    /// Where nothing else is said, deeds are accepted, and who is asked is off.
    private FenceOutcome walk(boolean isReboot, Map<String, String> answers, FenceLevel... levels) {
        var left = new HashMap<>(answers);
        FenceDecision decision = FenceWalk.begin(List.of(levels), isReboot);
        while (true) {
            switch (decision) {
                case End(FenceOutcome outcome) -> {
                    assertThat(left).as("answers nobody asked for").isEmpty();
                    return outcome;
                }
                case Ask(FenceWalk next, String device, FenceVerb verb) -> {
                    String question = device + " " + verb.word();
                    asked.add(question);
                    String otherwise = verb == FenceVerb.STATUS ? "OFF" : "ok";
                    String said = left.remove(question);
                    decision = next.answered(answer(said == null ? otherwise : said));
                }
            }
        }
    }

    @Test
    void off_is_confirmed_when_the_device_then_says_off() {
        FenceOutcome outcome = walk(false, Map.of(), level(1, device("a")));

        assertThat(outcome)
                .isEqualTo(
                        new FenceOutcome.Confirmed(
                                List.of(
                                        "level 1, device 'a', off: ok",
                                        "level 1, device 'a', status: OFF")));
        assertThat(asked).containsExactly("a off", "a status");
    }

    @Test
    void a_device_that_lies_confirms_nothing() {
        assertThat(walk(false, Map.of("a status", "ON"), level(1, device("a"))))
                .isInstanceOf(FenceOutcome.Unknown.class);
        assertThat(walk(false, Map.of("a status", "error"), level(1, device("a"))))
                .isInstanceOf(FenceOutcome.Unknown.class);
        assertThat(walk(false, Map.of("a status", "silent"), level(1, device("a"))))
                .isInstanceOf(FenceOutcome.Unknown.class);
    }

    @Test
    void a_device_without_a_status_is_believed() {
        assertThat(walk(false, Map.of(), level(1, new FenceMeans("a", BLIND))))
                .isEqualTo(new FenceOutcome.Confirmed(List.of("level 1, device 'a', off: ok")));
    }

    @Test
    void a_denial_is_refused_and_silence_is_unknown() {
        assertThat(walk(false, Map.of("a off", "no login"), level(1, device("a"))))
                .isEqualTo(new FenceOutcome.Refused(List.of("level 1, device 'a', off: no login")));
        assertThat(walk(false, Map.of("a off", "silent"), level(1, device("a"))))
                .isInstanceOf(FenceOutcome.Unknown.class);
        assertThat(walk(true, Map.of()))
                .isEqualTo(new FenceOutcome.Refused(List.of("there is no fence device")));
    }

    @Test
    void a_reboot_is_off_seen_off_and_on() {
        assertThat(walk(true, Map.of(), level(1, device("a"))))
                .isInstanceOf(FenceOutcome.Confirmed.class);
        assertThat(asked).containsExactly("a off", "a status", "a on");
    }

    @Test
    void a_reboot_over_several_devices_is_all_off_and_then_all_on() {
        assertThat(walk(true, Map.of(), level(1, device("a"), device("b"))))
                .isInstanceOf(FenceOutcome.Confirmed.class);
        assertThat(asked).containsExactly("a off", "a status", "b off", "b status", "a on", "b on");
    }

    @Test
    void what_does_not_come_back_stays_confirmed_and_is_told() {
        FenceOutcome outcome =
                walk(true, Map.of("a on", "fuse"), level(1, device("a"), device("b")));

        assertThat(outcome).isInstanceOf(FenceOutcome.Confirmed.class);
        assertThat(outcome.evidence()).contains("level 1, device 'a', on: fuse");
        assertThat(asked).endsWith("a on", "b on");
    }

    @Test
    void the_first_failure_leads_to_the_next_level_the_lowest_comes_first() {
        FenceOutcome outcome =
                walk(
                        false,
                        Map.of("b off", "no"),
                        level(2, device("c")),
                        level(1, device("a"), device("b")));

        assertThat(outcome).isInstanceOf(FenceOutcome.Confirmed.class);
        assertThat(asked).containsExactly("a off", "a status", "b off", "c off", "c status");
    }

    @Test
    void half_a_level_that_acted_leaves_it_unknown() {
        assertThat(walk(false, Map.of("b off", "no"), level(1, device("a"), device("b"))))
                .isInstanceOf(FenceOutcome.Unknown.class);
    }

    @Test
    void a_device_that_can_only_reboot_confirms_where_nobody_can_look() {
        var reboots = EnumSet.of(FenceVerb.REBOOT);

        assertThat(walk(true, Map.of(), level(1, new FenceMeans("a", reboots))))
                .isInstanceOf(FenceOutcome.Confirmed.class);
        assertThat(asked).containsExactly("a reboot");
        assertThat(walk(false, Map.of(), level(1, new FenceMeans("a", reboots))))
                .isEqualTo(
                        new FenceOutcome.Refused(
                                List.of("level 1, device 'a', off: it cannot do that")));
    }

    @Test
    void a_reboot_that_is_seen_on_afterwards_proves_nothing() {
        var reboots = EnumSet.of(FenceVerb.REBOOT, FenceVerb.STATUS);

        assertThat(walk(true, Map.of("a status", "ON"), level(1, new FenceMeans("a", reboots))))
                .isInstanceOf(FenceOutcome.Unknown.class);
    }

    @Test
    void a_delay_lies_between_its_base_and_its_maximum_and_a_seed_replays_it() {
        var delay = new FenceDelay(Duration.ofSeconds(2), Duration.ofSeconds(3));

        List<Duration> drawn = draw(delay);

        assertThat(drawn)
                .isEqualTo(draw(delay))
                .allMatch(one -> one.toMillis() >= 2000 && one.toMillis() <= 3000)
                .doesNotHaveDuplicates();
        assertThat(
                        new FenceDelay(Duration.ofSeconds(2), Duration.ZERO)
                                .draw(new SplittableRandom(1)))
                .isEqualTo(Duration.ofSeconds(2));
    }

    private static List<Duration> draw(FenceDelay delay) {
        var random = new SplittableRandom(7);
        return List.of(delay.draw(random), delay.draw(random), delay.draw(random));
    }
}
