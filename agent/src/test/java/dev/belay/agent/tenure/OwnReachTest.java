package dev.belay.agent.tenure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.CloudReach;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class OwnReachTest {

    private final AtomicInteger tries = new AtomicInteger();
    private final Semaphore mayEnd = new Semaphore(0);
    private final OwnReach reach =
            new OwnReach(() -> {
                int number = tries.incrementAndGet();
                mayEnd.acquireUninterruptibly();
                return new CloudReach.Node("n" + number, true, "", "", List.of());
            });

    private CloudReach.Node await(String question) {
        while (true) {
            CloudReach.Node node = reach.ask(question).node();
            if (node != null) {
                return node;
            }
            Thread.onSpinWait();
        }
    }

    private void awaitTries(int wanted) {
        while (tries.get() < wanted) {
            Thread.onSpinWait();
        }
    }

    @Test
    void two_who_ask_again_and_again_do_not_make_each_other_try_anew() {
        assertThat(reach.ask("a").node()).isNull();
        awaitTries(1);
        assertThat(reach.ask("b").node()).isNull();
        assertThat(reach.ask("c").node()).isNull();
        mayEnd.release(2);

        assertThat(await("b").node()).isEqualTo("n2");
        for (int i = 0; i < 100; i++) {
            assertThat(await("a").node()).isEqualTo("n1");
            assertThat(await("b").node()).isEqualTo("n2");
            assertThat(await("c").node()).isEqualTo("n2");
        }
        assertThat(tries).hasValue(2);
    }

    @Test
    void who_asks_later_gets_a_try_of_its_own() {
        mayEnd.release(2);

        assertThat(await("a").node()).isEqualTo("n1");
        assertThat(await("b").node()).isEqualTo("n2");
    }
}
