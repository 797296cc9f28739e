package dev.belay.agent.consensus;

import dev.belay.model.status.Member;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.ConnectivityState;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.apache.ratis.thirdparty.io.netty.channel.EventLoopGroup;
import org.apache.ratis.thirdparty.io.netty.channel.socket.nio.NioSocketChannel;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/// The asking side of {@link PeerWire}: one connection to each member, none of which waits for
/// another.
final class PeerCalls implements AutoCloseable {

    private static final int FLOW_WINDOW = 1 << 20;

    /// A dead link is noticed after this and the same again, and dialled anew.
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

    private record Address(String host, int port) {}

    private record Line(Address address, ManagedChannel channel) {}

    private final SslContext tls;
    private final EventLoopGroup threads;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private volatile boolean closed;

    PeerCalls(SslContext tls, EventLoopGroup threads) {
        this.tls = tls;
        this.threads = threads;
    }

    /// Dials a member, so that the first call finds the line up.
    void dial(Member member) {
        channel(member).getState(true);
    }

    /// Whether the line to a member is up now; if not, it is dialled at once.
    boolean isUp(Member member) {
        ManagedChannel channel = channel(member);
        ConnectivityState state = channel.getState(true);
        if (state == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
        return state == ConnectivityState.READY;
    }

    /// Makes a call; the future fails when the member has not answered in time.
    CompletableFuture<byte[]> call(
            Member member,
            MethodDescriptor<byte[], byte[]> method,
            byte[] request,
            Duration deadline) {
        ManagedChannel channel = channel(member);
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
        var reply = new Reply();
        CallOptions options =
                CallOptions.DEFAULT
                        .withWaitForReady()
                        .withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
        ClientCalls.asyncUnaryCall(channel.newCall(method, options), request, reply);
        return reply.future;
    }

    /// Closes the lines to all others.
    void keepOnly(List<Member> members) {
        Set<String> kept = members.stream().map(Member::id).collect(Collectors.toSet());
        for (String id : Set.copyOf(lines.keySet())) {
            if (!kept.contains(id)) {
                Line line = lines.remove(id);
                if (line != null) {
                    line.channel().shutdownNow();
                }
            }
        }
    }

    /// Dials a member anew; calls that are under way end on the old line.
    void renew(String member) {
        lines.computeIfPresent(
                member,
                (key, known) -> {
                    var fresh = new Line(known.address(), open(known.address()));
                    fresh.channel().getState(true);
                    known.channel().shutdown();
                    return fresh;
                });
    }

    /// Whether a member refuses this node's certificate, as far as a call can tell that is not
    /// waited for.
    CompletableFuture<Boolean> refuses(Member member, byte[] question, Duration deadline) {
        var reply = new Reply();
        CallOptions options =
                CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
        ClientCalls.asyncUnaryCall(
                channel(member).newCall(PeerWire.STANDING, options), question, reply);
        return reply.future.handle((answer, failure) -> isAlert(failure));
    }

    private static boolean isAlert(@Nullable Throwable failure) {
        if (failure != null
                && Status.fromThrowable(failure).getCode() == Status.Code.PERMISSION_DENIED) {
            return true;
        }
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof SSLException && String.valueOf(one.getMessage()).contains("alert")) {
                return true;
            }
        }
        return false;
    }

    private ManagedChannel channel(Member member) {
        var address = new Address(member.host(), member.port());
        Line line =
                lines.compute(
                        member.id(),
                        (id, known) -> {
                            if (known != null && known.address().equals(address)) {
                                return known;
                            }
                            if (known != null) {
                                known.channel().shutdownNow();
                            }
                            return new Line(address, open(address));
                        });
        if (closed) {
            line.channel().shutdownNow();
        }
        return line.channel();
    }

    private ManagedChannel open(Address address) {
        return NettyChannelBuilder.forAddress(address.host(), address.port())
                .proxyDetector(target -> null)
                .sslContext(tls)
                .eventLoopGroup(threads)
                .channelType(NioSocketChannel.class)
                .directExecutor()
                .disableRetry()
                .flowControlWindow(FLOW_WINDOW)
                .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    @Override
    public void close() {
        closed = true;
        lines.values().forEach(line -> line.channel().shutdownNow());
    }

    private static final class Reply implements StreamObserver<byte[]> {
        private final CompletableFuture<byte[]> future = new CompletableFuture<>();
        private byte @Nullable [] value;

        @Override
        public void onNext(byte[] answer) {
            value = answer;
        }

        @Override
        public void onError(Throwable failure) {
            future.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            byte[] answer = value;
            if (answer == null) {
                future.completeExceptionally(new IllegalStateException("no answer"));
            } else {
                future.complete(answer);
            }
        }
    }
}
