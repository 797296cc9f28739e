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

/// Hosts in this process and, to be killed, in processes of their own.
abstract class HostsOnLoopback {

    private static final AtomicInteger NETWORK =
            new AtomicInteger((int) (ProcessHandle.current().pid() % 200));

    @TempDir Path folder;
    final BareHost.Names names = new BareHost.Names();
    private final List<BareHost> hosts = new ArrayList<>();
    private final int network = NETWORK.incrementAndGet() % 250;

    @AfterEach
    void stop() {
        hosts.forEach(BareHost::close);
    }

    BareHost member(BareHost admin) throws Exception {
        BareHost worker = host("gw-2", 2).start();
        admin.api().resetKeys();
        worker.api().resetKeys();
        worker.api().prepareWorker(new WorkerPrepare(via(prepare(admin, 1), 1)));
        await(() -> worker.api().standing().stage() == Stage.WORKER);
        await(() -> admin.api().enrollment().candidates().getFirst().step() == Step.VERIFIED);
        return worker;
    }

    void crash(BareHost host, String name, int number, String file, String action, String argument)
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

    BareHost host(String name, int number) throws Exception {
        Path home = folder.resolve("h" + number);
        Files.createDirectories(home);
        var host = new BareHost(home, name, address(number), names);
        hosts.add(host);
        return host;
    }

    String address(int number) {
        return "127.68." + network + "." + number;
    }

    String via(EnrollmentOpened opened, int admin) {
        return address(admin) + opened.token().substring(opened.token().indexOf(':'));
    }

    static EnrollmentOpened prepare(BareHost host, int workers) throws AgentException {
        return host.api().prepareAdmin(new AdminPrepare("Edge", workers, null, false));
    }

    static List<String> ids(BareHost host) throws AgentException {
        return host.api().status().nodes().stream()
                .map(node -> node.member())
                .map(Member::id)
                .toList();
    }

    static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
