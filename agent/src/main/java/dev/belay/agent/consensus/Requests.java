package dev.belay.agent.consensus;

import dev.belay.agent.consensus.Consensus.VersionedSetting;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ClusterCodec;
import dev.belay.agent.core.cluster.CodecException;
import dev.belay.agent.core.cluster.Command;
import dev.belay.agent.core.cluster.Entry;
import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.ratis.protocol.ClientInvocationId;
import org.apache.ratis.protocol.RaftClientRequest;
import org.jspecify.annotations.Nullable;

/// Writes and reads of the replicated state, on whichever node they are asked for.
///
/// A write is sent again until an answer is heard or its time is over; the log knows it by its
/// number and applies it once ({@link Entry.Once}). Its outcome is unknown when time is over and it
/// may have got into a log.
final class Requests {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration SLICE = Duration.ofMillis(100);

    /// Once another coordinator leads, the former one's answer is waited for no longer than this.
    private static final Duration FORMER_LEAD = Duration.ofMillis(500);

    private static final Duration READ_ATTEMPT = Duration.ofSeconds(1);
    private static final Duration PEER_DEADLINE = Duration.ofSeconds(10);

    private static final long NO_RUN = -1;

    private static final byte DONE = 1;
    private static final byte NOT_TAKEN = 2;
    private static final byte UNKNOWN = 3;

    private sealed interface Written {
        record Done(byte[] answer) implements Written {}

        /// It is certainly in no log.
        record NotTaken() implements Written {}

        record Unknown(String reason) implements Written {}
    }

    private final RaftNode node;
    private final ClusterMachine machine;
    private final PeerCalls calls;
    private final VoteGate gate;
    private final Supplier<List<Member>> members;
    private final String self;
    private final ReentrantLock beginning = new ReentrantLock();
    private final AtomicLong numbers = new AtomicLong();
    private volatile long run = NO_RUN;

    Requests(
            RaftNode node,
            ClusterMachine machine,
            PeerCalls calls,
            VoteGate gate,
            Supplier<List<Member>> members,
            String self) {
        this.node = node;
        this.machine = machine;
        this.calls = calls;
        this.gate = gate;
        this.members = members;
        this.self = self;
    }

