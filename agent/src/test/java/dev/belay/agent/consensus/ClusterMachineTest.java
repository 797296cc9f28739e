package dev.belay.agent.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ClusterMachineTest {

    @Test
    void a_log_that_failed_is_told_with_what_the_disk_said() {
        var full = new IOException("No space left on device");

        assertThat(ClusterMachine.why(full)).isEqualTo("No space left on device");
        assertThat(ClusterMachine.why(new IOException("Log already failed at index 0", full)))
                .isEqualTo("No space left on device");
        assertThat(ClusterMachine.why(new IllegalStateException()))
                .isEqualTo("java.lang.IllegalStateException");
    }
}
