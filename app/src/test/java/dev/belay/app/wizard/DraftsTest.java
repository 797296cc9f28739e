package dev.belay.app.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir private @Nullable Path temporary;

    @Test
    void what_was_left_is_there_again_the_newest_first() {
        Drafts before = drafts();
        Draft keys = draft("a-1", "keys", NOON);
        Draft members = draft("b-2", "members", NOON.plusSeconds(60));
        before.save(members);
        before.save(keys);
        assertThat(before.all()).containsExactly(keys, members);
        assertThat(drafts().all())
                .as("by its own time, not by that of the file")
                .containsExactly(members, keys);
    }

    @Test
    void a_draft_takes_the_place_of_its_former_state() throws IOException {
        Drafts drafts = drafts();
        drafts.save(draft("a-1", "keys", NOON));
        drafts.save(draft("b-2", "members", NOON.plusSeconds(1)));
        Draft further = draft("a-1", "keys", NOON.plusSeconds(2));
        drafts.save(further);
        assertThat(drafts.all()).hasSize(2).first().isEqualTo(further);
        assertThat(names()).containsExactly("a-1.json", "b-2.json");
        assertThat(drafts().all()).isEqualTo(drafts.all());
    }

    @Test
    void what_is_thrown_away_stays_away() throws IOException {
        Drafts drafts = drafts();
        Draft draft = draft("a-1", "keys", NOON);
        drafts.save(draft);
        drafts.remove(draft);
        assertThat(drafts.all()).isEmpty();
        assertThat(names()).isEmpty();
        assertThat(drafts().all()).isEmpty();
    }

    @Test
    void nobody_else_reads_a_draft_and_no_secret_is_in_it() throws IOException {
        String token = "gw-1:6f1d0c1e:pin-sha256:hT4vQmZk8s1Yw0u6";
        String key = "-----BEGIN PRIVATE KEY-----";
        drafts().save(
                        new Draft(
                                Draft.VERSION,
                                "a-1",
                                "enroll",
                                "what",
                                false,
                                Map.of("cluster", "edge-tokyo", "token", token, "key", key),
                                List.of(),
                                NOON));
        Path file = folder().resolve("a-1.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains("edge-tokyo")
                .doesNotContain(token)
                .doesNotContain(key);
    }

    @Test
    void an_id_never_leads_out_of_the_folder() throws IOException {
        drafts().save(draft("../../out", "keys", NOON));
        assertThat(names()).containsExactly("out.json");
    }

    @Test
    void one_file_that_cannot_be_understood_hides_no_other() throws IOException {
        Draft good = draft("m-1", "keys", NOON);
        drafts().save(good);
        String json = Files.readString(folder().resolve("m-1.json"));
        Files.writeString(folder().resolve("a-cut.json"), json.substring(0, json.length() / 2));
        Files.write(folder().resolve("b-bytes.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Files.writeString(folder().resolve("c-empty.json"), "{\"version\": 1}");
        Files.writeString(folder().resolve("d-nothing.json"), "null");
        Files.writeString(folder().resolve("e-timeless.json"), json.replace("savedAt", "x"));
        Files.writeString(
                folder().resolve("z-newer.json"),
                json.replaceFirst("\"version\" : 1", "\"version\" : 2"));
        Drafts again = drafts();
        assertThat(again.all()).containsExactly(good);
        assertThat(again.problemProperty().get()).contains(".json'");
    }

    @Test
    void a_folder_that_takes_no_file_is_told_until_it_takes_one() throws IOException {
        Files.writeString(folder(), "a file where the folder should be");
        Drafts drafts = drafts();
        Draft draft = draft("a-1", "keys", NOON);
        drafts.save(draft);
        assertThat(drafts.all()).as("it goes on in memory").containsExactly(draft);
        assertThat(drafts.problemProperty().get()).contains("a-1.json");
        Files.delete(folder());
        drafts.save(draft);
        assertThat(drafts.problemProperty().get()).isEmpty();
        assertThat(drafts().all()).containsExactly(draft);
    }

    private Drafts drafts() {
        return new Drafts(folder(), Runnable::run, Runnable::run);
    }

    private Path folder() {
        return Objects.requireNonNull(temporary).resolve("wizards");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Draft draft(String id, String wizard, Instant at) {
        return new Draft(
                Draft.VERSION,
                id,
                wizard,
                "review",
                true,
                Map.of("node", "way-gw-1"),
                List.of("reset"),
                at);
    }
}
