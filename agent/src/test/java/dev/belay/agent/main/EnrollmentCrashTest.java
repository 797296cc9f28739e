package dev.belay.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.AdminPrepare;
import dev.belay.api.EnrollmentOpened;
import dev.belay.api.EnrollmentView.Step;
import dev.belay.api.NodeStanding.Stage;
import dev.belay.api.WorkerPrepare;
import dev.belay.model.status.Member;
import dev.belay.reach.AgentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process that is gone at each step of its way: the next start finishes it or takes it back.
class EnrollmentCrashTest {

    private static final AtomicInteger NETWORK =
            new AtomicInteger((int) (ProcessHandle.current().pid() % 200));

    @TempDir Path folder;
    private final BareHost.Names names = new BareHost.Names();
    private final List<BareHost> hosts = new ArrayList<>();
    private final int network = NETWORK.incrementAndGet() % 250;

    @AfterEach
    void stop() {
        hosts.forEach(BareHost::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "founding.json",
                "authorities",
                "tls/node.key",
                "tls/node.pem",
                "membership.json",
                "raft",
                "belay-state.json"
            })
    void a_founder_that_is_killed_has_founded_or_can_found_again(String file) throws Exception {
        BareHost one = host("gw-1", 1).start();
        one.api().resetKeys();
        one.stop();

        crash(one, "gw-1", 1, file, "found", "");

        one.start();
        await(() -> one.api().standing().stage() != Stage.JOINING);
        if (one.api().standing().stage() == Stage.SINGLE) {
            assertThat(one.stateDir().resolve("authorities")).doesNotExist();
            assertThat(one.stateDir().resolve("tls")).doesNotExist();
        }
        EnrollmentOpened opened = prepare(one, 1);
        assertThat(opened.token()).startsWith("gw-1:");
        assertThat(one.api().standing().stage()).isEqualTo(Stage.ADMIN);
        await(() -> !Files.exists(one.stateDir().resolve("founding.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls", "tls/node.key", "tls/node.pem", "membership.json", "raft"})
    void a_worker_that_is_killed_is_a_member_or_joins_with_the_same_token(String file)
            throws Exception {
        BareHost admin = host("gw-1", 1).start();
        BareHost worker = host("gw-2", 2).start();
        admin.api().resetKeys();
        worker.api().resetKeys();
        worker.stop();
        String token = via(prepare(admin, 1), 1);

        crash(worker, "gw-2", 2, file, "join", token);

        worker.start();
        if (worker.api().standing().stage() == Stage.SINGLE) {
            worker.api().prepareWorker(new WorkerPrepare(token));
        }
        await(() -> worker.api().standing().stage() == Stage.WORKER);
        assertThat(ids(admin)).containsExactly("gw-1", "gw-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"leaving.json", "!raft", "!tls", "!membership.json", "!keys"})
    void a_worker_that_is_killed_while_it_is_reset_is_reset_at_the_next_start(String file)
            throws Exception {
        BareHost admin = host("gw-1", 1).start();
        BareHost worker = member(admin);
        worker.stop();

        crash(worker, "gw-2", 2, file, "reset", "");

        worker.start();
        assertThat(worker.api().standing().stage()).isEqualTo(Stage.SINGLE);
        assertThat(worker.api().standing().keysResetAt()).isNull();
        for (String left : List.of("raft", "tls", "membership.json", "leaving.json", "keys")) {
            assertThat(worker.stateDir().resolve(left)).doesNotExist();
        }
        await(() -> ids(admin).equals(List.of("gw-1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rename.json", "leaving.json", "!membership.json"})
    void a_worker_that_is_killed_while_it_is_renamed_comes_back_under_its_new_name(String file)
            throws Exception {
        BareHost admin = host("gw-1", 1).start();
        BareHost worker = member(admin);
        worker.stop();
        names.known.add("gw-9");

        crash(worker, "gw-2", 2, file, "rename", "gw-9");

        worker.start();
        await(() ->
                worker.api().standing().stage() == Stage.WORKER
                        && worker.api().standing().node().equals("gw-9"));
        await(() -> ids(admin).equals(List.of("gw-1", "gw-9")));
        await(() -> !Files.exists(worker.stateDir().resolve("rename.json")));
    }

    private BareHost member(BareHost admin) throws Exception {
        BareHost worker = host("gw-2", 2).start();
        admin.api().resetKeys();
        worker.api().resetKeys();
        worker.api().prepareWorker(new WorkerPrepare(via(prepare(admin, 1), 1)));
        await(() -> worker.api().standing().stage() == Stage.WORKER);
        await(() -> admin.api().enrollment().candidates().getFirst().step() == Step.VERIFIED);
        return worker;
    }

    private void crash(
            BareHost host, String name, int number, String file, String action, String argument)
            throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashingHost.class.getName(),
                                host.folder.toString(),
                                name,
                                address(number),
                                file,
                                action,
                                argument)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("crash.log").toFile())
                        .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS))
                    .as(Files.readString(folder.resolve("crash.log")) + host.log)
                    .isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve("crash.log")))
                    .isEqualTo(9);
        } finally {
            process.destroyForcibly();
        }
    }

    private BareHost host(String name, int number) throws Exception {
        Path home = folder.resolve("h" + number);
        Files.createDirectories(home);
        var host = new BareHost(home, name, address(number), names);
        hosts.add(host);
        return host;
    }

    private String address(int number) {
        return "127.68." + network + "." + number;
    }

    private String via(EnrollmentOpened opened, int admin) {
        return address(admin) + opened.token().substring(opened.token().indexOf(':'));
    }

    private static EnrollmentOpened prepare(BareHost host, int workers) throws AgentException {
        return host.api().prepareAdmin(new AdminPrepare("Edge", workers, null, false));
    }

    private static List<String> ids(BareHost host) throws AgentException {
        return host.api().status().nodes().stream()
                .map(node -> node.member())
                .map(Member::id)
                .toList();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
