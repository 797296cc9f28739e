package dev.belay.agent.consensus;

import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;

/// Keeps a member from voting, and from confirming reads, until {@link Admission} has let it.
///
/// CLOSED -> OPEN.
final class VoteGate implements ServerInterceptor {

    private static final String VOTE = "RaftServerProtocolService/requestVote";

    // Who has forgotten its votes must not say in which term it is.
    private static final String READ = PeerWire.READ.getFullMethodName();

    private static final String LEASE = PeerWire.LEASE.getFullMethodName();

    private volatile boolean open;

    void open() {
        open = true;
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        boolean saysTerm = method.equals(READ) || method.equals(LEASE);
        if (open || !(method.endsWith(VOTE) || saysTerm)) {
            return next.startCall(call, headers);
        }
        call.close(
                Status.UNAVAILABLE.withDescription("this member may not vote yet"), new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
