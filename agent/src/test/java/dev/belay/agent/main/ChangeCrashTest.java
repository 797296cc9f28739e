package dev.belay.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.enroll.Pem;
import dev.belay.api.ConfigSetView;
import dev.belay.api.MemberRemoval;
import dev.belay.api.MemberRemoval.Afterwards;
import dev.belay.api.NodeStanding.Stage;
import dev.belay.api.Rotation;
import dev.belay.api.TrustView;
import dev.belay.model.status.NodeState;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A node that is killed in the middle of a change of its cluster: the next start finishes it or
/// takes it back, and the same can be asked for again. One moment is taken of each change;
/// `-Dbelay.test.args=-Dbelay.crash.all=true` takes eight.
class ChangeCrashTest extends HostsOnLoopback {

    private static final int FILES = 40;

    /// When it is killed, in milliseconds after the change was asked for.
    static List<String> moments() {
        return Boolean.getBoolean("belay.crash.all")
                ? List.of("@1", "@15", "@40", "@80", "@150", "@300", "@700", "@1500")
                : List.of("@120");
    }

    @ParameterizedTest
    @MethodSource("moments")
    void an_admin_that_is_killed_while_it_removes_a_worker(String when) throws Exception {
        BareHost admin = host("gw-1", 1).start();
        BareHost worker = member(admin);
        admin.stop();

        crash(admin, "gw-1", 1, when, "remove", "gw-2");

        admin.start();
        await(() -> isQuorate(admin));
        if (ids(admin).contains("gw-2")) {
            admin.api().removeMember("gw-2", new MemberRemoval(Afterwards.WIPE, false));
        }
        await(() -> ids(admin).equals(List.of("gw-1")));
        await(() -> worker.api().standing().stage() == Stage.SINGLE);
        await(() -> isQuorate(admin));
        assertThat(admin.api().standing().stage()).isEqualTo(Stage.ADMIN);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void a_worker_that_is_killed_while_its_key_changes(String when) throws Exception {
        BareHost admin = host("gw-1", 1).start();
        BareHost worker = member(admin);
        worker.stop();

        crash(worker, "gw-2", 2, when, "rotate", "");

        worker.start();
        awaitTrusted(admin, worker);
        String before = serial(worker);
        worker.api().rotateKeys(new Rotation(false));
        await(() -> !serial(worker).equals(before));
        awaitTrusted(admin, worker);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void an_admin_that_is_killed_while_the_authority_changes(String when) throws Exception {
        BareHost admin = host("gw-1", 1).start();
        BareHost worker = member(admin);
        admin.stop();

        crash(admin, "gw-1", 1, when, "rotate-authority", "");

        admin.start();
        await(() -> isQuorate(admin) && admin.api().trust().authorities().size() == 1);
        awaitTrusted(admin, worker);
        assertThat(admin.api().trust().certificates())
                .extracting(TrustView.Certificate::authority)
                .containsOnly(admin.api().trust().signing());
    }

    @ParameterizedTest
    @MethodSource("moments")
    void an_admin_that_is_killed_while_it_publishes(String when) throws Exception {
        BareHost admin = host("gw-1", 1).start();
        BareHost worker = member(admin);
        Path site = site("first");
        CrashingHost.publish(admin, site);
        await(() -> live(admin) == 1 && hasEverywhere("first"));
        admin.stop();
        site("second");

        crash(admin, "gw-1", 1, when, "publish", site.toString());

        admin.start();
        await(() -> isQuorate(admin) && isAtRest(admin));
        String in = live(admin) == 1 ? "first" : "second";
        await(() -> hasEverywhere(in));

        site("third");
        CrashingHost.publish(admin, site);
        await(() -> isAtRest(admin) && hasEverywhere("third"));
        // A worker hears of the last report a little later than the admin.
        await(() -> live(worker) == live(admin));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void a_worker_that_is_killed_while_it_takes_a_version_over(String when) throws Exception {
        BareHost admin = host("gw-1", 1).start();
        BareHost worker = member(admin);
        Path site = site("first");
        CrashingHost.publish(admin, site);
        await(() -> live(admin) == 1 && hasEverywhere("first"));
        worker.stop();
        site("second");
        await(() -> !isSeen(admin));

        Thread publishing =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                await(() -> isSeen(admin));
                                CrashingHost.publish(admin, site);
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        });
        crash(worker, "gw-2", 2, when, "wait", "");
        publishing.join();

        worker.start();
        await(() -> isAtRest(admin));
        String in = live(admin) == 1 ? "first" : "second";
        await(() -> hasEverywhere(in));
    }

    private Path site(String content) throws IOException {
        Path site = Files.createDirectories(folder.resolve("sets/site"));
        for (String node : List.of("gw-1", "gw-2")) {
            Files.createDirectories(folder.resolve("sets").resolve(node));
        }
        for (int i = 0; i < FILES; i++) {
            Files.writeString(site.resolve("page-" + i), content + " " + i + "\n".repeat(i));
        }
        return site;
    }

    /// Each node has all files of one version, and none of another.
    private boolean hasEverywhere(String content) throws IOException {
        for (String node : List.of("gw-1", "gw-2")) {
            Path target = folder.resolve("sets").resolve(node).resolve("site");
            if (!Files.isDirectory(target)) {
                return false;
            }
            var found = new TreeMap<String, Integer>();
            try (Stream<Path> files = Files.list(target)) {
                for (Path file : files.toList()) {
                    found.merge(Files.readString(file).split(" ", 2)[0], 1, Integer::sum);
                }
            }
            if (!found.equals(new TreeMap<>(Map.of(content, FILES)))) {
                return false;
            }
        }
        return true;
    }

    private static long live(BareHost host) throws AgentException {
        return host.api().configSet("site").live();
    }

    private static boolean isAtRest(BareHost host) throws AgentException {
        ConfigSetView.Rollout rollout = host.api().configSet("site").rollout();
        return rollout == null || rollout.phase().isEnd();
    }

    private static boolean isSeen(BareHost admin) throws AgentException {
        return admin.api().status().nodes().stream()
                .anyMatch(
                        one -> one.member().id().equals("gw-2") && one.state() == NodeState.ACTIVE);
    }

    private static boolean isQuorate(BareHost host) throws AgentException {
        return host.api().standing().stage() != Stage.JOINING
                && host.api().status().opinion().quorate();
    }

    /// The cluster and the node's own files speak of the same certificate.
    private static void awaitTrusted(BareHost admin, BareHost worker) throws Exception {
        await(() -> {
            String own = serial(worker);
            return isQuorate(admin)
                    && isQuorate(worker)
                    && admin.api().trust().certificates().stream()
                            .anyMatch(one -> one.node().equals("gw-2") && one.serial().equals(own));
        });
    }

    private static String serial(BareHost host) throws Exception {
        return Pem.readCertificate(host.stateDir().resolve("tls/node.pem"))
                .getSerialNumber()
                .toString(16);
    }
}
