package dev.belay.agent.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ConfigSetView.Hook;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.model.content.ContentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes that take a version while its publisher still sends it.
class AheadTest {

    private static final int BYTES = 3_000_000;
    private static final int PUBLICATIONS = 25;

    @TempDir private Path dir;
    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(dir, 3);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Hook none() {
        return site.hook("", "");
    }

    private void writeLarge(long seed) throws IOException {
        var bytes = new byte[BYTES];
        new Random(seed).nextBytes(bytes);
        Files.write(site.site.resolve("large"), bytes);
    }

    @Test
    void what_has_come_to_the_admin_is_on_its_way_to_the_others() throws Exception {
        writeLarge(1);
        TestSite.Sending sending = site.send(none());
        sending.some(5);
        for (String node : List.of("n2", "n3")) {
            TestSite.until(() -> holes(staged(node)) < BYTES);
        }
        assertThat(site.of("n2").store().version("web", 1)).isEmpty();

        sending.all();
        for (String node : List.of("n2", "n3")) {
            TestSite.until(() -> site.of(node).store().version("web", 1).isPresent());
        }
        assertThat(site.target("n2")).as("nothing is in force before it is ordered").doesNotExist();

        sending.order();
        assertThat(site.ended().live()).isEqualTo(1);
        assertThat(site.target("n3").resolve("large"))
                .hasBinaryContent(Files.readAllBytes(site.site.resolve("large")));
    }

    @Test
    void what_its_publisher_gives_up_makes_room_for_what_is_published() throws Exception {
        writeLarge(1);
        TestSite.Sending given = site.send(none());
        given.all();
        TestSite.until(() -> site.of("n2").store().version("web", 1).isPresent());

        writeLarge(2);
        site.publish(none());

        assertThat(site.phase()).isEqualTo(Phase.DONE);
        for (String node : List.of("n1", "n2", "n3")) {
            assertThat(site.target(node).resolve("large"))
                    .hasBinaryContent(Files.readAllBytes(site.site.resolve("large")));
        }
    }

    @Test
    void a_publisher_that_stops_in_the_middle_holds_nobody_up() throws Exception {
        writeLarge(1);
        site.send(none()).some(5);
        TestSite.until(() -> holes(staged("n2")) < BYTES);

        writeLarge(2);
        site.publish(none());

        assertThat(site.phase()).isEqualTo(Phase.DONE);
        assertThat(site.target("n2").resolve("large"))
                .hasBinaryContent(Files.readAllBytes(site.site.resolve("large")));
    }

    @Test
    void what_is_never_ordered_goes_away() throws Exception {
        writeLarge(1);
        site.send(none()).all();
        TestSite.until(() -> site.of("n2").store().version("web", 1).isPresent());
        site.of("n2").tidyAheads(System.nanoTime());
        assertThat(site.of("n2").store().version("web", 1)).as("may still be ordered").isPresent();
        site.of("n2").tidyAheads(System.nanoTime() + 700_000_000_000L);
        assertThat(site.of("n2").store().version("web", 1)).isEmpty();
    }

    @Test
    void a_member_is_not_believed_that_another_than_the_next_version_comes() throws Exception {
        site.write("index", "one");
        site.publish(none());
        ContentName name = ContentName.parse("0".repeat(64)).orElseThrow();
        var _ = site.of("n2").ask("n2", new Question.Ahead("web", 1, name));
        assertThat(site.of("n2").store().version("web", 1)).isPresent();
        assertThat(site.readAll("index")).containsExactly("one", "one", "one");
    }

    @Test
    void publications_that_follow_each_other_do_not_wait() throws Exception {
        for (int i = 0; i < PUBLICATIONS; i++) {
            site.write("index", "number " + i);
            long began = System.nanoTime();
            site.publish(none());
            assertThat(site.phase()).isEqualTo(Phase.DONE);
            assertThat((System.nanoTime() - began) / 1_000_000).as("ms of %d", i).isLessThan(5_000);
        }
    }

    private Path staged(String node) {
        return dir.resolve(node).resolve("state-sets/web/.staging/tree/large");
    }

    /// How many bytes of a file nothing has come for; all of them when there is no file. Of what
    /// has come, one in 256 is a zero.
    private static int holes(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int zeros = BYTES - bytes.length;
            for (byte one : bytes) {
                zeros += one == 0 ? 1 : 0;
            }
            return zeros;
        } catch (IOException e) {
            return BYTES;
        }
    }
}
