package dev.belay.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The build's machines run it as root; elsewhere the refusal is what can be seen.
@Timeout(20)
class UrgencyTest {

    private final CountDownLatch end = new CountDownLatch(1);

    private int begun(String name, int startNiceness) throws Exception {
        var number = new AtomicInteger();
        var running = new CountDownLatch(1);
        Thread.ofPlatform()
                .name(name)
                .daemon()
                .start(() -> {
                    number.set(own());
                    running.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        running.await();
        assertThat(Urgency.niceness(number.get())).isEqualTo(startNiceness);
        return number.get();
    }

    private static int own() {
        try {
            String self = Files.readSymbolicLink(Path.of("/proc/thread-self")).toString();
            return Integer.parseInt(self.substring(self.lastIndexOf('/') + 1));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void threads_that_leases_wait_for_go_first_and_no_others() throws Exception {
        int calm = Urgency.niceness(0);
        int urgent = begun("tenures", calm);
        int patient = begun("content", calm);
        List<String> said = new ArrayList<>();
        var urgency = new Urgency(said::add);

        urgency.look();

        if (Posix.isRoot()) {
            assertThat(said).isEmpty();
            assertThat(Urgency.niceness(urgent)).isEqualTo(-15);
            int later = begun("nioEventLoopGroup-9-1", calm);
            // Looked at a moment ago.
            urgency.look();
            assertThat(Urgency.niceness(later)).isEqualTo(calm);
            urgency.lookNow();
            assertThat(Urgency.niceness(later)).isEqualTo(-15);
        } else {
            urgency.lookNow();
            assertThat(said).hasSize(1);
        }
        assertThat(Urgency.niceness(patient)).isEqualTo(calm);
        assertThat(Urgency.calmly()).isEmpty();
        end.countDown();
    }
}
