package dev.belay.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CgroupTreeTest {

    private static final String PURE =
            "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n";

    @Test
    void the_agents_own_group_is_found_below_the_mount() {
        assertThat(CgroupTree.root(PURE, "0::/system.slice/belayd.service\n"))
                .hasValue(Path.of("/sys/fs/cgroup/system.slice/belayd.service"));
        assertThat(CgroupTree.root(PURE, "0::/\n")).hasValue(Path.of("/sys/fs/cgroup"));
    }

    @Test
    void beside_the_trees_of_version_1_the_unified_one_is_taken() {
        String mounts =
                """
                33 30 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
                37 30 0:37 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
                """;

        assertThat(CgroupTree.root(mounts, "4:memory:/a/b\n0::/\n"))
                .hasValue(Path.of("/sys/fs/cgroup/unified"));
    }

    @Test
    void a_mount_of_a_part_of_the_tree_is_heeded_and_so_are_blanks() {
        String mounts = "30 23 0:26 /pod /mnt/c\\040g rw - cgroup2 cgroup2 rw\n";

        assertThat(CgroupTree.root(mounts, "0::/pod/agent\n")).hasValue(Path.of("/mnt/c g/agent"));
        assertThat(CgroupTree.root(mounts, "0::/elsewhere\n")).hasValue(Path.of("/mnt/c g"));
    }

    @Test
    void a_host_of_version_1_alone_has_none() {
        assertThat(
                        CgroupTree.root(
                                "33 30 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n",
                                "4:memory:/\n"))
                .isEmpty();
        assertThat(CgroupTree.root("", "")).isEmpty();
    }
}
