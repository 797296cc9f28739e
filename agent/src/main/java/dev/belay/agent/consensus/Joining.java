package dev.belay.agent.consensus;

import dev.belay.agent.core.cluster.Command;
import dev.belay.model.status.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a member with an empty folder into the cluster: asks its peers, opens its {@link
/// VoteGate}, and has its folder recorded. Runs on a thread of its own until that is done.
final class Joining implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    private static final Duration ROUND = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofMillis(500);
    private static final Duration WRITE = Duration.ofSeconds(5);

    /// A coordinator that still believes in the old folder does not feed the new one.
    private static final Duration STUCK = Duration.ofMillis(1_500);

    private static final Duration HAND_OVER = Duration.ofSeconds(2);

    private final Admission admission;
    private final StateFolder folder;
    private final VoteGate gate;
    private final PeerCalls calls;
    private final Requests requests;
    private final ClusterMachine machine;
    private volatile boolean stopped;

    Joining(
            Admission admission,
            StateFolder folder,
            VoteGate gate,
            PeerCalls calls,
            Requests requests,
            ClusterMachine machine) {
        this.admission = admission;
        this.folder = folder;
        this.gate = gate;
        this.calls = calls;
        this.requests = requests;
        this.machine = machine;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        awaitVerdict();
        var join = new Command.Join(admission.self(), folder.instance());
        while (!stopped) {
            if (requests.write(join, WRITE) instanceof Outcome.Done) {
                markJoined();
                return;
            }
            LockSupport.parkNanos(ROUND.toNanos());
        }
    }

    private void markJoined() {
        try {
            folder.markJoined();
        } catch (IOException e) {
            // It is asked again at the next start; nothing is lost.
            LOG.warn("state-folder.not-marked reason=\"{}\"", e.getMessage());
        }
    }

    private void awaitVerdict() {
        long applied = machine.appliedIndex();
        long movedAt = System.nanoTime();
        while (!stopped) {
            List<Admission.Standing> answers = new ArrayList<>();
            Member coordinator = ask(answers);
            long now = machine.appliedIndex();
            if (now > applied) {
                applied = now;
                movedAt = System.nanoTime();
            }
            switch (admission.weigh(answers, now)) {
                case LET -> {
                    gate.open();
                    return;
                }
                case UNDECIDED -> LOG.debug("not answered by enough");
                case BEHIND -> {
                    if (coordinator != null && System.nanoTime() - movedAt > STUCK.toNanos()) {
                        feedAnew(coordinator);
                        movedAt = System.nanoTime();
                    }
                }
            }
            LockSupport.parkNanos(ROUND.toNanos());
        }
    }

    private @Nullable Member ask(List<Admission.Standing> answers) {
        byte[] question = Admission.question(admission.self(), folder.instance());
        List<CompletableFuture<byte[]>> asked =
                admission.others().stream()
                        .map(member -> calls.call(member, PeerWire.STANDING, question, ANSWER))
                        .toList();
        Member coordinator = null;
        for (int i = 0; i < asked.size(); i++) {
            byte[] answer = answered(asked.get(i), ANSWER);
            if (answer != null) {
                var standing = Admission.Standing.of(answer);
                answers.add(standing);
                coordinator = standing.leads() ? admission.others().get(i) : coordinator;
            }
        }
        return coordinator;
    }

    private void feedAnew(Member coordinator) {
        LOG.info("admission.fed-anew by={}", coordinator.id());
        byte[] question = Admission.question(admission.self(), folder.instance());
        var asked = calls.call(coordinator, PeerWire.FEED_ANEW, question, HAND_OVER);
        if (answered(asked, HAND_OVER) == null) {
            LOG.debug("the coordinator did not hand over; asked again later");
        }
    }

    private byte @Nullable [] answered(CompletableFuture<byte[]> answer, Duration deadline) {
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
            return null;
        }
    }
}
