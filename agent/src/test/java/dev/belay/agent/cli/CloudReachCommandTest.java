package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.ScriptedAgent.Ran;
import dev.belay.api.CloudReach;
import dev.belay.api.CloudReach.Node;
import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import dev.belay.api.FenceSecretKept;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What members reach of the cloud, and the password of their proxy, against an agent that answers
/// what the test says.
class CloudReachCommandTest {

    private static final String REACH = "GET /v1/cloud/reach";
    private static final Instant AT = Instant.parse("2026-11-29T05:00:00Z");
    private static final Probe GOOD =
            new Probe("https://ec2.eu-central-1.amazonaws.com", Result.BY_PROXY, "it answers");
    private static final Probe DENIED =
            new Probe("ec2:ReplaceRoute", Result.DENIED, "it was called without permission");

    @TempDir private Path folder;
    private ScriptedAgent agent;

    @BeforeEach
    void start() throws Exception {
        agent = new ScriptedAgent(folder);
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
    }

    private static Node node(String id, String version, Probe... probes) {
        return new Node(id, true, version, "10.0.9.9:3128", List.of(probes));
    }

    private Ran reached(Node... nodes) {
        agent.on(REACH, new CloudReach(AT, List.of(nodes)));
        return agent.run("cloud", "reach");
    }

    @Test
    void each_member_has_its_lines_and_the_exit_status_is_that_of_the_worst() {
        Ran good = reached(node("n1", "0.1.0", GOOD), node("n2", "0.1.0", GOOD));
        assertThat(good.code()).isEqualTo(ExitCode.DONE);
        assertThat(good.out())
                .contains("n1  https://ec2.eu-central-1.amazonaws.com  reached through the proxy")
                .contains("Calls of n2 go through the proxy 10.0.9.9:3128.")
                .contains("Agent version on all members that answered: 0.1.0");

        Ran silent = reached(node("n1", "0.1.0", GOOD), Node.silent("n2"));
        assertThat(silent.code()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(silent.out()).contains("n2  did not answer");

        Ran denied = reached(node("n1", "0.1.0", GOOD, DENIED), Node.silent("n2"));
        assertThat(denied.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(denied.out()).contains("denied: 'belay cloud policy' shows the policy");
    }

    @Test
    void another_version_on_one_member_is_a_problem() {
        Ran ran = reached(node("n1", "0.1.0", GOOD), node("n2", "0.2.0", GOOD));

        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.out()).contains("Agent versions differ (n1 0.1.0, n2 0.2.0)");
    }

    @Test
    void the_password_of_a_proxy_comes_on_standard_input_and_never_on_the_command_line() {
        agent.on("PUT /v1/proxy/secrets", new FenceSecretKept(List.of("n1"), List.of("n2")));
        Ran wrong = agent.run("proxy", "secret", "squid", "hunter2");
        assertThat(wrong.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(wrong.out() + wrong.err()).doesNotContain("hunter2");
        assertThat(agent.changes()).isEmpty();

        Ran told = agent.run("proxy", "secret", "squid", "-");
        assertThat(told.code()).isEqualTo(ExitCode.FAILED);
        assertThat(told.out()).as("nothing came").contains("password of squid is forgotten on n1");
        assertThat(told.err()).contains("not reached: n2");
    }
}
