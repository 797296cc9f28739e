package dev.belay.app.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.api.CloudReach;
import dev.belay.api.CloudReach.Node;
import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Finding.Verdict;
import dev.belay.reach.AgentException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class NodeReachTest {

    private static final String EC2 = "https://ec2.eu-central-1.amazonaws.com";
    private static final Finding OTHERWISE =
            Finding.unknown(new ApiError("endpoints-unknown", "", "nobody said", ""), "curl", "");

    private static Node node(String id, Probe... probes) {
        return new Node(id, true, "0.1.0", "", List.of(probes));
    }

    private static Probe probe(String target, Result result) {
        return new Probe(target, result, "evidence of " + result);
    }

    private static NodeReach asked(NodeReach.Source source) {
        return new NodeReach(Texts.of(Language.ENGLISH, NodeReach.class), source);
    }

    private static Finding endpoints(Node... nodes) {
        return asked(() -> new CloudReach(Instant.EPOCH, List.of(nodes)))
                .of(NodeReach::isEndpoint, OTHERWISE);
    }

    @Test
    void what_no_member_tried_is_what_it_was() {
        assertThat(endpoints(node("n1"), node("n2", probe("ec2:ReplaceRoute", Result.ALLOWED))))
                .isEqualTo(OTHERWISE);
    }

    @Test
    void each_node_says_how_it_gets_there() {
        Finding found =
                endpoints(
                        node("n1", probe(EC2, Result.DIRECT)),
                        node("n2", probe(EC2, Result.BY_PROXY)));

        assertThat(found.verdict()).isEqualTo(Verdict.PASS);
        assertThat(found.evidence())
                .isEqualTo(
                        "n1: "
                                + EC2
                                + " reached directly; n2: "
                                + EC2
                                + " reached through the proxy");
    }

    @Test
    void one_node_that_is_refused_fails_with_its_evidence() {
        Finding found =
                endpoints(
                        node("n1", probe(EC2, Result.DIRECT)),
                        node("n2", probe(EC2, Result.REFUSED_BY_PROXY)));

        assertThat(found.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(Objects.requireNonNull(found.error()).found())
                .isEqualTo("n2: " + EC2 + " refused by the proxy (evidence of REFUSED_BY_PROXY)");
        assertThat(found.fix()).isEqualTo("belay cloud reach");
    }

    @Test
    void no_answer_is_neither_good_nor_bad() {
        Finding found = endpoints(node("n1", probe(EC2, Result.DIRECT)), Node.silent("n2"));

        assertThat(found.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(Objects.requireNonNull(found.error()).found()).isEqualTo("n2: did not answer");
    }

    @Test
    void a_cluster_that_does_not_say_leaves_it_as_it_was() {
        NodeReach reach =
                asked(() -> {
                    throw AgentException.refused(new ApiError("no-such-path", "", "", ""));
                });

        assertThat(reach.of(NodeReach::isEndpoint, OTHERWISE)).isEqualTo(OTHERWISE);
    }

    @Test
    void checks_that_ask_at_the_same_time_share_an_answer_and_a_later_one_asks_anew()
            throws Exception {
        var asked = new AtomicInteger();
        var isAsking = new CountDownLatch(1);
        var mayAnswer = new Semaphore(0);
        NodeReach reach =
                asked(() -> {
                    asked.incrementAndGet();
                    isAsking.countDown();
                    mayAnswer.acquireUninterruptibly();
                    return new CloudReach(
                            Instant.EPOCH, List.of(node("n1", probe(EC2, Result.DIRECT))));
                });
        var first = Thread.ofPlatform().start(() -> reach.of(NodeReach::isEndpoint, OTHERWISE));
        isAsking.await();
        var second = Thread.ofPlatform().start(() -> reach.of(NodeReach::isEndpoint, OTHERWISE));
        while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        mayAnswer.release();
        first.join();
        second.join();
        assertThat(asked).hasValue(1);

        mayAnswer.release();
        assertThat(reach.of(NodeReach::isEndpoint, OTHERWISE).verdict()).isEqualTo(Verdict.PASS);
        assertThat(asked).hasValue(2);
    }
}
