package dev.belay.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The build's machines run it as root; elsewhere the refusal is what can be seen.
@Timeout(20)
class UrgencyTest {

    private static final int ROUND_ROBIN = 2;

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
        } catch (IOException e) {
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

        urgency.look(false);

        if (Posix.isRoot()) {
            assertThat(said).isEmpty();
            assertThat(Urgency.niceness(urgent)).isEqualTo(-15);
            int later = begun("nioEventLoopGroup-9-1", calm);
            // Looked at a moment ago.
            urgency.look(false);
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

    @Test
    void where_leases_are_short_they_are_scheduled_in_real_time() throws Exception {
        int urgent = begun("tenures", Urgency.niceness(0));
        int patient = begun("content", Urgency.niceness(0));
        var urgency = new Urgency(_ -> {});
        urgency.look(false);
        assertThat(policy(urgent)).isZero();

        urgency.look(true);
        urgency.lookNow();

        // Where the kernel does not allow it, a nice value has to do.
        boolean isAllowed = onThread(() -> RealTime.take(1)).isEmpty();
        assertThat(policy(urgent)).isEqualTo(isAllowed ? ROUND_ROBIN : 0);
        assertThat(policy(patient)).isZero();
        end.countDown();
    }

    private static <T> T onThread(Callable<T> code) throws Exception {
        var task = new FutureTask<T>(code);
        Thread.ofPlatform().start(task);
        return task.get(20, TimeUnit.SECONDS);
    }

    /// How the kernel schedules a thread, proc(5).
    private static int policy(int task) throws IOException {
        String stat = Files.readString(Path.of("/proc/self/task/" + task + "/stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Integer.parseInt(afterName[41 - 3]);
    }
}
