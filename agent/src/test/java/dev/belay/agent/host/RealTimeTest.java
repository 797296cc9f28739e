package dev.belay.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RealTimeTest {

    private static final int ROUND_ROBIN = 2;

    @Test
    void the_thread_that_asks_gets_it_and_no_other_does() throws Exception {
        Optional<String> refusal = onThread(() -> RealTime.take(10));
        int policy =
                onThread(() -> {
                    RealTime.take(10);
                    return policy();
                });

        assertThat(policy == ROUND_ROBIN).isEqualTo(refusal.isEmpty());
        assertThat(policy()).isNotEqualTo(ROUND_ROBIN);
        refusal.ifPresent(why -> assertThat(why).contains("CAP_SYS_NICE"));
    }

    @Test
    void a_priority_that_does_not_exist_is_refused() throws Exception {
        assertThat(onThread(() -> RealTime.take(1_000)))
                .hasValue("sched_setscheduler answered error 22");
    }

    /// How the kernel schedules the calling thread, proc(5).
    private static int policy() throws IOException {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Integer.parseInt(afterName[41 - 3]);
    }

    private static <T> T onThread(Callable<T> code) throws Exception {
        var task = new FutureTask<T>(code);
        Thread.ofPlatform().start(task);
        return task.get(20, TimeUnit.SECONDS);
    }
}
