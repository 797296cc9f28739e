package dev.belay.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostReaderTest {

    @TempDir Path folder;

    @Test
    void the_figures_are_those_of_the_kernel() throws IOException {
        try (var reader = new HostReader(folder)) {
            var vitals = reader.read();
            String memory = Files.readString(Path.of("/proc/meminfo"));
            long total =
                    Long.parseLong(memory.lines().findFirst().orElseThrow().replaceAll("\\D", ""));
            assertThat(vitals.memoryTotalBytes()).isEqualTo(total * 1024);
            assertThat(vitals.memoryUsedBytes()).isBetween(1L, total * 1024);
            long resident =
                    Files.readString(Path.of("/proc/self/status"))
                            .lines()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                            .findFirst()
                            .orElseThrow();
            assertThat(vitals.agentMemoryBytes()).isBetween(resident / 2, resident * 2);
            assertThat(vitals.diskTotalBytes())
                    .isEqualTo(Files.getFileStore(folder).getTotalSpace());
            assertThat(vitals.load1()).isNotNegative();
        }
    }

    @Test
    void rates_are_those_of_the_last_second() {
        var rate = new Rate();
        assertThat(rate.perSecond(0, 100)).isNaN();
        assertThat(rate.perSecond(1_000_000_000L, 150)).isEqualTo(50);
        assertThat(rate.perSecond(1_100_000_000L, 160)).isBetween(54.0, 55.0);
        assertThat(rate.perSecond(1_200_000_000L, 5)).isNaN();
        assertThat(rate.perSecond(2_200_000_000L, 15)).isEqualTo(10);
    }
}
