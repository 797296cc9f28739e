package dev.belay.app.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.app.project.DesignFileException.Reason;
import dev.belay.model.check.Problem;
import dev.belay.model.check.ProblemCode;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.network.Site;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesignFileTest {

    private static final Design OLD =
            Design.empty(ClusterSettings.of("edge", "edge", TimingProfile.STANDARD));
    private static final Design NEW = OLD.with(Site.of(new ThingId("dc"), "東京"));

    /// Writes half of the bytes, then the disk is full.
    private static final class FullDisk extends LocalDisk {
        @Override
        public void create(Path file, ByteBuffer bytes) throws IOException {
            ByteBuffer half = bytes.duplicate().limit(bytes.limit() / 2);
            super.create(file, half);
            throw new IOException("No space left on device");
        }
    }

    /// Writes the new file, then fails to give it the old one's name.
    private static final class NoRenameDisk extends LocalDisk {
        @Override
        public void replace(Path from, Path to) throws IOException {
            throw new IOException("Input/output error");
        }
    }

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void save() throws Exception {
        file = folder.resolve("edge.belay");
        new DesignFile().save(file, OLD, Fingerprint.NO_FILE);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static Reason reasonOf(ThrowingCallable work) {
        return catchThrowableOfType(DesignFileException.class, work).reason();
    }

    private Opening.Opened opened() throws DesignFileException {
        return (Opening.Opened) new DesignFile().open(file);
    }

    @Test
    void what_was_saved_is_opened_again() throws Exception {
        Fingerprint content = new DesignFile().save(file, NEW, opened().content());
        assertThat(new DesignFile().open(file)).isEqualTo(new Opening.Opened(NEW, 1, content));
        assertThat(Files.readString(file)).isEqualTo(DesignFormat.write(NEW));
        assertThat(names()).containsExactly("edge.belay");
    }

    @Test
    void on_a_full_disk_the_old_file_stays_and_nothing_is_left_beside_it() throws Exception {
        Fingerprint base = opened().content();
        assertThat(reasonOf(() -> new DesignFile(new FullDisk()).save(file, NEW, base)))
                .isEqualTo(Reason.DISK_FULL);
        assertThat(opened().design()).isEqualTo(OLD);
        assertThat(names()).containsExactly("edge.belay");
    }

    @Test
    void when_the_rename_fails_the_old_file_stays_and_nothing_is_left_beside_it() throws Exception {
        Fingerprint base = opened().content();
        assertThat(reasonOf(() -> new DesignFile(new NoRenameDisk()).save(file, NEW, base)))
                .isEqualTo(Reason.FAILED);
        assertThat(opened().design()).isEqualTo(OLD);
        assertThat(names()).containsExactly("edge.belay");
    }

    @Test
    void a_file_that_somebody_else_changed_is_not_overwritten_unasked() throws Exception {
        Fingerprint base = opened().content();
        new DesignFile().overwrite(file, NEW);
        assertThat(reasonOf(() -> new DesignFile().save(file, OLD, base)))
                .isEqualTo(Reason.CHANGED_MEANWHILE);
        assertThat(opened().design()).isEqualTo(NEW);
        new DesignFile().overwrite(file, OLD);
        assertThat(opened().design()).isEqualTo(OLD);
    }

    @Test
    void a_new_design_does_not_overwrite_a_file_that_is_there() {
        assertThat(reasonOf(() -> new DesignFile().save(file, NEW, Fingerprint.NO_FILE)))
                .isEqualTo(Reason.CHANGED_MEANWHILE);
    }

    @Test
    void a_file_that_is_gone_is_not_made_anew_unasked() throws Exception {
        Fingerprint base = opened().content();
        Files.delete(file);
        assertThat(reasonOf(() -> new DesignFile().save(file, NEW, base)))
                .isEqualTo(Reason.CHANGED_MEANWHILE);
        assertThat(reasonOf(() -> new DesignFile().open(file))).isEqualTo(Reason.NOT_THERE);
    }

    @Test
    void a_missing_folder_and_a_folder_are_told_apart() {
        Path nowhere = folder.resolve("nowhere").resolve("x.belay");
        assertThat(reasonOf(() -> new DesignFile().overwrite(nowhere, NEW)))
                .isEqualTo(Reason.NOT_THERE);
        assertThat(reasonOf(() -> new DesignFile().open(folder))).isEqualTo(Reason.NO_FILE);
        assertThat(reasonOf(() -> new DesignFile().overwrite(folder, NEW)))
                .isEqualTo(Reason.NO_FILE);
    }

    @Test
    void a_link_stays_a_link_and_permissions_stay_as_they_were() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.belay"), file);
        new DesignFile().overwrite(link, NEW);
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(opened().design()).isEqualTo(NEW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw----");
    }

    @Test
    void a_corrupt_file_is_refused_and_left_as_it_is() throws Exception {
        Files.writeString(file, Files.readString(file).substring(0, 60));
        Opening opening = new DesignFile().open(file);
        assertThat(opening).isInstanceOf(Opening.Refused.class);
        assertThat(((Opening.Refused) opening).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.FILE_TRUNCATED);
        assertThat(Files.size(file)).isEqualTo(60);
    }

    @Test
    void a_huge_file_is_refused_without_being_read_whole() throws Exception {
        try (var huge = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            huge.position(1L << 33);
            huge.write(ByteBuffer.wrap(new byte[1]));
        }
        assertThat(((Opening.Refused) new DesignFile().open(file)).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.FILE_TOO_LARGE);
    }

    @Test
    void every_reason_has_a_sentence_and_an_advice_in_both_languages() {
        for (Locale locale : List.of(Locale.ROOT, Locale.JAPANESE)) {
            ResourceBundle bundle =
                    ResourceBundle.getBundle("dev.belay.app.project.messages", locale);
            for (Reason reason : Reason.values()) {
                assertThat(bundle.getString(reason.key())).contains("{0}");
                assertThat(bundle.getString(reason.adviceKey())).isNotBlank();
            }
        }
    }
}
