package dev.belay.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.core.fence.FenceAnswer;
import dev.belay.agent.core.fence.FenceDelay;
import dev.belay.agent.core.fence.FenceOutcome;
import dev.belay.agent.core.fence.FenceVerb;
import dev.belay.agent.program.MetadataException;
import dev.belay.agent.program.Programs;
import dev.belay.agent.program.Scripts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FenceAgentsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir Path folder;
    private Programs programs;

    @BeforeEach
    void open() {
        programs = new Programs(folder.resolve("run"));
    }

    private FenceAgents own(String body) {
        Scripts.write(folder.resolve("sbin/fence_own"), body);
        return new FenceAgents(List.of(folder.resolve("sbin")), programs, Duration.ofMillis(200));
    }

    private static FenceTool tool(String agent, Map<String, String> parameters, Duration timeout) {
        return new FenceTool(
                "device",
                agent,
                EnumSet.allOf(FenceVerb.class),
                new TreeMap<>(parameters),
                new TreeMap<>(Map.of("passwd", "s3cret")),
                timeout,
                FenceDelay.NONE);
    }

    private static FenceTool own() {
        return tool("fence_own", Map.of("plug", "n1"), LONG);
    }

    private FenceOutcome fence(FenceAgent agents, FenceTool tool, boolean isReboot)
            throws InterruptedException {
        return new Fencing(agents, new SplittableRandom(1))
                .fence(new TreeMap<>(Map.of(1, List.of(tool))), isReboot, _ -> {});
    }

    @Test
    void the_fence_dummy_of_the_distribution_turns_off_and_on() throws Exception {
        var agents = new FenceAgents(List.of(FenceAgents.FOLDER), programs);
        Path status = Files.writeString(folder.resolve("status"), "on");
        Set<FenceVerb> verbs = FenceAgents.verbs(agents.metadata("fence_dummy", LONG));
        FenceTool dummy =
                new FenceTool(
                        "dummy",
                        "fence_dummy",
                        verbs,
                        new TreeMap<>(Map.of("status_file", status.toString())),
                        new TreeMap<>(),
                        LONG,
                        FenceDelay.NONE);

        assertThat(verbs).containsExactlyInAnyOrder(FenceVerb.values());
        assertThat(agents.ask(dummy, FenceVerb.STATUS)).isInstanceOf(FenceAnswer.IsOn.class);
        assertThat(fence(agents, dummy, false)).isInstanceOf(FenceOutcome.Confirmed.class);
        assertThat(status).hasContent("off");
        assertThat(fence(agents, dummy, true)).isInstanceOf(FenceOutcome.Confirmed.class);
        assertThat(status).hasContent("on");
    }

    @Test
    void an_agent_reads_its_action_first_and_gets_no_arguments_and_no_secret_beside()
            throws Exception {
        FenceAgents agents =
                own(
                        "cat >%1$s/read; echo \"$# $*\" >%1$s/arguments; env >%1$s/env"
                                .formatted(folder));

        agents.ask(own(), FenceVerb.OFF);

        assertThat(folder.resolve("read")).hasContent("action=off\nplug=n1\npasswd=s3cret\n");
        assertThat(folder.resolve("arguments")).hasContent("0 ");
        assertThat(Files.readString(folder.resolve("env"))).doesNotContain("s3cret");
        assertThat(own().toString()).doesNotContain("s3cret");
    }

    @Test
    void a_secret_that_the_agent_repeats_is_not_shown() throws Exception {
        FenceAgents agents = own("echo 'login with s3cret failed' >&2; exit 1");

        assertThat(agents.ask(own(), FenceVerb.OFF))
                .isEqualTo(new FenceAnswer.Denied("exit code 1: login with *** failed"));
    }

    @Test
    void what_would_be_another_parameter_is_refused_without_its_value() throws Exception {
        FenceAgents agents = own("touch " + folder + "/canary");

        for (String value : List.of("s3\naction=on", "s3\rx", "s3\0")) {
            assertThat(agents.ask(tool("fence_own", Map.of("plug", value), LONG), FenceVerb.OFF))
                    .isEqualTo(
                            new FenceAnswer.Denied(
                                    "parameter 'plug' was wanted on one line, found a line feed or"
                                            + " another control character in it: remove that"));
        }
        for (String key : List.of("action", "option", "a=b", "a\nb", "")) {
            assertThat(agents.ask(tool("fence_own", Map.of(key, "on"), LONG), FenceVerb.OFF))
                    .isInstanceOf(FenceAnswer.Denied.class);
        }
        assertThat(agents.ask(tool("../sh", Map.of(), LONG), FenceVerb.OFF))
                .isInstanceOf(FenceAnswer.Denied.class);
        assertThat(folder.resolve("canary")).doesNotExist();
    }

    @Test
    void an_agent_that_lies_confirms_nothing() throws Exception {
        FenceAgents agents = own("exit 0");

        assertThat(fence(agents, own(), false)).isInstanceOf(FenceOutcome.Unknown.class);
        assertThat(fence(agents, own(), true)).isInstanceOf(FenceOutcome.Unknown.class);
    }

    @Test
    void an_agent_that_hangs_is_unknown_in_its_own_time() throws Exception {
        FenceAgents agents = own("trap '' TERM; while :; do sleep 1; done");

        assertThat(fence(agents, tool("fence_own", Map.of(), Duration.ofMillis(300)), false))
                .isEqualTo(
                        new FenceOutcome.Unknown(
                                List.of("level 1, device 'device', off: no answer within 300 ms")));
    }

    @Test
    void an_agent_that_prints_megabytes_and_leaves_a_child_is_heard() throws Exception {
        FenceAgents agents =
                own("yes noise | head -c 20000000 >&2; echo; sleep 5 & echo '\nlast' >&2; exit 1");

        assertThat(agents.ask(own(), FenceVerb.OFF))
                .isEqualTo(new FenceAnswer.Denied("exit code 1: last"));
    }

    @Test
    void an_agent_that_is_not_there_or_says_nothing_of_itself_is_named() throws Exception {
        FenceAgents agents = own("echo no; exit 0");

        assertThat(agents.ask(tool("fence_none", Map.of(), LONG), FenceVerb.OFF))
                .isInstanceOf(FenceAnswer.Denied.class);
        assertThatThrownBy(() -> agents.metadata("fence_own", LONG))
                .isInstanceOf(MetadataException.class);
        assertThatThrownBy(() -> agents.metadata("../sh", LONG))
                .hasMessage(
                        "a fence agent such as fence_ipmilan was wanted, found '../sh': correct its"
                                + " name");
    }

    @Test
    void the_confirmation_is_told_before_the_node_comes_back() throws Exception {
        List<String> order = new ArrayList<>();
        FenceAgent agent =
                (_, verb) -> {
                    order.add(verb.word());
                    return verb == FenceVerb.STATUS
                            ? new FenceAnswer.IsOff("off")
                            : new FenceAnswer.Accepted("ok");
                };

        FenceOutcome outcome =
                new Fencing(agent, new SplittableRandom(1))
                        .fence(
                                new TreeMap<>(Map.of(1, List.of(own()))),
                                true,
                                _ -> order.add("confirmed"));

        assertThat(outcome).isInstanceOf(FenceOutcome.Confirmed.class);
        assertThat(order).containsExactly("off", "status", "confirmed", "on");
    }
}
