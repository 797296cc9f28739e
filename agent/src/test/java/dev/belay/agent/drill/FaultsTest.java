package dev.belay.agent.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Faults that a process of its own inflicts on another one.
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class FaultsTest {

    @TempDir private Path folder;
    private Process victim;

    @BeforeEach
    void begin() throws IOException {
        victim = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end() {
        victim.destroyForcibly();
    }

    private char state() {
        try {
            String stat = Files.readString(Path.of("/proc/" + victim.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(") ") + 2);
        } catch (IOException e) {
            return 'X';
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void a_kill_comes_only_after_the_answer() throws Exception {
        new Faults(folder, victim.pid()).inflict(new Fault.Kill());

        assertThat(victim.isAlive()).isTrue();
        await(() -> !victim.isAlive());
        assertThat(victim.exitValue()).isEqualTo(137);
    }

    @Test
    void a_pause_is_over_in_time_by_itself() throws Exception {
        new Faults(folder, victim.pid()).inflict(new Fault.Pause(1));

        await(() -> state() == 'T');
        await(() -> state() == 'S');
        assertThat(victim.isAlive()).isTrue();
    }

    @Test
    void a_process_that_is_gone_is_no_victim() throws Exception {
        victim.destroyForcibly().waitFor();

        assertThatThrownBy(() -> new Faults(folder, victim.pid()).inflict(new Fault.Kill()))
                .isInstanceOf(FaultException.class);
    }
}
