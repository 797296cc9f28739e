package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;

@Timeout(20)
class CallsTest {

    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Calls calls = new Calls();

    @Test
    void a_fault_in_a_call_is_not_known() throws Exception {
        CloudAnswer<String> answer =
                calls.one(
                        () -> {
                            throw new IllegalStateException("a fault");
                        },
                        WITHIN);

        assertThat(answer).isInstanceOf(CloudAnswer.Unknown.class);
        assertThat(answer.why()).contains("a fault");
    }

    @Test
    void whoever_is_interrupted_gets_away_when_the_change_has_ended() throws Exception {
        var begun = new CountDownLatch(1);
        var isEnded = new AtomicBoolean();
        var wasEnded = new AtomicBoolean();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                calls.change(() -> stubborn(begun, isEnded), WITHIN);
                            } catch (InterruptedException _) {
                                wasEnded.set(isEnded.get());
                            }
                        });
        begun.await();

        caller.interrupt();

        caller.join();
        assertThat(wasEnded).isTrue();
    }

    /// One that takes a moment to be broken off.
    private static CloudAnswer<String> stubborn(CountDownLatch begun, AtomicBoolean isEnded) {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            long until = System.nanoTime() + 200_000_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            isEnded.set(true);
        }
        return new CloudAnswer.Done<>("done");
    }

    @Test
    void a_change_that_hangs_is_waited_for_no_longer_than_a_second() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                calls.change(
                                        () -> {
                                            begun.countDown();
                                            awaitAnyway(end);
                                            return new CloudAnswer.Done<>("done");
                                        },
                                        WITHIN);
                            } catch (InterruptedException _) {
                                // That it ends is all that is wanted.
                            }
                        });
        begun.await();

        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
        end.countDown();
    }

    private static void awaitAnyway(CountDownLatch end) {
        boolean isOver = false;
        while (!isOver) {
            try {
                end.await();
                isOver = true;
            } catch (InterruptedException _) {
                // As a call that hangs in the kernel.
            }
        }
    }

    /// Such as of an instance that does not tell its region in time.
    @Test
    void a_client_that_cannot_be_built_now_is_not_known() {
        var routes =
                new LateRoutes(() -> {
                    throw SdkClientException.create("no region");
                });
        var records =
                new LateRecords(() -> {
                    throw SdkClientException.create("no region");
                });

        assertThat(routes.interfaceOf("i-1")).isInstanceOf(CloudAnswer.Unknown.class);
        assertThat(records.change("C1")).isInstanceOf(CloudAnswer.Unknown.class);
    }
}