    Outcome<Answer> write(Command command, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            long current;
            switch (begun(end)) {
                case Outcome.Done<Long>(var begun) -> current = begun;
                case Outcome.Refused<Long>(var error) -> {
                    return new Outcome.Refused<>(error);
                }
                // Nothing of the command was sent yet.
                case Outcome.Unknown<Long> _ -> {
                    return noCoordinator();
                }
            }
            var once = new Entry.Once(self, current, numbers.incrementAndGet(), command);
            Outcome<Answer> outcome = send(once, end);
            if (!(outcome instanceof Outcome.Done<Answer>(Answer.Forgotten _))) {
                return outcome;
            }
            forget(current);
        }
    }

    /// The number of this node's run, which is begun when it has none.
    private Outcome<Long> begun(long end) {
        long known = run;
        if (known != NO_RUN) {
            return new Outcome.Done<>(known);
        }
        try {
            if (!beginning.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return new Outcome.Unknown<>("another one is beginning the run");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown<>("interrupted");
        }
        try {
            if (run != NO_RUN) {
                return new Outcome.Done<>(run);
            }
            return switch (send(new Entry.Begin(self), end)) {
                case Outcome.Done<Answer>(Answer.Ordered(var index)) -> {
                    run = index;
                    yield new Outcome.Done<>(index);
                }
                case Outcome.Done<Answer>(var other) ->
                        throw new IllegalStateException("a begin is answered by " + other);
                case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
                case Outcome.Unknown<Answer>(var reason) -> new Outcome.Unknown<>(reason);
            };
        } finally {
            beginning.unlock();
        }
    }

    private void forget(long former) {
        beginning.lock();
        try {
            if (run == former) {
                run = NO_RUN;
            }
        } finally {
            beginning.unlock();
        }
    }

    /// Sends an entry until an answer to it is heard. {@link Answer.Forgotten} is given only for an
    /// entry that was certainly applied nowhere.
    private Outcome<Answer> send(Entry entry, long end) {
        byte[] bytes = ClusterCodec.bytes(entry);
        String doubt = null;
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            Leadership.Look look = node.look();
            CompletableFuture<Written> attempt = attempt(bytes, look.coordinator(), end);
            if (attempt != null) {
                switch (await(attempt, look, end)) {
                    case Written.Done(var answer) -> {
                        Outcome<Answer> outcome = answered(answer);
                        return doubt != null
                                        && outcome
                                                instanceof Outcome.Done<Answer>(Answer.Forgotten _)
                                ? new Outcome.Unknown<>(doubt)
                                : outcome;
                    }
                    case Written.Unknown(var reason) -> doubt = reason;
                    case Written.NotTaken() -> {}
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return doubt == null ? noCoordinator() : new Outcome.Unknown<>(doubt);
    }

    private static <T> Outcome<T> noCoordinator() {
        return new Outcome.Refused<>(
                new ApiError(
                        "no-coordinator",
                        "a coordinator with a majority in the time that was given",
                        "none that this node reaches",
                        "look at the state of the nodes, then try again"));
    }

    private @Nullable CompletableFuture<Written> attempt(
            byte[] command, @Nullable String coordinator, long end) {
        if (coordinator == null) {
            return null;
        }
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        if (coordinator.equals(self)) {
            return here(command, left);
        }
        return members.get().stream()
                .filter(member -> member.id().equals(coordinator) && calls.isUp(member))
                .findFirst()
                .map(member ->
                        calls.call(member, PeerWire.WRITE, command, left).handle(Requests::ofPeer))
                .orElse(null);
    }

    private static Written ofPeer(byte @Nullable [] reply, @Nullable Throwable failure) {
        if (reply == null || reply.length == 0) {
            return new Written.Unknown("the coordinator did not answer: " + reason(failure));
        }
        byte[] rest = Arrays.copyOfRange(reply, 1, reply.length);
        return switch (reply[0]) {
            case DONE -> new Written.Done(rest);
            case NOT_TAKEN -> new Written.NotTaken();
            default -> new Written.Unknown(new String(rest, StandardCharsets.UTF_8));
        };
    }

    /// Writes to this node's own log, if it is the coordinator; the answer to {@link
    /// PeerWire#WRITE}.
    void writeForPeer(byte[] command, BiConsumer<byte @Nullable [], @Nullable Throwable> whenDone) {
        var _ = here(command, PEER_DEADLINE).thenApply(Requests::framed).whenComplete(whenDone);
    }

    private static byte[] framed(Written written) {
        return switch (written) {
            case Written.Done(var answer) -> framed(DONE, answer);
            case Written.NotTaken() -> framed(NOT_TAKEN, new byte[0]);
            case Written.Unknown(var reason) ->
                    framed(UNKNOWN, reason.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static byte[] framed(byte kind, byte[] rest) {
        return ByteBuffer.allocate(1 + rest.length).put(kind).put(rest).array();
    }

    private CompletableFuture<Written> here(byte[] command, Duration deadline) {
        RaftClientRequest request = node.write(command, deadline);
        var invocation = ClientInvocationId.valueOf(request.getClientId(), request.getCallId());
        return node.submit(request)
                .handle((reply, failure) -> {
                    boolean taken = machine.tookUp(invocation);
                    if (reply != null && reply.isSuccess()) {
                        return new Written.Done(reply.getMessage().getContent().toByteArray());
                    }
                    // A coordinator that steps down says "not the leader" of entries that
                    // are in its log already, and may be committed by the next one.
                    return taken
                            ? new Written.Unknown("the coordinator changed while it was written")
                            : new Written.NotTaken();
                });
    }

    private Written await(CompletableFuture<Written> attempt, Leadership.Look asked, long end) {
        long giveUp = end;
        while (true) {
            long left = giveUp - System.nanoTime();
            if (left <= 0) {
                return new Written.Unknown("no answer in time; it may have been written");
            }
            try {
                return attempt.get(Math.min(left, SLICE.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (node.look().term() > asked.term()) {
                    giveUp = Math.min(giveUp, System.nanoTime() + FORMER_LEAD.toNanos());
                }
            } catch (ExecutionException e) {
                return new Written.Unknown(reason(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Written.Unknown("interrupted while it was written");
            }
        }
    }

    /// Reads through a majority; see {@link QuorumRead}. May be tried again as often as there is
    /// time.
    Outcome<VersionedSetting> read(String key, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        String last = "no coordinator is known";
        while (!Thread.currentThread().isInterrupted()) {
            long left = Math.min(end - System.nanoTime(), READ_ATTEMPT.toNanos());
            if (left <= 0) {
                break;
            }
            long appliedBefore = machine.appliedIndex();
            try {
                QuorumRead.Lead lead =
                        askMajority(key, Duration.ofNanos(left)).get(left, TimeUnit.NANOSECONDS);
                // What this node itself had applied cannot be missing, whoever answers.
                if (lead.index() >= appliedBefore) {
                    return setting(answered(lead.answer()));
                }
                last = "an answer from the past";
            } catch (TimeoutException e) {
                last = "no majority answered in time";
            } catch (ExecutionException e) {
                last = reason(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return new Outcome.Unknown<>(last);
    }

    /// This node's own word for a read.
    QuorumRead.Word word(String key) {
        return node.word(() -> machine.read(key));
    }

    private CompletableFuture<QuorumRead.Lead> askMajority(String key, Duration deadline) {
        var found = new CompletableFuture<QuorumRead.Lead>();
        var read = new QuorumRead();
        if (gate.isOpen()) {
            hear(read, self, word(key), found);
        }
        byte[] question = key.getBytes(StandardCharsets.UTF_8);
        Set<String> voters = node.group().voters();
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (Member member : members.get()) {
            boolean votes = member.role().votes() || voters.contains(member.id());
            if (votes && !member.id().equals(self) && !found.isDone()) {
                asked.add(
                        calls.call(member, PeerWire.READ, question, deadline)
                                .thenAccept(word ->
                                        hear(read, member.id(), QuorumRead.Word.of(word), found)));
            }
        }
        var _ =
                CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                        .whenComplete((all, failure) ->
                                found.completeExceptionally(
                                        new IllegalStateException(
                                                "no majority confirmed a coordinator")));
        return found;
    }

    private static void hear(
            QuorumRead read,
            String member,
            QuorumRead.Word word,
            CompletableFuture<QuorumRead.Lead> found) {
        synchronized (read) {
            read.hear(member, word);
            read.decided().ifPresent(found::complete);
        }
    }

    private static Outcome<Answer> answered(byte[] bytes) {
        try {
            Answer answer = ClusterCodec.answer(bytes);
            return answer instanceof Answer.Refused(var error)
                    ? new Outcome.Refused<>(error)
                    : new Outcome.Done<>(answer);
        } catch (CodecException e) {
            return new Outcome.Unknown<>("the coordinator's answer: " + e.getMessage());
        }
    }

    /// What came of a command that sets or reads one setting.
    static Outcome<VersionedSetting> setting(Outcome<Answer> outcome) {
        return switch (outcome) {
            case Outcome.Done<Answer>(Answer.Set(var key, var stored)) ->
                    new Outcome.Done<>(new VersionedSetting(key, stored.value(), stored.version()));
            case Outcome.Done<Answer>(var other) ->
                    throw new IllegalStateException("a setting is answered by " + other);
            case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<Answer>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }

    private static String reason(@Nullable Throwable failure) {
        return failure == null || failure.getMessage() == null
                ? String.valueOf(failure)
                : failure.getMessage();
    }
}
