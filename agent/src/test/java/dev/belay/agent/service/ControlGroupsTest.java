package dev.belay.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real control groups of this machine; needs root.
@Tag("netns")
@Timeout(60)
class ControlGroupsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final ControlGroups groups =
            ControlGroups.of("test", "node-" + ProcessHandle.current().pid());

    @AfterEach
    void remove() throws Exception {
        Path folder = groups.make("web");
        groups.end("web", SOON);
        Files.delete(folder.getParent());
    }

    @Test
    void this_machine_has_them() throws Exception {
        assertThat(groups.objection()).isEmpty();
        assertThat(groups.make("web").resolve("cgroup.procs")).isRegularFile();
        assertThat(groups.make("web").toString()).matches(".*/belay-test-node-[0-9]+/web");
    }

    @Test
    void all_that_was_started_in_a_group_is_killed_and_the_group_is_gone() throws Exception {
        Path folder = groups.make("web");
        // One that left its session, and one in a group below.
        Process tree =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "echo $$ >\"$0/cgroup.procs\"; mkdir \"$0/below\"; setsid sleep 600 &"
                                        + " sh -c 'echo $$ >\"$0/below/cgroup.procs\"; echo in; exec"
                                        + " sleep 600' \"$0\" & wait",
                                folder.toString())
                        .start();
        assertThat(tree.getInputStream().read()).isEqualTo('i');
        assertThat(Files.readString(folder.resolve("below/cgroup.procs"))).isNotBlank();

        assertThat(groups.end("web", SOON)).isTrue();

        assertThat(tree.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(tree.exitValue()).isEqualTo(128 + 9);
        assertThat(folder).doesNotExist();
        assertThat(groups.end("web", SOON)).isTrue();
    }

    @Test
    void a_tree_that_forks_again_and_again_is_killed_too() throws Exception {
        Path folder = groups.make("web");
        Process tree =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "echo $$ >\"$0/cgroup.procs\"; echo in; while :; do (sleep 0.01 &) ;"
                                        + " done",
                                folder.toString())
                        .start();
        assertThat(tree.getInputStream().read()).isEqualTo('i');

        assertThat(groups.end("web", SOON)).isTrue();

        assertThat(folder).doesNotExist();
    }

    @Test
    void what_is_no_id_of_a_service_makes_no_folder() {
        assertThatThrownBy(() -> groups.make("../web"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> groups.make("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_that_leads_elsewhere_is_objected_to() {
        assertThat(ControlGroups.of("a/b", "node").objection())
                .hasValueSatisfying(why -> assertThat(why).contains("'a/b'"));
    }
}
