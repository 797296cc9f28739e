package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.lease.Grant;
import dev.belay.agent.core.lease.Holder;
import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.core.lease.Terms;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// One node's loop with the real gate, and a coordinator that says yes.
@Tag("netns")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaseLoopTest {

    /// The self-kill is far away: it would end the tests.
    private static final Terms TERMS =
            new Terms(
                    Duration.ofMillis(50).toNanos(),
                    Duration.ofMinutes(10).toNanos(),
                    Duration.ofSeconds(1).toNanos(),
                    0,
                    Duration.ofMinutes(20).toNanos());

    private static final String WEB = "web";

    private NetHosts hosts;

    @BeforeAll
    void build() throws Exception {
        hosts = NetHosts.start();
    }

    @AfterAll
    void end() throws Exception {
        hosts.end();
    }

    @Test
    void two_addresses_that_one_stay_takes_after_each_other_are_both_renewed() throws Exception {
        InetAddress one = InetAddress.ofLiteral("10.99.7.51");
        InetAddress other = InetAddress.ofLiteral("10.99.7.52");
        for (InetAddress address : List.of(one, other)) {
            hosts.must(
                    "h1",
                    List.of(
                            "ip",
                            "address",
                            "add",
                            address.getHostAddress() + "/24",
                            "dev",
                            "eth0"));
        }
        hosts.inside("h1", () -> played(one, other));
    }

    private boolean played(InetAddress one, InetAddress other) throws Exception {
        var started = new CompletableFuture<Long>();
        var renewals = new AtomicInteger();
        var loop = new AtomicReference<LeaseLoop>();
        var services =
                new LeaseLoop.Services() {
                    @Override
                    public void start(String service, long generation) {
                        started.complete(generation);
                    }

                    @Override
                    public void stop(String service, long generation, long deadline) {}
                };
        try (Gate gate = Gate.build(List.of());
                SelfKill death = SelfKill.create();
                LeaseLoop run =
                        LeaseLoop.start(
                                Holder.first("node-1", 1, TERMS, SelfKill.now()),
                                UnaryOperator.identity(),
                                death,
                                report -> {
                                    renewals.incrementAndGet();
                                    LeaseLoop known = loop.get();
                                    if (known != null) {
                                        known.tell(
                                                new HolderInput.Granted(
                                                        report.question(),
                                                        new Grant(1, Map.of(WEB, 7L), Map.of()),
                                                        SelfKill.now()));
                                    }
                                },
                                services,
                                _ -> {})) {
            run.guardBy(gate);
            loop.set(run);
            assertThat(started.get(20, TimeUnit.SECONDS)).isEqualTo(7);
            assertThat(outcome(done -> run.guard(List.of(one, other), done))).isEmpty();
            assertThat(outcome(done -> run.guard(List.of(one, other), done))).isEmpty();
            assertThat(hosts.answers("client", one.getHostAddress())).isFalse();
            assertThat(outcome(done -> run.take(WEB, 6, List.of(one), done)))
                    .hasValue("its lease has ended meanwhile");
            assertThat(outcome(done -> run.take(WEB, 7, List.of(one), done))).isEmpty();
            assertThat(outcome(done -> run.take(WEB, 7, List.of(other), done))).isEmpty();

            // Beyond the time of the gate: only what is renewed is still open.
            assertThat(elapsed(renewals, 1_300)).isTrue();
            assertThat(hosts.answersSoon("client", one.getHostAddress())).isTrue();
            assertThat(hosts.answersSoon("client", other.getHostAddress())).isTrue();

            assertThat(outcome(done -> run.shut(WEB, List.of(one), done))).isEmpty();
            assertThat(outcome(done -> run.shut(WEB, List.of(one), done))).isEmpty();
            assertThat(hosts.answers("client", one.getHostAddress())).isFalse();
            assertThat(elapsed(renewals, 1_300)).isTrue();
            assertThat(hosts.answers("client", other.getHostAddress())).isTrue();

            assertThat(outcome(done -> run.shut(WEB, done))).isEmpty();
            assertThat(hosts.answers("client", other.getHostAddress())).isFalse();
            death.disarm();
        }
        return true;
    }

    private static Optional<String> outcome(Consumer<Consumer<Optional<String>>> act)
            throws Exception {
        var future = new CompletableFuture<Optional<String>>();
        act.accept(future::complete);
        return future.get(20, TimeUnit.SECONDS);
    }

    /// Waits until a while has passed in which questions were asked.
    private static boolean elapsed(AtomicInteger renewals, long millis) {
        int before = renewals.get();
        long until = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        return renewals.get() > before;
    }
}
