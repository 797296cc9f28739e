package dev.belay.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final SessionPace PACE =
            new SessionPace(
                    Duration.ofMillis(10),
                    Duration.ofMillis(40),
                    Duration.ofMillis(1),
                    Duration.ofMillis(5),
                    Duration.ofMillis(60),
                    10);

    private final AtomicLong wall = new AtomicLong();

    @Test
    void a_sleep_that_begins_before_the_first_beat_is_noticed() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            CountDownLatch woken = new CountDownLatch(1);
            try (Heartbeat heartbeat = heartbeat(woken)) {
                heartbeat.start();
                wall.addAndGet(60_000);
                assertThat(woken.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void a_clock_that_is_set_by_less_than_a_sleep_wakes_nobody() throws InterruptedException {
        CountDownLatch woken = new CountDownLatch(1);
        try (Heartbeat heartbeat = heartbeat(woken)) {
            heartbeat.start();
            wall.addAndGet(4_000);
            assertThat(woken.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    private Heartbeat heartbeat(CountDownLatch woken) {
        ClusterSession.Clocks clocks = new ClusterSession.Clocks(System::nanoTime, wall::get);
        return new Heartbeat(PACE, clocks, _ -> {}, woken::countDown);
    }
}
