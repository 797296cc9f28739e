package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// When signs of life are given. The device is a double: a real one would reset the machine.
@Timeout(20)
class WatchdogTest {

    private static final Duration OFTEN = Duration.ofMillis(5);

    @TempDir Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isAlive = new AtomicBoolean(true);
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicBoolean isBroken = new AtomicBoolean();

    private final Watchdog.Device device =
            new Watchdog.Device() {
                @Override
                public int seconds() {
                    return 7;
                }

                @Override
                public void pet() throws LeaseException {
                    if (isBroken.get()) {
                        throw new LeaseException("it is gone");
                    }
                    heard.add("pet");
                }

                @Override
                public void leave() {
                    heard.add("leave");
                }

                @Override
                public void close() {
                    heard.add("close");
                }
            };

    private boolean asked() {
        questions.incrementAndGet();
        return isAlive.get();
    }

    private void askedAgain(int times) {
        int before = questions.get();
        until(() -> questions.get() >= before + times);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 10 s").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void signs_of_life_come_as_long_as_leases_are_held_by_somebody_alive() {
        try (var watchdog = Watchdog.start(device, this::asked, said::add, OFTEN)) {
            until(() -> heard.size() > 3);
            assertThat(watchdog.isWatching()).isTrue();
            assertThat(watchdog.seconds()).isEqualTo(7);

            isAlive.set(false);
            // The turn that was under way may still have ended with one.
            askedAgain(2);
            int before = heard.size();
            askedAgain(5);
            assertThat(heard).hasSize(before);

            isAlive.set(true);
            until(() -> heard.size() > before);
        }
    }

    @Test
    void who_has_ended_everything_takes_leave_and_who_has_not_does_not() {
        Watchdog.start(device, isAlive::get, said::add, OFTEN).leave();
        assertThat(heard).endsWith("leave", "close");

        heard.clear();
        Watchdog.start(device, isAlive::get, said::add, OFTEN).close();
        assertThat(heard).endsWith("close").doesNotContain("leave");
    }

    @Test
    void a_device_that_takes_none_is_told_of_once_and_no_longer_counted_on() {
        try (var watchdog = Watchdog.start(device, this::asked, said::add, OFTEN)) {
            isBroken.set(true);
            until(() -> !watchdog.isWatching());
            askedAgain(3);
            assertThat(said).containsExactly("it is gone");

            isBroken.set(false);
            until(watchdog::isWatching);
        }
    }

    @Test
    void what_is_no_watchdog_is_refused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "of somebody");
        assertThatThrownBy(() -> WatchdogDevice.open(file, 10))
                .isInstanceOf(LeaseException.class)
                .hasMessageContaining("something else")
                .hasMessageContaining("'" + file + "'");
        assertThat(file).hasContent("of somebody");

        assertThatThrownBy(() -> WatchdogDevice.open(folder.resolve("none"), 10))
                .isInstanceOf(LeaseException.class)
                .hasMessageContaining("take the field 'watchdog' out");
    }
}
