package dev.belay.agent.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.LiveFolder;
import dev.belay.api.AdminPrepare;
import dev.belay.api.ApiError;
import dev.belay.api.EnrollmentOpened;
import dev.belay.api.EnrollmentView.Candidate;
import dev.belay.api.EnrollmentView.Step;
import dev.belay.api.MemberRemoval;
import dev.belay.api.MemberRemoval.Afterwards;
import dev.belay.api.NodeRename;
import dev.belay.api.NodeStanding;
import dev.belay.api.NodeStanding.Stage;
import dev.belay.api.WorkerPrepare;
import dev.belay.api.WorkerPrepared;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Member;
import dev.belay.model.status.NodeState;
import dev.belay.reach.AgentException;
import dev.belay.reach.EventScope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole agents that come into a cluster by their API alone.
class EnrollmentTest {

    /// Each test has addresses of its own: those of the one before may still be closing.
    private static final AtomicInteger NETWORK =
            new AtomicInteger((int) (ProcessHandle.current().pid() % 200));

    @TempDir Path folder;
    private final int network = NETWORK.incrementAndGet() % 250;
    private final BareHost.Names names = new BareHost.Names();
    private final List<BareHost> hosts = new ArrayList<>();

    @AfterEach
    void stop() {
        hosts.forEach(BareHost::close);
    }

    @Test
    void a_node_in_no_cluster_says_so_and_shows_itself_alone() throws Exception {
        BareHost one = host("gw-1", 1);
        NodeStanding standing = one.api().standing();
        assertThat(standing.stage()).isEqualTo(Stage.SINGLE);
        assertThat(standing.hindrances())
                .extracting(ApiError::code)
                .containsExactly("keys-not-reset");
        assertThat(one.api().whoAmI().clusterId()).isEmpty();
        var status = one.api().status();
        assertThat(status.clusterId()).isEmpty();
        assertThat(status.problems()).isEmpty();
        assertThat(status.nodes())
                .singleElement()
                .satisfies(node -> assertThat(node.reasonCode()).isEqualTo("not-in-cluster"));
        assertCode("not-in-cluster", () -> one.api().setting("label.a"));
        assertCode(
                "not-in-cluster",
                () -> one.api().writeSetting("label.a", new dev.belay.api.SettingWrite("x", null)));
    }

    @Test
    void keys_are_reset_once_and_their_private_part_is_for_the_owner_alone() throws Exception {
        BareHost one = host("gw-1", 1);
        var reset = one.api().resetKeys();
        assertThat(reset.fingerprint()).startsWith("SHA256:");
        assertThat(one.api().standing().keyFingerprint()).isEqualTo(reset.fingerprint());
        assertThat(Files.getPosixFilePermissions(one.stateDir().resolve("keys/node.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertCode("keys-already-reset", () -> one.api().resetKeys());
        one.api().resetNode(new MemberRemoval(Afterwards.WIPE, false));
        assertThat(one.api().resetKeys().fingerprint()).isNotEqualTo(reset.fingerprint());
    }

    @Test
    void a_node_founds_a_cluster_takes_another_in_and_both_remember_it() throws Exception {
        BareHost admin = host("gw-1", 1);
        BareHost worker = host("gw-2.example.org", 2);
        admin.api().resetKeys();
        worker.api().resetKeys();

        EnrollmentOpened opened = admin.api().prepareAdmin(prepare("Edge Tokyo", 1));

        assertThat(opened.token()).matches("gw-1:7421:[0-9a-f-]{36}:pin-sha256:[A-Za-z0-9+/]{43}=");
        assertThat(admin.api().standing().stage()).isEqualTo(Stage.ADMIN);
        assertThat(admin.api().whoAmI().clusterId()).startsWith("edge-tokyo-");
        assertCode("ha-already-set-up", () -> admin.api().resetKeys());
        assertCode(
                "worker-is-admin",
                () -> admin.api().prepareWorker(new WorkerPrepare(opened.token())));

        WorkerPrepared prepared = worker.api().prepareWorker(new WorkerPrepare(via(opened, admin)));

        assertThat(prepared.node()).isEqualTo("gw-2");
        assertThat(prepared.admin()).isEqualTo("gw-1");
        assertThat(prepared.clusterName()).isEqualTo("Edge Tokyo");
        assertThat(members(admin))
                .extracting(Member::id, Member::name, Member::admin)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("gw-1", "gw-1", true),
                        org.assertj.core.groups.Tuple.tuple("gw-2", "gw-2.example.org", false));
        assertThat(admin.api().enrollment().open()).isNull();
        assertThat(admin.api().enrollment().candidates())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.node()).isEqualTo("gw-2");
                    assertThat(one.step()).isIn(Step.CONFIG, Step.VERIFIED);
                });
        await(() -> events(admin).contains("enrollment.closed"));
        assertThat(events(admin))
                .contains("keys.reset", "cluster.joined", "enrollment.opened", "member.admitted");

