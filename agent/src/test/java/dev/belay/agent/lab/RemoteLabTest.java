package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.remote.AuthKey;
import dev.belay.agent.remote.RemotedHost;
import dev.belay.api.DesignText;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.reach.ApiClient;
import dev.belay.reach.drill.ClientCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A remote node with the distribution's own `pacemaker-remoted` as a place for services of three
/// agents on real hosts.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RemoteLabTest {

    private static final String REMOTE = "far";
    private static final String STATE = "/run/Dummy-worker.state";

    private static final String DEVICE =
            """
            "fenceDevices": [ { "id": "power", "name": "power", "agent": "fence_far",
              "targets": [ "far" ], "timeout": "20s" },
              { "id": "lab-power", "name": "lab-power", "agent": "fence_lab",
                "targets": [ "node-1", "node-2", "node-3" ], "timeout": "20s" } ],
            """;

    @TempDir private static Path dir;
    private TestLab lab;
    private RemotedHost far;
    private String address;
    private AuthKey key;
    private boolean isOff;
    private final List<ApiClient> ways = new ArrayList<>();

    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(true, 3);
        for (LabNode node : lab.description.nodes()) {
            ways.add(lab.api(node.id()));
        }
        String first = lab.node("node-1").address();
        address = first.substring(0, first.lastIndexOf('.')) + ".210";
        byte[] bytes = new byte[AuthKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        key = AuthKey.of(bytes);
        Files.write(keyFile(), bytes);
        for (LabNode node : lab.description.nodes()) {
            Path agents = lab.folder.node(node.id()).resolve("state").resolve("fence-agents");
            Path agent = agents.resolve("fence_far");
            Files.writeString(agent, fence());
            Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        begin();
        apply(false);
    }

    /// Switches the host off by the hand of the test, which sees a file.
    private static String fence() {
        return """
        #!/bin/sh
        action=reboot
        while IFS='=' read -r name value; do [ "$name" = action ] && action=$value; done
        case $action in
            metadata) cat <<'END'
        <?xml version="1.0"?><resource-agent name="fence_far" shortdesc="The far host"><parameters>
        <parameter name="plug" required="0"><content type="string"/></parameter></parameters>
        <actions><action name="off"/><action name="status"/><action name="monitor"/><action name="metadata"/></actions>
        </resource-agent>
        END
                ;;
            status) [ -e %s/is-off ] && exit 2; exit 0 ;;
            off) touch %s/off; for i in $(seq 100); do [ -e %s/is-off ] && exit 0; sleep 0.1; done; exit 1 ;;
        esac
        """
                .formatted(dir, dir, dir);
    }

    private void begin() throws Exception {
        Files.deleteIfExists(dir.resolve("off"));
        Files.deleteIfExists(dir.resolve("is-off"));
        far = RemotedHost.startAt(SquidHost.switchOf(lab), address, dir, key);
        isOff = false;
    }

    private Path keyFile() {
        return lab.folder.node("node-1").resolveSibling("authkey");
    }

    @AfterAll
    void down() throws Exception {
        far.close();
        lab.close();
    }

    private void apply(boolean fences) throws Exception {
        apply(fences, true);
    }

    private void apply(boolean fences, boolean hasRemote) throws Exception {
        var nodes = new ArrayList<String>();
        for (LabNode node : lab.description.nodes()) {
            nodes.add(
                    """
                    { "id": "%s", "name": "%s", "role": "%s", "address": "%s" }
                    """
                            .formatted(
                                    node.id(),
                                    node.id(),
                                    node.id().equals("node-1") ? "admin" : "worker",
                                    node.address()));
        }
        String far =
                """
                { "id": "%s", "name": "%s", "role": "remote", "address": "%s", "remote": { "stock": true } }
                """
                        .formatted(REMOTE, REMOTE, address);
        if (hasRemote) {
            nodes.add(far);
        }
        String text =
                """
                { "format": "belay-design", "version": 1, "belay": "0.1",
                  "cluster": { "id": "lab", "name": "lab", "timing": { "name": "default" }, "fencing": %s },
                  "nodes": [ %s ],
                  %s
                  "services": [ { "id": "web", "name": "web",
                    "constraints": [ %s ],
                    "resources": [
                      { "type": "ocf", "name": "worker", "provider": "pacemaker", "agent": "Dummy",
                        "parameters": { "state": "%s" },
                        "operations": { "start": "20s", "stop": "20s", "monitor": "10s", "interval": "1s" } } ] } ] }
                """
                        .formatted(
                                fences,
                                String.join(",", nodes),
                                fences ? DEVICE : "",
                                hasRemote
                                        ? "{ \"type\": \"location\", \"place\": \"%s\", \"score\": 100 }"
                                                .formatted(REMOTE)
                                        : "",
                                STATE);
        ApiClient api = lab.api("node-1");
        api.putDesign(new DesignText(text, api.design().version()));
    }

    private Optional<ServiceView> view() throws Exception {
        return new ClientCluster(ways).services().services().stream().findFirst();
    }

    private ServiceView await(String what, Predicate<ServiceView> condition) throws Exception {
        var found = new ArrayList<ServiceView>();
        var last = new ArrayList<Optional<ServiceView>>();
        TestLab.await(
                what,
                () -> last + "; daemon: " + end(far.log()) + "; agents: " + logs(),
                () -> {
                    Optional<ServiceView> now = view();
                    last.clear();
                    last.add(now);
                    now.filter(condition).ifPresent(found::add);
                    return !found.isEmpty();
                });
        return found.getFirst();
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - 3_000));
    }

    private String logs() {
        var all = new StringBuilder();
        for (LabNode node : lab.description.nodes()) {
            try {
                Path folder = lab.folder.node(node.id());
                try (var files = Files.list(folder)) {
                    for (Path one : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                        all.append('\n')
                                .append(one)
                                .append(":\n")
                                .append(end(Files.readString(one)));
                    }
                }
            } catch (java.io.IOException e) {
                all.append(e.getMessage());
            }
        }
        return all.toString();
    }

    private ServiceView awaitActive(Predicate<String> node) throws Exception {
        return await("active", one -> one.state() == State.ACTIVE && node.test(one.node()));
    }

    /// When the state file of the resource was made: another one after each start.
    private String startedAt() throws Exception {
        return far.inside("stat", "-c", "%i %W", STATE);
    }

    private boolean runsThere() throws Exception {
        return far.inside("sh", "-c", "test -e " + STATE + " && echo yes || echo no")
                .strip()
                .equals("yes");
    }

    /// The member that has the connection, by whose address the daemon has one with.
    private String holder() throws Exception {
        String peers = far.inside("ss", "-Htn", "state", "established", "sport", "=", ":3121");
        return lab.description.nodes().stream()
                .filter(node ->
                        peers.contains(node.address() + ":")
                                || peers.contains(node.address() + "]:"))
                .map(LabNode::id)
                .findFirst()
                .orElse("");
    }

    @BeforeEach
    void settled() throws Exception {
        for (LabState.NodeView node : lab.state().nodes()) {
            if (node.life() == LabState.Life.DOWN) {
                lab.order(LabOrder.Verb.START, node.id());
            }
        }
        if (isOff) {
            begin();
        }
        TestLab.await(
                "cleared",
                () -> {
                    apply(false);
                    lab.api("node-1").clearService("web");
                    return true;
                });
        awaitActive(REMOTE::equals);
    }

    @Test
    void a_service_that_likes_it_there_runs_on_it_and_is_started_again_when_it_ends()
            throws Exception {
        assertThat(runsThere()).isTrue();
        String before = startedAt();
        far.inside("rm", STATE);
        TestLab.await("it runs again", this::runsThere);
        awaitActive(REMOTE::equals);
        assertThat(startedAt()).isNotEqualTo(before);
    }

    @Test
    void it_moves_to_a_member_and_back() throws Exception {
        lab.api("node-1").moveService("web", "node-2");
        awaitActive("node-2"::equals);
        assertThat(runsThere()).isFalse();
        lab.api("node-1").moveService("web", REMOTE);
        awaitActive(REMOTE::equals);
        assertThat(runsThere()).isTrue();
    }

    @Test
    void when_the_member_that_has_the_connection_dies_another_takes_it_and_the_service_goes_on()
            throws Exception {
        String before = startedAt();
        String holder = holder();
        assertThat(holder).isNotEmpty();
        lab.order(LabOrder.Verb.KILL, holder);
        TestLab.await(
                "another has the connection",
                () -> !holder().isEmpty() && !holder().equals(holder));
        awaitActive(REMOTE::equals);
        TestLab.await("it is known what runs there", () -> resourceRuns());
        String seen = view() + end(far.log()) + logs();
        assertThat(startedAt()).as(seen).isEqualTo(before);
    }

    private boolean resourceRuns() throws Exception {
        return view().stream()
                .flatMap(one -> one.resources().stream())
                .anyMatch(one -> one.state() == ServiceView.ResourceState.RUNNING);
    }

    @Test
    void when_the_daemon_is_started_anew_the_service_goes_on() throws Exception {
        String before = startedAt();
        far.signal("KILL");
        far.awaitDaemonsEnd();
        far.startDaemon();
        TestLab.await("it is connected again", () -> !holder().isEmpty());
        awaitActive(REMOTE::equals);
        assertThat(startedAt()).isEqualTo(before);
    }

    @Test
    void without_a_fence_device_the_service_of_a_silent_one_is_not_begun_elsewhere()
            throws Exception {
        String before = startedAt();
        far.cut(true);
        await("it is not known", one -> one.state() == State.UNKNOWN);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(25);
        while (System.nanoTime() < end) {
            for (ServiceView one : new ClientCluster(ways).services().services()) {
                assertThat(one.node()).isEqualTo(REMOTE);
            }
            Thread.sleep(200);
        }
        far.cut(false);
        awaitActive(REMOTE::equals);
        TestLab.await("it is looked at again", this::resourceRuns);
        assertThat(startedAt()).isEqualTo(before);
    }

    @Test
    void one_that_is_lost_is_fenced_and_its_service_goes_on_elsewhere_until_it_is_back()
            throws Exception {
        apply(true);
        awaitActive(REMOTE::equals);
        long began = System.nanoTime();
        far.cut(true);
        TestLab.await("it is fenced", () -> Files.exists(dir.resolve("off")));
        long asked = System.nanoTime() - began;
        assertThat(view().orElseThrow().node()).isEqualTo(REMOTE);
        far.close();
        isOff = true;
        Files.createFile(dir.resolve("is-off"));
        awaitActive(node -> !node.equals(REMOTE));
        System.out.println(
                "a remote node that was cut off was fenced after "
                        + TimeUnit.NANOSECONDS.toMillis(asked)
                        + " ms, its service ran elsewhere after "
                        + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)
                        + " ms");
        begin();
        awaitActive(REMOTE::equals);
    }

    @Test
    void one_with_another_key_is_not_heard_until_it_has_the_right_one() throws Exception {
        byte[] bytes = new byte[AuthKey.BYTES];
        bytes[0] = 1;
        far.signal("TERM");
        far.awaitDaemonsEnd();
        far.giveKey(AuthKey.of(bytes));
        far.startDaemon();
        TestLab.await(
                "the key is told",
                far::log,
                () ->
                        new ClientCluster(ways)
                                .services().hosts().stream()
                                        .filter(host -> host.node().equals(REMOTE))
                                        .anyMatch(host ->
                                                host.hindrance()
                                                        .contains(
                                                                "put the same key on both"
                                                                        + " ends")));
        far.signal("TERM");
        far.awaitDaemonsEnd();
        far.giveKey(key);
        far.startDaemon();
        awaitActive(REMOTE::equals);
    }

    @Test
    void one_that_is_about_to_stop_gives_its_services_away_first() throws Exception {
        far.signal("KILL");
        far.awaitDaemonsEnd();
        far.startAgent();
        TestLab.await("it is connected again", () -> !holder().isEmpty());
        awaitActive(REMOTE::equals);
        far.signal("TERM");
        awaitActive(node -> !node.equals(REMOTE));
        far.awaitDaemonsEnd();
        assertThat(runsThere()).isFalse();
        far.startDaemon();
        awaitActive(REMOTE::equals);
    }

    @Test
    void a_key_is_put_on_hosts_by_one_command() throws Exception {
        LabNode node = lab.node("node-2");
        lab.run("node-2", "mkdir -p /etc/pacemaker && mount -t tmpfs none /etc/pacemaker");
        Path file = Files.write(dir.resolve("new-key"), new byte[] {5, 6, 7});
        Process command =
                new ProcessBuilder(
                                System.getProperty("java.home") + "/bin/java",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.belay.agent.cli.Belay",
                                "remote",
                                "key",
                                "distribute",
                                "--key",
                                file.toString(),
                                "-i",
                                lab.description.keyFile(),
                                "--known-hosts",
                                lab.description.knownHostsFile(),
                                "%s@%s:%d"
                                        .formatted(
                                                lab.description.user(),
                                                node.address(),
                                                node.sshPort()))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor()).as(said).isZero();
        assertThat(
                        lab.run(
                                "node-2",
                                "cd /etc/pacemaker && stat -c '%a %G %s' authkey && ls -A && umount -l /etc/pacemaker"))
                .startsWith("640 haclient 3")
                .endsWith("\nauthkey\n");
    }

    @Test
    void what_runs_on_one_that_is_drawn_no_more_leaves_it_before_it_goes() throws Exception {
        apply(false, false);
        awaitActive(node -> !node.equals(REMOTE));
        assertThat(runsThere()).isFalse();
        TestLab.await(
                "it is no node any more",
                () ->
                        new ClientCluster(ways)
                                .services().hosts().stream()
                                        .noneMatch(host -> host.node().equals(REMOTE)));
        assertThat(holder()).isEmpty();
    }

    @Test
    void an_operator_who_has_seen_that_it_is_off_sets_its_service_free() throws Exception {
        far.cut(true);
        await("it is not known", one -> one.state() == State.UNKNOWN);
        far.close();
        isOff = true;
        lab.api("node-1").confirmFence(REMOTE);
        awaitActive(node -> !node.equals(REMOTE));
    }
}
