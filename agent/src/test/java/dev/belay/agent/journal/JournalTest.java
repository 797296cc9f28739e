package dev.belay.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.Event;
import dev.belay.model.status.EventRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir Path folder;

    @Test
    void numbers_go_on_without_a_gap_after_a_restart() throws IOException {
        append(3);
        try (var journal = Journal.open(folder, "n1")) {
            assertThat(journal.append(new Event.AgentStarted("0.1.0"), AT).seq()).isEqualTo(4);
            assertThat(seqs(journal.after(1, 2))).containsExactly(2L, 3L);
            assertThat(seqs(journal.newest(2))).containsExactly(3L, 4L);
        }
    }

    @Test
    void a_tail_torn_at_any_byte_is_cut_and_nothing_before_it_is_lost() throws IOException {
        append(3);
        Path file = folder.resolve("events.jsonl");
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 0; cut <= whole.length; cut++) {
            byte[] left = java.util.Arrays.copyOf(whole, cut);
            Files.write(file, left);
            long sound =
                    new String(left, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count();
            try (var journal = Journal.open(folder, "n1")) {
                assertThat(seqs(journal.newest(10)))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, sound).boxed().toList());
                assertThat(journal.append(new Event.AgentStarted("x"), AT).seq())
                        .isEqualTo(sound + 1);
            }
        }
    }

    @Test
    void rubbish_behind_the_last_line_is_cut() throws IOException {
        append(2);
        Path file = folder.resolve("events.jsonl");
        var random = new Random(62);
        for (int i = 0; i < 50; i++) {
            byte[] rubbish = new byte[random.nextInt(300)];
            random.nextBytes(rubbish);
            Files.write(file, rubbish, StandardOpenOption.APPEND);
            try (var journal = Journal.open(folder, "n1")) {
                assertThat(seqs(journal.newest(10))).containsExactly(1L, 2L);
            }
        }
    }

    @Test
    void two_segments_are_kept_and_their_size_is_bounded() throws IOException {
        try (var journal = Journal.open(folder, "n1", 4_000)) {
            for (int i = 0; i < 2_000; i++) {
                journal.append(new Event.SnapshotTaken(i, 1), AT);
            }
            assertThat(journal.newest(5)).hasSize(5);
            assertThat(seqs(journal.after(1_990, 100))).hasSize(10);
        }
        long bytes =
                Files.size(folder.resolve("events.jsonl"))
                        + Files.size(folder.resolve("events.old.jsonl"));
        assertThat(bytes).isLessThanOrEqualTo(8_000);
        try (var journal = Journal.open(folder, "n1", 4_000)) {
            assertThat(journal.lastSeq()).isEqualTo(2_000);
        }
    }

    @Test
    void a_file_that_refuses_a_write_costs_the_file_and_not_the_memory() throws IOException {
        var journal = Journal.open(folder, "n1");
        journal.append(new Event.AgentStarted("1"), AT);
        journal.close();
        assertThat(journal.append(new Event.AgentStarted("2"), AT).seq()).isEqualTo(2);
        assertThat(seqs(journal.newest(5))).containsExactly(1L, 2L);
    }

    private void append(int count) throws IOException {
        try (var journal = Journal.open(folder, "n1")) {
            for (int i = 0; i < count; i++) {
                journal.append(new Event.SnapshotTaken(i, 1), AT);
            }
        }
    }

    private static List<Long> seqs(List<EventRecord> events) {
        return events.stream().map(EventRecord::seq).toList();
    }
}
