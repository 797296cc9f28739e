package dev.belay.agent.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.program.Metadata;
import dev.belay.agent.program.MetadataException;
import dev.belay.agent.program.Programs;
import dev.belay.agent.program.Scripts;
import dev.belay.agent.resource.Result.Done;
import dev.belay.agent.resource.Result.Failed;
import dev.belay.agent.resource.Result.NotHere;
import dev.belay.agent.resource.Result.NotRunning;
import dev.belay.agent.resource.Result.NotStarted;
import dev.belay.agent.resource.Result.Reach;
import dev.belay.agent.resource.Result.RunningPromoted;
import dev.belay.agent.resource.Result.Unknown;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OcfAgentTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration EVERY = Duration.ofSeconds(10);

    @TempDir Path folder;
    private Programs programs;
    private ClusterTools tools;

    @BeforeEach
    void open() throws IOException {
        programs = new Programs(folder.resolve("run"));
        tools = ClusterTools.install(folder.resolve("tools"));
    }

    private OcfAgent installed(String provider, String type) {
        return new OcfAgents(OcfAgents.ROOT, programs, tools, "node-1").agent(provider, type);
    }

    private OcfAgent written(String body) {
        Scripts.write(folder.resolve("ocf/resource.d/test/Own"), body);
        return new OcfAgents(
                        folder.resolve("ocf"), programs, tools, "node-1", Duration.ofMillis(200))
                .agent("test", "Own");
    }

    private static SortedMap<String, String> map(String... pairs) {
        var map = new TreeMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static ResourceCall call(ResourceAction action) {
        return ResourceCall.of("r1", action, LONG);
    }

    private static ResourceCall monitor() {
        return ResourceCall.monitor("r1", EVERY, LONG);
    }

    @Test
    void the_Dummy_of_the_distribution_starts_runs_and_stops() throws Exception {
        OcfAgent dummy = installed("heartbeat", "Dummy");
        var parameters = map("state", folder.resolve("state").toString());

        assertThat(dummy.perform(call(ResourceAction.PROBE).withParameters(parameters)))
                .isInstanceOf(NotRunning.class);
        assertThat(dummy.perform(call(ResourceAction.START).withParameters(parameters)))
                .isInstanceOf(Done.class);
        assertThat(dummy.perform(monitor().withParameters(parameters))).isInstanceOf(Done.class);
        assertThat(dummy.perform(call(ResourceAction.VALIDATE).withParameters(parameters)))
                .isInstanceOf(Done.class);
        assertThat(dummy.perform(call(ResourceAction.STOP).withParameters(parameters)))
                .isInstanceOf(Done.class);
        assertThat(dummy.perform(call(ResourceAction.PROBE).withParameters(parameters)))
                .isInstanceOf(NotRunning.class);
    }

    @Test
    void the_Stateful_of_Pacemaker_is_promoted_and_its_scores_land() throws Exception {
        OcfAgent stateful = installed("pacemaker", "Stateful");
        var parameters = map("state", folder.resolve("state").toString());

        Result start = stateful.perform(call(ResourceAction.START).withParameters(parameters));
        Result promote = stateful.perform(call(ResourceAction.PROMOTE).withParameters(parameters));
        Result monitor = stateful.perform(monitor().withParameters(parameters));
        Result demote = stateful.perform(call(ResourceAction.DEMOTE).withParameters(parameters));
        Result stop = stateful.perform(call(ResourceAction.STOP).withParameters(parameters));

        assertThat(((Done) start).trace().promotion()).isEqualTo(new Promotion.Scored(5));
        assertThat(((Done) promote).trace().promotion()).isEqualTo(new Promotion.Scored(10));
        assertThat(monitor).isInstanceOf(RunningPromoted.class);
        assertThat(((Done) demote).trace().promotion()).isEqualTo(new Promotion.Scored(5));
        assertThat(((Done) stop).trace().promotion()).isEqualTo(new Promotion.Withdrawn());
    }

    @Test
    void what_the_installed_agents_say_of_themselves_is_read() throws Exception {
        Metadata dummy = installed("heartbeat", "Dummy").metadata(LONG);
        Metadata stateful = installed("pacemaker", "Stateful").metadata(LONG);
        Metadata nginx = installed("heartbeat", "nginx").metadata(LONG);

        assertThat(dummy.parameters())
                .extracting(Metadata.Parameter::name)
                .containsExactly("state", "fake");
        assertThat(stateful.offers("promote")).isTrue();
        assertThat(nginx.parameters())
                .extracting(Metadata.Parameter::name)
                .contains("configfile", "httpd");
        assertThat(new OcfAgents(OcfAgents.ROOT, programs, tools, "node-1").installed())
                .contains("heartbeat:IPaddr2", "pacemaker:Stateful");
    }

    @Test
    void an_agent_that_lacks_its_program_cannot_run_on_this_node() throws Exception {
        OcfAgent mysql = installed("heartbeat", "mysql");
        ResourceCall validate =
                call(ResourceAction.VALIDATE).withParameters(map("binary", "/no/such/mysqld"));

        assertThat(mysql.perform(validate))
                .isInstanceOfSatisfying(
                        Failed.class,
                        it -> {
                            assertThat(it.reach()).isEqualTo(Reach.NODE);
                            assertThat(it.code()).isEqualTo(5);
                            assertThat(it.trace().reason()).contains("/no/such/mysqld");
                        });
    }

    @Test
    void an_agent_that_is_not_installed_is_not_here() throws Exception {
        OcfAgent none = installed("heartbeat", "None");

        assertThat(none.perform(call(ResourceAction.PROBE)))
                .isInstanceOfSatisfying(
                        NotHere.class,
                        it ->
                                assertThat(it.trace().reason())
                                        .isEqualTo(
                                                "ocf:heartbeat:None is not installed: install the"
                                                        + " package that has"
                                                        + " '/usr/lib/ocf/resource.d/heartbeat/None'"));
        assertThat(none.perform(call(ResourceAction.START))).isInstanceOf(Failed.class);
        assertThat(installed("..", "x").perform(call(ResourceAction.START)))
                .isInstanceOf(NotStarted.class);
    }

    @Test
    void an_agent_finds_all_that_OCF_promises_and_nothing_else() throws Exception {
        String tricky = "$(touch " + folder + "/canary)\n-rf `id`";
        OcfAgent agent = written("[ $# = 1 ] && echo \"$1\" && env -0 | sort -z | tr '\\0' '|'");

        Result result =
                agent.perform(
                        ResourceCall.monitor("web:0", EVERY, LONG)
                                .withParameters(map("ip", tricky, "CRM_meta_interval", "0"))
                                .withMeta(map("clone_max", "2"))
                                .withDepth(10));

        String[] said = ((Done) result).trace().out().split("\\|", -1);
        assertThat(said[0]).startsWith("monitor\n");
        assertThat(said)
                .contains(
                        "HA_LOGFACILITY=none",
                        "HA_SBIN_DIR=" + folder.resolve("tools"),
                        "OCF_CHECK_LEVEL=10",
                        "OCF_EXIT_REASON_PREFIX=ocf-exit-reason:",
                        "OCF_RA_VERSION_MAJOR=1",
                        "OCF_RA_VERSION_MINOR=1",
                        "OCF_RESKEY_CRM_meta_clone_max=2",
                        "OCF_RESKEY_CRM_meta_interval=10000",
                        "OCF_RESKEY_CRM_meta_name=monitor",
                        "OCF_RESKEY_CRM_meta_on_node=node-1",
                        "OCF_RESKEY_CRM_meta_timeout=20000",
                        "OCF_RESKEY_ip=" + tricky,
                        "OCF_RESOURCE_INSTANCE=web:0",
                        "OCF_RESOURCE_PROVIDER=test",
                        "OCF_RESOURCE_TYPE=Own",
                        "OCF_ROOT=" + folder.resolve("ocf"),
                        "PATH=" + folder.resolve("tools") + ":/usr/sbin:/usr/bin:/sbin:/bin")
                .noneMatch(one -> one.startsWith("HOME=") || one.startsWith("JAVA_HOME="));
        assertThat(folder.resolve("canary")).doesNotExist();
    }

    @Test
    void a_name_or_a_NUL_that_cannot_be_told_is_refused() throws Exception {
        OcfAgent agent = written("exit 0");
        ResourceCall start = call(ResourceAction.START);

        assertThat(agent.perform(start.withParameters(map("a-b", "1"))))
                .isEqualTo(
                        new NotStarted(
                                "resource 'r1': a parameter's name of letters, digits and _ was"
                                        + " wanted, found 'a-b': correct it"));
        assertThat(agent.perform(start.withParameters(map("a", "secret\0"))))
                .isEqualTo(
                        new NotStarted(
                                "resource 'r1': parameter 'a' has a NUL in its value: remove that"
                                        + " character"));
        assertThat(start.withParameters(map("a", "secret"))).hasToString("start of r1");
    }

    @Test
    void an_agent_that_hangs_is_unknown_neither_failed_nor_done() throws Exception {
        OcfAgent agent = written("trap '' TERM; while :; do sleep 1; done");

        assertThat(
                        agent.perform(
                                ResourceCall.of("r1", ResourceAction.STOP, Duration.ofMillis(200))))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void a_failure_carries_its_reason_and_strange_codes_are_soft() throws Exception {
        OcfAgent agent = written("echo 'ocf-exit-reason:no disk' >&2; exit 77");

        assertThat(agent.perform(call(ResourceAction.START)))
                .isInstanceOfSatisfying(
                        Failed.class,
                        it -> {
                            assertThat(it.code()).isEqualTo(77);
                            assertThat(it.reach()).isEqualTo(Reach.SOFT);
                            assertThat(it.trace().reason()).isEqualTo("no disk");
                        });
    }

    @Test
    void what_an_agent_tells_and_asks_the_cluster_is_heard_and_answered() throws Exception {
        OcfAgent agent =
                written(
                        """
                        PATH=$HA_SBIN_DIR:$PATH
                        crm_node -n
                        crm_attribute -N node-1 -n known -G -q
                        crm_attribute -n none -q -G -d 7; crm_attribute -n none -G 2>/dev/null; echo $?
                        crm_master -Q -l reboot -v100
                        attrd_updater -n '$(touch canary)' -U '`id`' -d 5s
                        attrd_updater -n '$(touch canary)' -Q
                        crm_attribute -N node-2 -l forever --name=gone --delete
                        crm_attribute -p -v -INFINITY
                        crm_attribute -n ../../x -v 1 2>/dev/null; echo $?
                        crm_mon -1 2>/dev/null; echo $?
                        """);

        Result result =
                agent.perform(
                        ResourceCall.of("web:3", ResourceAction.START, LONG)
                                .withAttributes(map("known", "a b")));

        Trace trace = ((Done) result).trace();
        assertThat(trace.out())
                .isEqualTo(
                        "node-1\na b\n7\n105\nname=\"$(touch canary)\" host=\"node-1\""
                                + " value=\"`id`\"\n64\n1");
        assertThat(trace.promotion()).isEqualTo(new Promotion.Scored(-1_000_000));
        assertThat(trace.updates())
                .containsExactly(
                        new AttributeUpdate("node-1", "master-web", Optional.of("100"), false),
                        new AttributeUpdate(
                                "node-1", "$(touch canary)", Optional.of("`id`"), false),
                        new AttributeUpdate("node-2", "gone", Optional.empty(), true),
                        new AttributeUpdate(
                                "node-1", "master-web", Optional.of("-INFINITY"), false));
        assertThat(folder.resolve("run")).isEmptyDirectory();
    }

    @Test
    void an_agent_that_says_nonsense_of_itself_is_named() {
        for (Map.Entry<String, String> one :
                Map.of(
                                "sleep 60", "within 300 ms",
                                "exit 3", "ended with 3",
                                "yes '<a>'", "within 300 ms",
                                "echo '<a/>'", "<resource-agent> was wanted",
                                "yes '<a>' | head -c 2000000", "found more")
                        .entrySet()) {
            assertThatThrownBy(() ->
                            written(one.getKey())
                                    .metadata(
                                            Duration.ofMillis(
                                                    one.getValue().startsWith("within")
                                                            ? 300
                                                            : 10_000)))
                    .isInstanceOf(MetadataException.class)
                    .hasMessageContaining(one.getValue());
        }
    }
}
