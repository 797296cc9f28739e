package dev.belay.agent.consensus;

import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;

/// Keeps a member from voting until {@link Admission} has let it.
///
/// CLOSED -> OPEN.
final class VoteGate implements ServerInterceptor {

    private static final String VOTE = "RaftServerProtocolService/requestVote";

    private volatile boolean open;

    void open() {
        open = true;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (open || !call.getMethodDescriptor().getFullMethodName().endsWith(VOTE)) {
            return next.startCall(call, headers);
        }
        call.close(
                Status.UNAVAILABLE.withDescription("this member may not vote yet"), new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
