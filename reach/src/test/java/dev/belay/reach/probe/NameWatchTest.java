package dev.belay.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A client that goes by a name, with a name server that answers and hosts that do or do not.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class NameWatchTest {

    private static final int TTL = 2;
    private static final String FIRST = "127.0.0.21";
    private static final String NEXT = "127.0.0.22";

    private NameServer names;
    private ServerSocket first;
    private ServerSocket next;

    @BeforeEach
    void up() throws Exception {
        names = new NameServer(TTL);
        first = new ServerSocket(0, 10_000, InetAddress.getByName(FIRST));
        next = new ServerSocket(first.getLocalPort(), 10_000, InetAddress.getByName(NEXT));
    }

    @AfterEach
    void down() throws IOException {
        names.close();
        first.close();
        next.close();
    }

    private Prober client() throws IOException {
        return Prober.start(
                ProbeTarget.name("app.example", first.getLocalPort(), Optional.of(names.place())),
                Duration.ofMillis(5));
    }

    private static void await(Prober prober, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(prober.name() + " " + prober.seen()).isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void a_client_keeps_an_answer_as_long_as_it_may() throws Exception {
        names.says(FIRST);
        try (Prober client = client()) {
            await(client, () -> client.seen().answered() > 50);
            names.says(NEXT);
            long changed = client.nanos();
            first.close();
            await(client, () -> client.name().orElseThrow().used().size() == 2);
            await(client, () -> client.seen().answersNow(client.nanos(), Duration.ofMillis(5)));

            NameSight sight = client.name().orElseThrow();
            assertThat(sight.said())
                    .extracting(NameSight.Said::address)
                    .containsExactly(FIRST, NEXT);
            assertThat(sight.used())
                    .extracting(NameSight.Said::address)
                    .containsExactly(FIRST, NEXT);
            assertThat(sight.said().getLast().atNanos() - changed).isLessThan(1_000_000_000L);
            assertThat(sight.used().getLast().atNanos() - sight.used().getFirst().atNanos())
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(TTL).toNanos());
            assertThat(client.seen().outagesSince(changed)).hasSize(1);
        }
    }

    @Test
    void a_name_that_leads_nowhere_has_no_answers_and_one_that_comes_has() throws Exception {
        try (Prober client = client()) {
            await(client, () -> client.seen().lost() > 50);
            assertThat(client.seen().answered()).isZero();
            assertThat(client.name().orElseThrow().now().orElseThrow().address()).isEmpty();

            names.says(NEXT);

            await(client, () -> client.seen().answered() > 50);
        }
    }

    @Test
    void a_name_server_is_asked_five_times_a_second_at_most() throws Exception {
        names.says(FIRST);
        try (Prober client = client()) {
            long begin = System.nanoTime();
            await(client, () -> names.asked() >= 10);
            assertThat(System.nanoTime() - begin).isGreaterThan(1_500_000_000L);
        }
    }
}
