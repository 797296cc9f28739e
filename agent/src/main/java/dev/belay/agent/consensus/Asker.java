package dev.belay.agent.consensus;

import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.Status;

/// Asks other members and blocks for the answer, with an outcome for each way in which that ends.
final class Asker implements AutoCloseable {

    private static final Duration DOOR = Duration.ofSeconds(2);

    private final String clusterId;
    private final PeerCalls calls;
    private final ContentLines lines;
    private final Supplier<List<Member>> members;

    Asker(String clusterId, PeerTls tls, PeerCalls calls, Supplier<List<Member>> members) {
        this.clusterId = clusterId;
        this.calls = calls;
        this.members = members;
        this.lines = new ContentLines(tls, this::doorOf);
    }

    Outcome<byte[]> ask(
            String member,
            MethodDescriptor<byte[], byte[]> method,
            byte[] question,
            Duration deadline) {
        Member asked = member(member).orElse(null);
        if (asked == null) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "member-unknown",
                            "a member of cluster " + clusterId,
                            "'" + member + "'",
                            "take one of its members"));
        }
        try {
            return new Outcome.Done<>(
                    calls.call(asked, method, question, deadline)
                            .get(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return unanswered(asked, "no answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            if (Status.fromThrowable(e).getCode() == Status.Code.RESOURCE_EXHAUSTED) {
                return new Outcome.Refused<>(busy(member));
            }
            return unanswered(asked, RatisConsensus.rootCause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown<>("interrupted");
        }
    }

    /// For content: by a line of its own, or as all other questions where there is none.
    Outcome<byte[]> askMuch(String member, byte[] question, Duration deadline) {
        Member asked = member(member).orElse(null);
        if (asked == null) {
            return ask(member, PeerWire.FETCH, question, deadline);
        }
        try {
            return switch (lines.ask(asked, question, deadline)) {
                case ContentLines.Asked.Answered(var answer) -> new Outcome.Done<>(answer);
                case ContentLines.Asked.Busy() -> new Outcome.Refused<>(busy(member));
                case ContentLines.Asked.NoLine() -> ask(member, PeerWire.FETCH, question, deadline);
            };
        } catch (IOException e) {
            return new Outcome.Unknown<>(RatisConsensus.rootCause(e));
        }
    }

    private Optional<Member> member(String id) {
        return members.get().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private static ApiError busy(String member) {
        return new ApiError(
                "member-busy",
                "a member that can answer",
                member + ", which answers others",
                "ask again, or ask another one");
    }

    /// Without a connection at the end, the member was not even asked.
    private Outcome<byte[]> unanswered(Member asked, String reason) {
        return calls.isUp(asked)
                ? new Outcome.Unknown<>(reason)
                : new Outcome.Refused<>(
                        new ApiError(
                                "member-unreachable",
                                "a connection to " + asked.id(),
                                reason,
                                "look whether its agent runs and can be reached"));
    }

    private OptionalInt doorOf(Member member) {
        return ask(member.id(), PeerWire.DOOR, new byte[0], DOOR)
                                instanceof Outcome.Done<byte[]>(var port)
                        && port.length == Integer.BYTES
                ? OptionalInt.of(ByteBuffer.wrap(port).getInt())
                : OptionalInt.empty();
    }

    @Override
    public void close() {
        lines.close();
    }
}
