package dev.belay.agent.main;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView;
import dev.belay.model.content.ContentException;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A publication that cannot be, between two agents: the version before stays in force everywhere.
class PublishRefusedTest extends HostsOnLoopback {

    private static final int MEGABYTE = 1 << 20;

    private static final int LOG_BYTES = 3 * MEGABYTE;

    @Test
    void a_file_that_is_written_all_the_time_is_refused_and_nothing_changes() throws Exception {
        BareHost admin = host("gw-1", 1).start();
        var _ = member(admin);
        Path site = site();
        Path log = Files.write(site.resolve("log"), new byte[LOG_BYTES]);
        CrashingHost.publish(admin, site);
        await(() -> isInForce(admin, 1));

        var written = new AtomicInteger();
        Thread writer =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            byte[] bytes = new byte[LOG_BYTES];
                            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                                bytes[i % bytes.length]++;
                                try {
                                    Files.write(log, bytes);
                                    written.incrementAndGet();
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            }
                        });
        try {
            await(() -> written.get() > 3);
            assertThatThrownBy(() -> CrashingHost.publish(admin, site))
                    .isInstanceOfSatisfying(
                            ContentException.class,
                            e ->
                                    assertThat(e.errors())
                                            .extracting(ApiError::code)
                                            .containsOnly("file-changes"));
        } finally {
            writer.interrupt();
            writer.join();
        }
        assertThat(isInForce(admin, 1)).isTrue();
        for (String node : List.of("gw-1", "gw-2")) {
            assertThat(folder.resolve("sets").resolve(node).resolve("site/log"))
                    .hasBinaryContent(new byte[LOG_BYTES]);
        }
    }

    /// Needs root: the worker's state is on a small file system of its own.
    @Test
    @Tag("netns")
    void a_disk_that_is_full_on_one_worker_keeps_the_former_version_on_all() throws Exception {
        Path small = Files.createDirectory(folder.resolve("h2"));
        run("mount", "-t", "tmpfs", "-o", "size=64m,mode=0755", "belay-test", small.toString());
        try {
            BareHost admin = host("gw-1", 1).start();
            BareHost worker = member(admin);
            Path site = site();
            Files.writeString(site.resolve("page"), "first");
            CrashingHost.publish(admin, site);
            await(() -> isInForce(admin, 1));

            byte[] much = new byte[12 * MEGABYTE];
            new Random(1).nextBytes(much);
            Files.write(site.resolve("much"), much);
            Files.writeString(site.resolve("page"), "second");
            long room = Files.getFileStore(small).getUsableSpace();
            Path other = Files.write(small.resolve("other"), new byte[(int) room - 6 * MEGABYTE]);
            CrashingHost.publish(admin, site);
            await(() -> rollout(admin).phase().isEnd());

            assertThat(admin.api().configSet("site").live()).isEqualTo(1);
            assertThat(rollout(admin).reports())
                    .filteredOn(one -> one.error() != null)
                    .extracting(one -> one.node() + " " + requireNonNull(one.error()).code())
                    .containsOnly("gw-2 disk-full");
            for (String node : List.of("gw-1", "gw-2")) {
                assertThat(folder.resolve("sets").resolve(node).resolve("site/page"))
                        .hasContent("first");
            }
            assertThat(worker.api().status().opinion().quorate()).isTrue();

            Files.delete(other);
            CrashingHost.publish(admin, site);
            await(() -> rollout(admin).phase().isEnd());
            assertThat(folder.resolve("sets/gw-2/site/page")).hasContent("second");
        } finally {
            stop();
            run("umount", small.toString());
        }
    }

    private Path site() throws IOException {
        for (String node : List.of("gw-1", "gw-2")) {
            Files.createDirectories(folder.resolve("sets").resolve(node));
        }
        return Files.createDirectories(folder.resolve("sets/site"));
    }

    private static ConfigSetView.Rollout rollout(BareHost admin) throws AgentException {
        return requireNonNull(admin.api().configSet("site").rollout());
    }

    private static boolean isInForce(BareHost admin, long version) throws AgentException {
        return admin.api().configSet("site").live() == version && rollout(admin).phase().isEnd();
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