        admin.stop();
        admin.start();
        await(() -> admin.api().standing().stage() == Stage.ADMIN);
        await(() -> members(admin).size() == 2);
    }

    @Test
    void a_second_use_is_refused_and_is_an_event_that_somebody_must_look_at() throws Exception {
        BareHost admin = host("gw-1", 1);
        BareHost second = host("gw-2", 2);
        BareHost third = host("gw-3", 3);
        for (BareHost one : hosts) {
            one.api().resetKeys();
        }
        EnrollmentOpened opened = admin.api().prepareAdmin(prepare(null, 1));
        second.api().prepareWorker(new WorkerPrepare(via(opened, admin)));

        assertCode(
                "token-used",
                () -> third.api().prepareWorker(new WorkerPrepare(via(opened, admin))));

        assertThat(third.api().standing().stage()).isEqualTo(Stage.SINGLE);
        assertThat(members(admin)).extracting(Member::id).containsExactly("gw-1", "gw-2");
        assertThat(events(admin)).contains("token.reused");
        assertThat(admin.api().enrollment().candidates())
                .extracting(Candidate::node, Candidate::step)
                .contains(org.assertj.core.groups.Tuple.tuple("gw-3", Step.REFUSED));
    }

    @Test
    void a_node_whose_name_is_not_set_founds_nothing() throws Exception {
        BareHost one = host("localhost", 1);
        one.api().resetKeys();
        assertCode("host-name-not-set", () -> one.api().prepareAdmin(prepare(null, 1)));
        one.rename("gw-9");
        assertCode("host-unresolvable", () -> one.api().prepareAdmin(prepare(null, 1)));
        assertThat(one.stateDir().resolve("membership.json")).doesNotExist();
        assertThat(one.stateDir().resolve("authorities")).doesNotExist();
    }

    @Test
    void enrollment_that_was_ended_takes_nobody() throws Exception {
        BareHost admin = host("gw-1", 1);
        BareHost worker = host("gw-2", 2);
        admin.api().resetKeys();
        worker.api().resetKeys();
        EnrollmentOpened opened = admin.api().prepareAdmin(prepare(null, 1));
        assertThat(admin.api().endEnrollment().open()).isNull();
        assertCode(
                "enrollment-closed",
                () -> worker.api().prepareWorker(new WorkerPrepare(via(opened, admin))));
        EnrollmentOpened again = admin.api().prepareAdmin(prepare(null, 1));
        assertThat(again.token()).isNotEqualTo(opened.token());
        worker.api().prepareWorker(new WorkerPrepare(via(again, admin)));
        assertThat(members(admin)).hasSize(2);
    }

    @Test
    void a_token_is_for_its_own_cluster_alone() throws Exception {
        BareHost admin = host("gw-1", 1);
        BareHost other = host("dc-1", 2);
        BareHost worker = host("gw-2", 3);
        for (BareHost one : hosts) {
            one.api().resetKeys();
        }
        EnrollmentOpened opened = admin.api().prepareAdmin(prepare(null, 1));
        other.api().prepareAdmin(prepare(null, 1));
        assertCode(
                "token-of-another-cluster",
                () -> worker.api().prepareWorker(new WorkerPrepare(via(opened, other))));
        assertThat(events(other)).doesNotContain("member.admitted");
    }

    @Test
    void three_hosts_become_an_admin_and_two_workers_and_the_admin_sees_them_verified()
            throws Exception {
        BareHost admin = host("gw-1", 1);
        BareHost second = host("gw-2", 2);
        BareHost third = host("gw-3", 3);
        for (BareHost one : hosts) {
            one.api().resetKeys();
        }
        EnrollmentOpened opened = admin.api().prepareAdmin(prepare("Edge", 2));
        for (BareHost one : List.of(second, third)) {
            one.api().prepareWorker(new WorkerPrepare(via(opened, admin)));
        }
        await(() -> steps(admin).equals(List.of(Step.VERIFIED, Step.VERIFIED)));
        for (BareHost one : hosts) {
            await(() -> heard(one) == 3);
        }
        assertThat(second.api().standing().stage()).isEqualTo(Stage.WORKER);
        second.api().writeSetting("label.rack", new dev.belay.api.SettingWrite("r1", null));
        assertThat(third.api().setting("label.rack").value()).isEqualTo("r1");

        third.stop();
        third.start();
        await(() -> third.api().standing().stage() == Stage.WORKER);
        await(() -> third.api().setting("label.rack").value().equals("r1"));
        assertNoSecret(opened.token());
    }

    @Test
    void a_worker_that_is_reset_leaves_and_can_come_back_under_the_same_name() throws Exception {
        BareHost admin = host("gw-1", 1);
        BareHost worker = host("gw-2", 2);
        admin.api().resetKeys();
        worker.api().resetKeys();
        EnrollmentOpened opened = admin.api().prepareAdmin(prepare(null, 1));
        worker.api().prepareWorker(new WorkerPrepare(via(opened, admin)));
        await(() -> worker.api().standing().stage() == Stage.WORKER);

        NodeStanding left = worker.api().resetNode(new MemberRemoval(Afterwards.WIPE, false));

        assertThat(left.stage()).isEqualTo(Stage.SINGLE);
        assertThat(left.keysResetAt()).isNull();
        await(() -> members(admin).size() == 1);
        worker.api().resetKeys();
        EnrollmentOpened again = admin.api().prepareAdmin(prepare(null, 1));
        worker.api().prepareWorker(new WorkerPrepare(via(again, admin)));
        await(() -> steps(admin).equals(List.of(Step.VERIFIED)));
    }

    @Test
    void a_renamed_worker_leaves_and_comes_back_under_its_new_name() throws Exception {
        BareHost admin = host("gw-1", 1);
        BareHost worker = host("gw-2", 2);
        admin.api().resetKeys();
        worker.api().resetKeys();
        EnrollmentOpened opened = admin.api().prepareAdmin(prepare(null, 1));
        worker.api().prepareWorker(new WorkerPrepare(via(opened, admin)));
        await(() -> worker.api().standing().stage() == Stage.WORKER);
        assertCode("host-unresolvable", () -> worker.api().renameNode(new NodeRename("gw-9")));
        names.known.add("gw-9");
        assertCode("member-is-admin", () -> admin.api().renameNode(new NodeRename("gw-9")));

        NodeStanding renamed = worker.api().renameNode(new NodeRename("gw-9"));

        assertThat(renamed.hostName()).isEqualTo("gw-9");
        assertThat(renamed.node()).isEqualTo("gw-9");
        await(() ->
                members(admin).stream().map(Member::id).toList().equals(List.of("gw-1", "gw-9")));
        await(() -> worker.api().standing().stage() == Stage.WORKER);
        assertThat(worker.stateDir().resolve("rename.json")).doesNotExist();
        assertThat(events(worker)).contains("node.renamed");
    }

    @Test
    void the_only_node_of_a_cluster_leaves_it_and_a_former_admin_must_be_reset_first()
            throws Exception {
        BareHost one = host("gw-1", 1);
        one.api().resetKeys();
        one.api().prepareAdmin(prepare(null, 1));

        NodeStanding left = one.api().resetNode(new MemberRemoval(Afterwards.STANDALONE, false));

        assertThat(left.stage()).isEqualTo(Stage.REMOVED);
        assertThat(left.wasAdmin()).isTrue();
        assertCode("former-admin-not-reset", () -> one.api().prepareWorker(new WorkerPrepare("x")));
        assertThat(one.api().resetNode(new MemberRemoval(Afterwards.WIPE, false)).stage())
                .isEqualTo(Stage.SINGLE);
        one.api().resetKeys();
        one.api().prepareAdmin(prepare(null, 1));
        assertThat(one.api().standing().stage()).isEqualTo(Stage.ADMIN);
    }

    private BareHost host(String name, int number) throws Exception {
        Path home = folder.resolve("h" + number);
        Files.createDirectories(home);
        var host = new BareHost(home, name, address(number), names);
        hosts.add(host);
        return host.start();
    }

    private String address(int number) {
        return "127.66." + network + "." + number;
    }

    /// Made-up names lead nowhere on this machine: the address stands for them.
    private String via(EnrollmentOpened opened, BareHost admin) {
        return address(hosts.indexOf(admin) + 1)
                + opened.token().substring(opened.token().indexOf(':'));
    }

    private static AdminPrepare prepare(
            @org.jspecify.annotations.Nullable String name, int workers) {
        return new AdminPrepare(name, workers, null, false);
    }

    private static long heard(BareHost host) throws AgentException {
        return host.api().status().nodes().stream()
                .filter(node -> node.state() != NodeState.UNKNOWN)
                .count();
    }

    private static List<Member> members(BareHost host) throws AgentException {
        return host.api().status().nodes().stream().map(node -> node.member()).toList();
    }

    private static List<Step> steps(BareHost host) throws AgentException {
        return host.api().enrollment().candidates().stream().map(Candidate::step).toList();
    }

    /// Looks through everything that the agents wrote: files, log, events.
    private void assertNoSecret(String token) throws Exception {
        String secret = token.replaceAll(".*([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}).*", "$1");
        for (BareHost one : hosts) {
            assertThat(one.log.toString(StandardCharsets.UTF_8)).doesNotContain(secret);
            List<Path> files = LiveFolder.files(one.folder);
            assertThat(files).isNotEmpty();
            for (Path file : files) {
                String bytes = LiveFolder.bytes(file).orElse("");
                assertThat(bytes.contains(secret)).as(file.toString()).isFalse();
                if (bytes.contains("PRIVATE KEY")) {
                    assertThat(Files.getPosixFilePermissions(file))
                            .as(file.toString())
                            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
    }

    private static List<String> events(BareHost host) throws AgentException {
        return host.api().events(-1, 100, EventScope.NODE).stream().map(EventRecord::id).toList();
    }

    private static void assertCode(String code, Callable<?> call) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(
                        AgentException.class,
                        e -> assertThat(e.error().code()).as(e.getMessage()).isEqualTo(code));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!holds(condition)) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /// While a member comes or goes, a read may find no majority for a moment: not yet, not never.
    private static boolean holds(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (AgentException e) {
            if (e.error().code().equals("no-quorum")) {
                return false;
            }
            throw e;
        }
    }
}
