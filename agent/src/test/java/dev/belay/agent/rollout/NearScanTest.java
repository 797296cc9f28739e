package dev.belay.agent.rollout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.api.ConfigSetView.Phase;
import dev.belay.api.PublishBegin;
import dev.belay.api.PublishNeeds;
import dev.belay.api.PublishNeeds.Stage;
import dev.belay.model.content.ContentFrame;
import dev.belay.reach.publish.FolderMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A publisher on the admin's own machine leaves it to the agent to look at the folder.
class NearScanTest {

    @TempDir private Path dir;
    private TestSite cluster;
    private String validate = "";

    @BeforeEach
    void start() throws Exception {
        cluster = new TestSite(dir, 2);
        cluster.write("index", "one");
        Files.createDirectories(cluster.site.resolve("sub"));
        cluster.write("sub/page", "two");
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private PublishNeeds begin(String mark) throws Exception {
        return begin(mark, false);
    }

    private PublishNeeds begin(String mark, boolean order) throws Exception {
        return cluster.office("n1")
                .begin(
                        TestSite.ANN,
                        new PublishBegin(
                                "web",
                                dir.resolve("{node}").resolve("web").toString(),
                                true,
                                cluster.hook(validate, ""),
                                "",
                                0,
                                new PublishBegin.Folder(cluster.site.toRealPath().toString(), mark),
                                order));
    }

    private String mark() {
        return FolderMark.of(cluster.site);
    }

    @Test
    void is_staged_without_a_word_of_its_manifest_and_goes_to_all_nodes() throws Exception {
        PublishNeeds needs = begin(mark());
        assertThat(needs.stage()).isEqualTo(Stage.STAGED);

        var _ = cluster.office("n1").publish(TestSite.ANN, needs.id());

        assertThat(requireNonNull(cluster.ended().rollout()).phase()).isEqualTo(Phase.DONE);
        assertThat(cluster.readAll("index")).containsOnly("one");
        assertThat(cluster.readAll("sub/page")).containsOnly("two");
    }

    @Test
    void goes_to_all_nodes_at_once_where_that_is_asked_for() throws Exception {
        assertThat(begin(mark(), true).stage()).isEqualTo(Stage.ORDERED);

        assertThat(requireNonNull(cluster.ended().rollout()).phase()).isEqualTo(Phase.DONE);
        assertThat(cluster.readAll("index")).containsOnly("one");
    }

    @Test
    void a_second_version_has_what_changed_since() throws Exception {
        var _ = cluster.office("n1").publish(TestSite.ANN, begin(mark()).id());
        var _ = cluster.ended();
        cluster.write("index", "three");
        Files.delete(cluster.site.resolve("sub/page"));

        var _ = cluster.office("n1").publish(TestSite.ANN, begin(mark()).id());

        var _ = cluster.ended();
        assertThat(cluster.readAll("index")).containsOnly("three");
        assertThat(cluster.readAll("sub/page")).containsOnly("");
    }

    @Test
    void a_folder_that_is_another_one_here_is_left_to_the_publisher() throws Exception {
        assertThat(begin("1:2:3").stage()).isEqualTo(Stage.MANIFEST);
        assertThat(begin("").stage()).isEqualTo(Stage.MANIFEST);
    }

    @Test
    void a_path_that_is_none_is_left_to_the_publisher() {
        assertThat(NearScan.folder(new PublishBegin.Folder("a\0b", mark()))).isEmpty();
        assertThat(NearScan.folder(new PublishBegin.Folder("", mark()))).isEmpty();
    }

    @Test
    void a_publisher_that_may_not_read_as_the_agent_does_looks_itself() throws Exception {
        var begin =
                new PublishBegin(
                        "web",
                        dir.resolve("{node}").resolve("web").toString(),
                        true,
                        cluster.hook("", ""),
                        "",
                        0,
                        new PublishBegin.Folder(cluster.site.toRealPath().toString(), mark()),
                        true);

        assertThat(cluster.office("n1").begin(TestSite.ANN, begin.withoutFolder()).stage())
                .isEqualTo(Stage.MANIFEST);
    }

    @Test
    void what_is_wrong_with_the_files_is_found_by_the_publisher() throws Exception {
        Process made =
                new ProcessBuilder("mkfifo", cluster.site.resolve("pipe").toString()).start();
        assertThat(made.waitFor()).isZero();

        assertThat(begin(mark()).stage()).isEqualTo(Stage.MANIFEST);

        Files.delete(cluster.site.resolve("pipe"));
        assertThat(begin(mark()).stage()).isEqualTo(Stage.STAGED);
    }

    @Test
    void no_manifest_is_taken_from_a_publisher_that_has_announced_none() throws Exception {
        PublishNeeds needs = begin(mark());
        ConfigOffice office = cluster.office("n1");
        var nothing = new ContentFrame.Chunks(List.of()).encode();
        var part = new ContentFrame.ManifestPart(new byte[] {1}).encode();

        assertThat(office.content(needs.id(), nothing).stage()).isEqualTo(Stage.STAGED);
        assertThatThrownBy(() -> office.content(needs.id(), part))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.error().code()).isEqualTo("manifest-limit"));
    }

    @Test
    void news_of_a_rollout_are_waited_for() throws Exception {
        validate = "sleep 0.5";
        assertThat(begin(mark(), true).stage()).isEqualTo(Stage.ORDERED);
        ConfigOffice office = cluster.office("n1");
        String point = requireNonNull(office.glance("web").rollout()).point();
        assertThat(point).isEqualTo("1/STAGING/0");

        assertThat(requireNonNull(office.glance("web", point).rollout()).point())
                .isNotEqualTo(point);

        var ended = requireNonNull(cluster.ended().rollout());
        long began = System.nanoTime();
        // Nothing more will come, and another point than it is at is news at once.
        assertThat(office.glance("web", ended.point()).rollout()).isEqualTo(ended);
        assertThat(office.glance("web", "0/STAGING/0").rollout()).isEqualTo(ended);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(900));
    }
}
