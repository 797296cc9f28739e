package dev.belay.agent.tenure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.config.AgentConfig.WatchedBy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostWatchTest {

    @TempDir Path folder;

    private final List<String> said = new ArrayList<>();

    private HostWatch of(String device) {
        return new HostWatch(new WatchedBy(device, 15), () -> true, said::add);
    }

    @Test
    void where_none_is_wanted_nothing_is_missing() {
        HostWatch watch = of("");
        watch.keep();

        assertThat(watch.trouble()).isEmpty();
        assertThat(watch.isWatching()).isFalse();
        watch.end(true);
        assertThat(said).isEmpty();
    }

    @Test
    void a_device_that_is_none_is_told_until_it_is_one() throws Exception {
        Path file = folder.resolve("watchdog");
        HostWatch watch = of(file.toString());

        watch.keep();
        assertThat(watch.trouble()).contains("'" + file + "'", "take the field 'watchdog' out");

        Files.createFile(file);
        watch.keep();
        assertThat(watch.trouble()).contains("found something else");
        assertThat(watch.isWatching()).isFalse();
    }

    @Test
    void who_has_ended_opens_none_any_more() {
        HostWatch watch = of(folder.resolve("none").toString());
        watch.end(false);

        watch.keep();

        assertThat(watch.trouble()).isEmpty();
    }
}
