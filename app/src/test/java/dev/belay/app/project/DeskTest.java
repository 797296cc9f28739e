package dev.belay.app.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.Site;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {

    private static final Design OLD =
            Design.empty(ClusterSettings.of("edge", "edge", TimingProfile.STANDARD));
    private static final Design NEW = OLD.with(Site.of(new ThingId("dc"), "東京"));

    @TempDir Path folder;
    private Desk desk;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.in(folder.resolve("desk"));
        file = folder.resolve("edge.belay");
        new DesignFile().save(file, OLD, Fingerprint.NO_FILE);
    }

    @Test
    void what_a_dead_window_had_not_saved_is_found() throws Exception {
        Desk.Sheet sheet = desk.sheet();
        sheet.shows(Optional.of(file));
        sheet.keep(OLD);
        sheet.keep(NEW);
        assertThat(desk.left()).as("it lives").isEmpty();

        sheet.die();

        assertThat(desk.left())
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.design()).isEqualTo(NEW);
                    assertThat(left.file()).contains(file.toRealPath());
                });
        desk.clear(desk.left().getFirst());
        assertThat(desk.left()).isEmpty();
        assertThat(folder.resolve("desk")).isEmptyDirectory();
    }

    @Test
    void a_design_without_a_file_is_kept_too() throws Exception {
        Desk.Sheet sheet = desk.sheet();
        sheet.shows(Optional.empty());
        sheet.keep(NEW);
        sheet.die();
        assertThat(desk.left())
                .singleElement()
                .satisfies(left -> assertThat(left.file()).isEmpty());
    }

    @Test
    void what_was_saved_or_ended_in_order_leaves_nothing() throws Exception {
        Desk.Sheet saved = desk.sheet();
        saved.keep(NEW);
        saved.forget();
        saved.die();
        assertThat(desk.left()).isEmpty();
        try (Desk.Sheet other = desk.sheet()) {
            other.keep(NEW);
        }
        assertThat(desk.left()).isEmpty();
        assertThat(folder.resolve("desk")).isEmptyDirectory();
    }

    @Test
    void a_file_in_two_windows_is_noticed() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.belay"), file);
        try (Desk.Sheet one = desk.sheet();
                Desk.Sheet two = desk.sheet()) {
            assertThat(one.shows(Optional.of(file))).isFalse();
            assertThat(two.shows(Optional.of(link))).as("by whatever name").isTrue();
            assertThat(two.shows(Optional.empty())).isFalse();
            assertThat(two.shows(Optional.of(folder.resolve("other.belay")))).isFalse();
        }
        try (Desk.Sheet three = desk.sheet()) {
            assertThat(three.shows(Optional.of(file))).as("both are closed").isFalse();
        }
    }

    @Test
    void another_process_is_noticed_and_its_death_too() throws Exception {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Window.class.getName(),
                                folder.resolve("desk").toString(),
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        try {
            assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("open");
            assertThat(desk.left()).isEmpty();
            try (Desk.Sheet mine = desk.sheet()) {
                assertThat(mine.shows(Optional.of(file))).isTrue();
            }
        } finally {
            other.destroyForcibly();
            other.waitFor();
        }
        assertThat(desk.left())
                .singleElement()
                .satisfies(left -> assertThat(left.design()).isEqualTo(NEW));
    }

    @Test
    void what_cannot_be_read_stays_and_does_not_hide_the_rest() throws Exception {
        Desk.Sheet good = desk.sheet();
        good.keep(NEW);
        good.die();
        Files.writeString(folder.resolve("desk/broken.open"), "");
        Files.writeString(folder.resolve("desk/broken.belay"), "{");
        assertThat(desk.left()).hasSize(1);
        assertThat(folder.resolve("desk/broken.belay")).exists();
    }

    /// A window of another process.
    static final class Window {

        private Window() {}

        public static void main(String[] args) throws IOException, DesignFileException {
            Desk.Sheet sheet = Desk.in(Path.of(args[0])).sheet();
            sheet.shows(Optional.of(Path.of(args[1])));
            sheet.keep(NEW);
            System.out.println("open");
            System.in.read();
        }
    }
}
