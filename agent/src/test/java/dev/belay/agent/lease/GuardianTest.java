package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real agent process dies or is stopped; a real address goes.
@Tag("netns")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardianTest {

    private static final String ADDRESS = NetHosts.VIRTUAL4 + "/24";

    @TempDir Path folder;
    private NetHosts hosts;

    @BeforeAll
    void build() throws Exception {
        hosts = NetHosts.start();
    }

    @AfterAll
    void end() throws Exception {
        hosts.end();
    }

    @Test
    void an_agent_that_is_killed_leaves_no_address_and_no_process() throws Exception {
        long[] millis = new long[5];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = gone(800, "KILL");
        }
        Arrays.sort(millis);
        System.out.println("agent killed to address gone, ms: " + Arrays.toString(millis));
        assertThat(millis[2]).isLessThan(500);
    }

    @Test
    void an_agent_that_is_stopped_counts_as_gone_after_its_silence() throws Exception {
        long millis = gone(300, "STOP");

        System.out.println("agent stopped to address gone, ms: " + millis);
        assertThat(millis).isBetween(240L, 1_500L);
    }

    @Test
    void an_agent_that_leaves_in_order_keeps_what_it_did_not_forget() throws Exception {
        hosts.must("h2", List.of("ip", "address", "add", ADDRESS, "dev", "eth0"));
        hosts.inside(
                "h2",
                () -> {
                    Guardian guardian = Guardian.start(folder);
                    guardian.watchAddress(ADDRESS, "eth0");
                    guardian.close();
                    assertThat(guardian.isAlive()).isFalse();
                    return null;
                });

        assertThat(hasAddress("h2")).isTrue();
        hosts.must("h2", List.of("ip", "address", "delete", ADDRESS, "dev", "eth0"));
    }

    @Test
    void what_is_no_single_word_is_refused() throws Exception {
        try (Guardian guardian = Guardian.start(folder)) {
            assertThatThrownBy(() -> guardian.watchAddress("10.0.0.1/24\nleave", "eth0"))
                    .isInstanceOf(LeaseException.class)
                    .hasMessageContaining("without spaces");
            assertThatThrownBy(() -> guardian.watchGroup(Path.of("/tmp/a b")))
                    .isInstanceOf(LeaseException.class);
            guardian.expectWithin(Duration.ofSeconds(5));
            assertThat(guardian.isAlive()).isTrue();
        }
    }

    /// @return milliseconds from a signal to the agent until the address is off
    private long gone(int silenceMillis, String signal) throws Exception {
        hosts.must("h1", List.of("ip", "address", "add", ADDRESS, "dev", "eth0"));
        Process agent =
                hosts.start(
                        "h1",
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GuardianChild.class.getName(),
                        folder.toString(),
                        ADDRESS,
                        "eth0",
                        Integer.toString(silenceMillis));
        try {
            var said =
                    new BufferedReader(
                            new InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8));
            String[] ready = said.readLine().split(" ", -1);
            long begin = System.nanoTime();
            signal(agent.pid(), signal);
            while (hasAddress("h1")) {
                assertThat(System.nanoTime() - begin).isLessThan(20_000_000_000L);
            }
            long took = (System.nanoTime() - begin) / 1_000_000;
            // A stopped parent does not hear of its children's end.
            agent.destroyForcibly().waitFor();
            ended(ready[1]);
            ended(ready[2]);
            return took;
        } finally {
            agent.destroyForcibly().waitFor();
        }
    }

    private static void ended(String pid) throws Exception {
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
        if (process.isPresent()) {
            process.get().onExit().get(20, TimeUnit.SECONDS);
        }
    }

    private boolean hasAddress(String host) throws Exception {
        return hosts.run(host, "ip", "-o", "address", "show", "dev", "eth0")
                .orElse("")
                .contains(NetHosts.VIRTUAL4);
    }

    private static void signal(long pid, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    }
}
