package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesFileTest {
    private final List<IOException> failures = Collections.synchronizedList(new ArrayList<>());

    @Test
    void what_was_saved_is_read_again(@TempDir Path folder) {
        Path file = folder.resolve("deep").resolve("studio.json");
        Preferences wanted =
                Preferences.DEFAULTS
                        .withAppearance(Language.JAPANESE, Look.DARK, 150, true)
                        .withWindow(new Preferences.WindowPlace(10, 20, 1200, 800, false))
                        .withDestination("events")
                        .withRecent(recent("edge", 1));
        try (PreferencesFile saving = new PreferencesFile(file, failures::add)) {
            saving.save(Preferences.DEFAULTS);
            saving.save(wanted);
        }
        assertThat(failures).isEmpty();
        assertThat(load(file)).isEqualTo(new PreferencesFile.Loaded(wanted, null));
        assertThat(file.resolveSibling("studio.json.new")).doesNotExist();
    }

    @Test
    void without_a_file_the_usual_ones_are_used_and_nothing_is_said(@TempDir Path folder) {
        assertThat(load(folder.resolve("none.json")))
                .isEqualTo(new PreferencesFile.Loaded(Preferences.DEFAULTS, null));
    }

    @Test
    void a_corrupt_file_is_kept_aside_and_said(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("studio.json");
        Files.writeString(file, "{\"version\": 1, \"look\": ");
        PreferencesFile.Loaded loaded = load(file);
        assertThat(loaded.preferences()).isEqualTo(Preferences.DEFAULTS);
        assertThat(loaded.complaint()).contains("studio.json.bad");
        assertThat(folder.resolve("studio.json.bad")).exists();
    }

    @Test
    void a_file_with_a_hole_in_it_is_kept_aside_and_said(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("studio.json");
        Files.writeString(file, "{\"version\": 1}");
        assertThat(load(file).preferences()).isEqualTo(Preferences.DEFAULTS);
        assertThat(load(file).complaint()).isNull();
    }

    @Test
    void a_newer_file_is_kept_aside_and_said(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("studio.json");
        Files.writeString(
                file,
                "{\"version\":99,\"look\":\"DARK\",\"percent\":100,\"destination\":\"events\","
                        + "\"recent\":[]}");
        PreferencesFile.Loaded loaded = load(file);
        assertThat(loaded.preferences()).isEqualTo(Preferences.DEFAULTS);
        assertThat(loaded.complaint()).contains("version 99");
    }

    @Test
    void a_folder_that_cannot_be_written_is_said_and_does_not_throw(@TempDir Path folder)
            throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        try (PreferencesFile saving =
                new PreferencesFile(blocked.resolve("studio.json"), failures::add)) {
            saving.save(Preferences.DEFAULTS);
        }
        assertThat(failures).hasSize(1);
    }

    @Test
    void the_same_place_is_listed_once_and_the_newest_is_first() {
        Preferences preferences = Preferences.DEFAULTS;
        for (int i = 0; i < 12; i++) {
            preferences = preferences.withRecent(recent("c" + i, i));
        }
        preferences = preferences.withRecent(recent("c7", 99));
        assertThat(preferences.recent()).hasSize(Preferences.RECENT_KEPT);
        assertThat(preferences.recent().getFirst()).isEqualTo(recent("c7", 99));
        assertThat(preferences.recent())
                .extracting(Preferences.Recent::place)
                .doesNotHaveDuplicates();
    }

    private PreferencesFile.Loaded load(Path file) {
        return new PreferencesFile(file, failures::add).load();
    }

    private static Preferences.Recent recent(String place, long at) {
        return new Preferences.Recent(Preferences.Kind.CLUSTER, place, place, 3, at);
    }
}
