package dev.belay.reach.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.reach.AgentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshConfigTest {

    @TempDir Path home;

    @Test
    void without_a_config_the_customs_of_ssh_hold() throws Exception {
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/id_ed25519"), "x");

        SshTarget target = resolve("", "node-1");

        assertThat(target.host()).isEqualTo("node-1");
        assertThat(target.port()).isEqualTo(22);
        assertThat(target.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(target.identityFiles()).containsExactly(home.resolve(".ssh/id_ed25519"));
        assertThat(target.identitiesChosen()).isFalse();
        assertThat(target.agentSocket()).contains(Path.of("/tmp/a.sock"));
        assertThat(target.knownHosts()).startsWith(home.resolve(".ssh/known_hosts"));
        assertThat(target.strictHostKeys()).isEqualTo(StrictHostKeys.ASK);
        assertThat(target.aliveInterval()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void the_first_value_counts_and_identity_files_add_up() throws Exception {
        SshTarget target =
                resolve(
                        """
                        Host node-?
                          HostName %h.example.org
                          Port 2222
                          IdentityFile ~/.ssh/%h_key
                        Host *
                          Port 22
                          User = admin   # who
                          IdentityFile "/keys/with blank"
                          IdentitiesOnly yes
                          ServerAliveInterval 7
                          ConnectTimeout=3
                        """,
                        "node-1");

        assertThat(target.describe()).isEqualTo("admin@node-1.example.org:2222");
        assertThat(target.identityFiles())
                .containsExactly(
                        home.resolve(".ssh/node-1.example.org_key"), Path.of("/keys/with blank"));
        assertThat(target.identitiesOnly()).isTrue();
        assertThat(target.aliveInterval()).isEqualTo(Duration.ofSeconds(7));
        assertThat(target.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void what_the_user_writes_comes_before_the_config() throws Exception {
        SshTarget target =
                config("Host *\n User admin\n Port 2222\n")
                        .resolve(SshAddress.parse("root@node-1:22"), SshChoices.NONE);

        assertThat(target.describe()).isEqualTo("root@node-1:22");
    }

    @Test
    void negated_patterns_take_hosts_out() throws Exception {
        String text = "Host *.example.org !db.example.org\n Port 2200\n";

        assertThat(resolve(text, "web.example.org").port()).isEqualTo(2200);
        assertThat(resolve(text, "db.example.org").port()).isEqualTo(22);
    }

    @Test
    void match_knows_host_user_and_all_and_tells_what_it_does_not_follow() throws Exception {
        SshTarget target =
                resolve(
                        """
                        Match exec "true"
                          Port 1
                        Match originalhost node-* !user nobody-here
                          User ops
                        Match host node-1 user ops
                          Port 2022
                        Match all
                          ForwardAgent yes
                        """,
                        "node-1");

        assertThat(target.describe()).isEqualTo("ops@node-1:2022");
        assertThat(target.notes())
                .hasSize(2)
                .anySatisfy(note -> assertThat(note).contains("Match exec"))
                .anySatisfy(note -> assertThat(note).contains("forwardagent"));
    }

    @Test
    void includes_are_read_in_place_and_in_the_order_of_their_names() throws Exception {
        Files.createDirectories(home.resolve(".ssh/config.d"));
        Files.writeString(home.resolve(".ssh/config.d/10-a"), "Host node-1\n Port 1010\n");
        Files.writeString(home.resolve(".ssh/config.d/20-b"), "Host *\n Port 2020\n");

        String text = "Include config.d/*\nHost *\n Port 3030\n";

        assertThat(resolve(text, "node-1").port()).isEqualTo(1010);
        assertThat(resolve(text, "node-2").port()).isEqualTo(2020);
    }

    @Test
    void an_include_inside_a_block_holds_for_that_block_alone() throws Exception {
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/inner"), "Port 99\nHost node-*\n User inner\n");
        String text = "Host node-1\n Include inner\nHost *\n User outer\n";

        assertThat(resolve(text, "node-1").describe()).isEqualTo("inner@node-1:99");
        assertThat(resolve(text, "node-2").describe()).isEqualTo("outer@node-2:22");
    }

    @Test
    void an_include_of_itself_is_an_error_and_no_endless_loop() {
        AgentException thrown =
                catchThrowableOfType(
                        AgentException.class, () -> resolve("Include config\n", "node-1"));

        assertThat(thrown.error().code()).isEqualTo("ssh-config");
    }

    @Test
    void jumps_are_resolved_by_the_config_and_follow_each_other() throws Exception {
        SshTarget target =
                resolve(
                        """
                        Host bastion
                          HostName 192.0.2.1
                          User jump
                          ProxyJump edge
                        Host node-*
                          ProxyJump bastion,root@inner:2200
                        """,
                        "node-1");

        assertThat(target.jumps())
                .extracting(SshTarget::alias)
                .containsExactly("edge", "bastion", "inner");
        assertThat(target.jumps())
                .extracting(SshTarget::describe)
                .element(1)
                .isEqualTo("jump@192.0.2.1:22");
        assertThat(target.jumps()).allSatisfy(jump -> assertThat(jump.jumps()).isEmpty());
    }

    @Test
    void a_jump_that_leads_back_to_itself_is_refused() {
        AgentException thrown =
                catchThrowableOfType(
                        AgentException.class, () -> resolve("Host *\n ProxyJump b\n", "node-1"));

        assertThat(thrown.error().found()).contains("back to itself");
    }

    @Test
    void a_proxy_command_is_refused_with_a_way_out_unless_a_jump_comes_first() throws Exception {
        AgentException thrown =
                catchThrowableOfType(
                        AgentException.class,
                        () -> resolve("Host *\n ProxyCommand nc %h %p\n", "node-1"));

        assertThat(thrown.error().code()).isEqualTo("ssh-config-proxy-command");
        assertThat(thrown.error().advice()).contains("ProxyJump");
        assertThat(
                        resolve("Host n\n ProxyJump none\nHost *\n ProxyCommand nc %h %p\n", "n")
                                .jumps())
                .isEmpty();
    }

    @Test
    void strict_checking_is_never_weakened() throws Exception {
        assertThat(resolve("StrictHostKeyChecking yes\n", "n").strictHostKeys())
                .isEqualTo(StrictHostKeys.YES);
        SshTarget loose = resolve("StrictHostKeyChecking no\n", "n");
        assertThat(loose.strictHostKeys()).isEqualTo(StrictHostKeys.ASK);
        assertThat(loose.notes()).hasSize(1);
    }

    @Test
    void an_identity_agent_may_be_named_or_switched_off() throws Exception {
        assertThat(resolve("IdentityAgent none\n", "n").agentSocket()).isEmpty();
        assertThat(resolve("IdentityAgent ~/agent.sock\n", "n").agentSocket())
                .contains(home.resolve("agent.sock"));
        assertThat(resolve("IdentityAgent $OTHER\n", "n").agentSocket())
                .contains(Path.of("/tmp/other.sock"));
    }

    @Test
    void wrong_values_name_file_and_line() {
        AgentException thrown =
                catchThrowableOfType(
                        AgentException.class, () -> resolve("Host *\n Port 99999\n", "node-1"));

        assertThat(thrown.error().wanted()).endsWith("config:2");
        assertThat(thrown.error().found()).contains("99999");
    }

    @Test
    void the_key_of_a_connection_comes_first_and_may_be_the_only_one() throws Exception {
        SshConfig config = config("Host *\n IdentityFile /keys/a\n");
        SshChoices also =
                new SshChoices(
                        Optional.of(Path.of("/keys/mine")), false, Optional.empty(), List.of());
        SshChoices only =
                new SshChoices(
                        Optional.of(Path.of("/keys/mine")), true, Optional.empty(), List.of());

        assertThat(config.resolve(SshAddress.of("n"), also).identityFiles())
                .containsExactly(Path.of("/keys/mine"), Path.of("/keys/a"));
        assertThat(config.resolve(SshAddress.of("n"), only).identityFiles())
                .containsExactly(Path.of("/keys/mine"));
        assertThat(config.resolve(SshAddress.of("n"), only).identitiesOnly()).isTrue();
    }

    @Test
    void addresses_are_read_in_all_their_forms() throws Exception {
        assertThat(SshAddress.parse("admin@node-1:2222"))
                .isEqualTo(SshAddress.of("admin", "node-1", 2222));
        assertThat(SshAddress.parse("::1")).isEqualTo(SshAddress.of("::1"));
        assertThat(SshAddress.parse("[::1]:22").port()).contains(22);
        assertThat(SshAddress.parse("ssh://a@b/")).hasToString("a@b");
        for (String wrong : List.of("", "@b", "a@", "b:0", "b:x", "[::1", "-oProxyCommand=x")) {
            assertThat(catchThrowableOfType(AgentException.class, () -> SshAddress.parse(wrong)))
                    .as(wrong)
                    .isNotNull();
        }
    }

    private SshTarget resolve(String text, String host) throws AgentException, IOException {
        return config(text).resolve(SshAddress.of(host), SshChoices.NONE);
    }

    private SshConfig config(String text) throws AgentException, IOException {
        Path file = Files.createDirectories(home.resolve(".ssh")).resolve("config");
        Files.writeString(file, text);
        return SshConfig.load(
                home,
                List.of(file, home.resolve("none")),
                Map.of("SSH_AUTH_SOCK", "/tmp/a.sock", "OTHER", "/tmp/other.sock"));
    }
}
