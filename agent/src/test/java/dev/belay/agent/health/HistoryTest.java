package dev.belay.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Sample;
import dev.belay.model.status.Event;
import dev.belay.model.status.Measure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private static final long START = Instant.parse("2026-01-02T03:00:00Z").toEpochMilli();

    @TempDir Path folder;
    private final List<Event> events = new ArrayList<>();

    @Test
    void least_mean_and_greatest_of_a_slot_are_those_of_its_samples() throws IOException {
        try (var history = open()) {
            for (int i = 0; i < 25; i++) {
                history.add(sample(START + i * 1_000L, i));
            }
            var series = series(history, HistoryTier.HOUR, START + 25_000);
            assertThat(series.min()).containsExactly(0, 10, 20);
            assertThat(series.mean()).containsExactly(4.5, 14.5, 22);
            assertThat(series.max()).containsExactly(9, 19, 24);
        }
    }

    @Test
    void a_restart_loses_nothing_that_was_there_and_goes_on_in_the_same_slot() throws IOException {
        try (var history = open()) {
            history.add(sample(START, 1));
        }
        try (var history = open()) {
            history.add(sample(START + 1_000, 3));
            assertThat(series(history, HistoryTier.WEEK, START + 1_000).mean()).containsExactly(2);
            assertThat(series(history, HistoryTier.MINUTE, START + 1_000).mean())
                    .containsExactly(1, 3);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void a_ring_keeps_its_size_and_forgets_the_oldest() throws IOException {
        try (var history = open()) {
            for (int i = 0; i < 2_000; i++) {
                history.add(sample(START + i * 1_000L, i));
            }
            var series = series(history, HistoryTier.MINUTE, START + 1_999_000);
            assertThat(series.mean()).hasSize(900);
            assertThat(series.mean()[0]).isEqualTo(1_100);
            assertThat(series.mean()[899]).isEqualTo(1_999);
        }
        assertThat(Files.size(folder.resolve("history-minute.ring"))).isEqualTo(64 + 900 * 312);
    }

    @Test
    void a_gap_is_shown_as_nothing_measured() throws IOException {
        try (var history = open()) {
            history.add(sample(START, 1));
            history.add(sample(START + 3_000, 4));
            assertThat(series(history, HistoryTier.MINUTE, START + 3_000).mean())
                    .containsExactly(1, Double.NaN, Double.NaN, 4);
        }
    }

    @Test
    void a_torn_slot_is_left_out_and_the_others_stay() throws IOException {
        try (var history = open()) {
            for (int i = 0; i < 60; i++) {
                history.add(sample(START + i * 1_000L, i));
            }
        }
        var random = new Random(62);
        try (var file =
                new RandomAccessFile(folder.resolve("history-minute.ring").toFile(), "rw")) {
            long slot = Math.floorMod(START / 1_000 + 30, 900L);
            file.seek(64 + slot * 312 + random.nextInt(300));
            file.write(random.nextInt(255) + 1);
        }
        try (var history = open()) {
            double[] mean = series(history, HistoryTier.MINUTE, START + 59_000).mean();
            assertThat(mean[30]).isNaN();
            assertThat(Arrays.stream(mean).filter(Double::isNaN).count()).isEqualTo(1);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void a_clock_that_goes_back_hides_the_future_and_keeps_the_past() throws IOException {
        try (var history = open()) {
            history.add(sample(START, 1));
            history.add(sample(START + 100_000, 2));
            history.add(sample(START + 10_000, 3));
            double[] mean = series(history, HistoryTier.MINUTE, START + 10_000).mean();
            assertThat(mean).hasSize(11);
            assertThat(mean[0]).isEqualTo(1);
            assertThat(mean[10]).isEqualTo(3);
        }
    }

    @Test
    void a_file_that_is_spoilt_is_moved_aside_with_an_event_and_never_fatal() throws IOException {
        Path file = folder.resolve("history-day.ring");
        for (byte[] rubbish :
                List.of(new byte[] {1, 2, 3}, new byte[449_344], new byte[1_000_000])) {
            Files.write(file, rubbish);
            try (var history = open()) {
                history.add(sample(START, 1));
            }
            assertThat(events).singleElement().isInstanceOf(Event.HistoryReset.class);
            assertThat(Files.readAllBytes(folder.resolve("history-day.ring.aside")))
                    .isEqualTo(rubbish);
            events.clear();
        }
    }

    @Test
    void random_walks_of_the_clock_never_break_it() throws IOException {
        var random = new Random(6262);
        try (var history = open()) {
            long at = START;
            for (int i = 0; i < 3_000; i++) {
                at += random.nextInt(20) == 0 ? random.nextInt(400_000_000) - 200_000_000 : 1_000;
                history.add(sample(at, i));
                if (i % 50 == 0) {
                    double[] mean = series(history, HistoryTier.HOUR, at).mean();
                    assertThat(mean.length).isBetween(1, 720);
                    assertThat(mean[mean.length - 1]).isNotNaN();
                }
            }
        }
    }

    private History open() throws IOException {
        return History.open(folder, () -> "n1", events::add);
    }

    private static Sample sample(long at, double cpu) {
        var values = new double[Measure.ALL.size()];
        Arrays.fill(values, Double.NaN);
        values[0] = cpu;
        return new Sample(Instant.ofEpochMilli(at), values);
    }

    private static HistoryAnswer.Series series(History history, HistoryTier tier, long now)
            throws IOException {
        return history.read(tier, List.of(Measure.CPU), now).series().getFirst();
    }
}
