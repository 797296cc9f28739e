package dev.belay.agent.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.model.content.ContentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchTest {

    @TempDir private Path dir;
    private Path target;
    private Path one;
    private Path two;
    private Switch link;

    @BeforeEach
    void make() throws IOException {
        Path etc = Files.createDirectories(dir.resolve("etc"));
        target = etc.resolve("nginx");
        one = version(1);
        two = version(2);
        link = new Switch(dir.resolve("sets"), target);
    }

    @Test
    void the_target_leads_to_the_version_in_force() throws Exception {
        assertThat(link.state()).isEqualTo(new Switch.State.Absent());
        link.to(one, false);
        link.to(one, false);
        assertThat(link.state()).isEqualTo(new Switch.State.Ours(one));
        link.to(two, false);
        assertThat(target.resolve("number")).hasContent("2");
        link.release();
        assertThat(target).doesNotExist();
        assertThat(dir.resolve("etc")).isEmptyDirectory();
    }

    @Test
    void who_reads_never_finds_the_target_missing() throws Exception {
        Files.createDirectories(target);
        Files.writeString(target.resolve("number"), "0");
        var stop = new AtomicBoolean();
        var misses = new AtomicInteger();
        var reads = new AtomicInteger();
        Thread reader =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!stop.get()) {
                                if (!Files.exists(target.resolve("number"))) {
                                    misses.incrementAndGet();
                                }
                                reads.incrementAndGet();
                            }
                        });
        for (int i = 0; i < 300 || reads.get() < 1_000; i++) {
            link.to(i % 2 == 0 ? one : two, true);
            if (i % 10 == 9) {
                link.release();
            }
        }
        stop.set(true);
        reader.join();
        assertThat(misses).hasValue(0);
    }

    @Test
    void a_folder_is_taken_over_when_told_and_given_back() throws Exception {
        Files.createDirectories(target);
        Files.writeString(target.resolve("mine"), "mine");
        assertThatThrownBy(() -> link.to(one, false))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("a folder that is not a config set's");
        link.to(one, true);
        assertThat(target.resolve("number")).hasContent("1");
        link.release();
        assertThat(target.resolve("mine")).hasContent("mine");
        assertThat(dir.resolve("etc/.nginx.before-belay")).doesNotExist();
    }

    @Test
    void what_is_not_ours_is_not_replaced() throws Exception {
        Files.writeString(target, "a file");
        assertThatThrownBy(() -> link.to(one, true)).hasMessageContaining("a file");
        Files.delete(target);
        Files.createSymbolicLink(target, Path.of("/elsewhere"));
        assertThatThrownBy(() -> link.to(one, true)).hasMessageContaining("/elsewhere");
        assertThatThrownBy(() -> link.release()).hasMessageContaining("/elsewhere");
        assertThat(Files.readSymbolicLink(target)).isEqualTo(Path.of("/elsewhere"));
    }

    private Path version(int number) throws IOException {
        Path tree = dir.resolve("sets/web/" + number + "/tree");
        Files.createDirectories(tree);
        Files.writeString(tree.resolve("number"), Integer.toString(number));
        return tree;
    }
}
