package dev.belay.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.config.AgentConfig.Groups;
import dev.belay.agent.host.Accounts;
import dev.belay.api.AccessRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallersTest {

    @TempDir Path folder;
    private Callers callers;

    @BeforeEach
    void write() throws IOException {
        Path passwd =
                Files.writeString(
                        folder.resolve("passwd"),
                        """
                        root:x:0:0::/root:/bin/sh
                        toor:x:0:0::/root:/bin/sh
                        agent:x:900:900::/:/bin/false
                        anna:x:1001:1001::/home/anna:/bin/sh
                        otto:x:1002:502::/home/otto:/bin/sh
                        broken line
                        """);
        Path group =
                Files.writeString(
                        folder.resolve("group"),
                        """
                        root:x:0:
                        see:x:501:anna,gerd
                        run:x:502:gerd
                        all:x:503:berta,gerd
                        annas:x:1001:
                        """);
        callers =
                new Callers(new Accounts(passwd, group), new Groups("see", "run", "all"), "agent");
    }

    @Test
    void root_and_the_agents_own_user_are_administrators_under_any_name() {
        assertThat(callers.role("root", "root")).isEqualTo(AccessRole.ADMINISTRATOR);
        assertThat(callers.role("toor", "root")).isEqualTo(AccessRole.ADMINISTRATOR);
        assertThat(callers.role("0", "0")).isEqualTo(AccessRole.ADMINISTRATOR);
        assertThat(callers.role("agent", "agent")).isEqualTo(AccessRole.ADMINISTRATOR);
    }

    @Test
    void the_agent_reads_files_for_root_and_its_own_user_alone() {
        assertThat(callers.isOwn("root")).isTrue();
        assertThat(callers.isOwn("toor")).isTrue();
        assertThat(callers.isOwn("agent")).isTrue();
        // An administrator by its group.
        assertThat(callers.isOwn("berta")).isFalse();
        assertThat(callers.isOwn("otto")).isFalse();
    }

    @Test
    void the_highest_group_counts_listed_or_primary() {
        assertThat(callers.role("anna", "annas")).isEqualTo(AccessRole.GUEST);
        assertThat(callers.role("otto", "annas")).isEqualTo(AccessRole.OPERATOR);
        assertThat(callers.role("gerd", "annas")).isEqualTo(AccessRole.ADMINISTRATOR);
        assertThat(callers.role("berta", "annas")).isEqualTo(AccessRole.ADMINISTRATOR);
        assertThat(callers.role("stranger", "run")).isEqualTo(AccessRole.OPERATOR);
    }

    @Test
    void whoever_is_in_no_group_may_nothing() {
        assertThat(callers.role("stranger", "annas")).isNull();
        assertThat(callers.role("", "")).isNull();
        for (Endpoint endpoint : Endpoint.values()) {
            assertThat(endpoint.isAllowed(null)).isFalse();
        }
    }

    @Test
    void a_host_without_readable_accounts_gives_no_role() {
        var blind =
                new Callers(
                        new Accounts(folder.resolve("none"), folder.resolve("none")),
                        new Groups("see", "run", "all"),
                        "agent");
        assertThat(blind.role("gerd", "annas")).isNull();
    }

    @Test
    void a_persistent_intruder_gets_one_event_a_minute() {
        var denials = new Denials();
        assertThat(denials.isWorthAnEvent("eve", 0)).isTrue();
        assertThat(denials.isWorthAnEvent("eve", 59_000_000_000L)).isFalse();
        assertThat(denials.isWorthAnEvent("mallory", 1)).isTrue();
        assertThat(denials.isWorthAnEvent("eve", 61_000_000_000L)).isTrue();
    }
}
