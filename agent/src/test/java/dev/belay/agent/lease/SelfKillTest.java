package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SelfKillTest {

    private static final int KILLED = 128 + 9;

    @Test
    void an_agent_that_renews_no_more_is_ended_by_the_kernel_in_time() throws Exception {
        Process child = child(200, false);
        List<String> acts = acts(child);

        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(KILLED);
        assertNoLateAct(acts);
    }

    @ParameterizedTest
    @ValueSource(ints = {350, 500, 900})
    void an_agent_that_was_paused_past_its_lease_never_acts_again(int pausedMillis)
            throws Exception {
        Process child = child(200, true);
        BufferedReader said = reader(child);
        List<String> acts = new ArrayList<>();
        while (acts.size() < 50) {
            acts.add(said.readLine());
        }
        signal(child, "STOP");
        // Not a wait for something to happen: the length of the pause is what is looked at.
        assertThat(child.waitFor(pausedMillis, TimeUnit.MILLISECONDS)).isTrue();
        signal(child, "CONT");
        said.lines().forEach(acts::add);

        assertThat(child.exitValue()).isEqualTo(KILLED);
        assertNoLateAct(acts);
    }

    @Test
    void a_timer_that_is_disarmed_ends_nothing() throws Exception {
        try (SelfKill death = SelfKill.create()) {
            death.arm(SelfKill.now() + 50_000_000_000L);
            death.disarm();
            long until = SelfKill.now() + 10_000_000;
            while (SelfKill.now() < until) {
                Thread.onSpinWait();
            }
        }
    }

    private static void assertNoLateAct(List<String> acts) {
        assertThat(acts).hasSizeGreaterThan(20);
        assertThat(acts)
                .filteredOn(line -> line.matches("act \\d+ \\d+"))
                .allSatisfy(line -> {
                    String[] words = line.split(" ", -1);
                    assertThat(Long.parseLong(words[1])).isLessThan(Long.parseLong(words[2]));
                });
    }

    private static List<String> acts(Process child) throws IOException {
        return reader(child).lines().toList();
    }

    private static BufferedReader reader(Process child) {
        return new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void signal(Process child, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start().waitFor();
    }

    private static Process child(int ageMillis, boolean goesOn) throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SelfKillChild.class.getName(),
                        Integer.toString(ageMillis),
                        Boolean.toString(goesOn))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
