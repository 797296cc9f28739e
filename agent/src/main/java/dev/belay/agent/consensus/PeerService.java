package dev.belay.agent.consensus;

import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.stub.ServerCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answering side of {@link PeerWire}.
final class PeerService {

    private static final Logger LOG = LoggerFactory.getLogger(PeerService.class);

    /// What this node answers from.
    interface Node {

        /// Writes to this node's log, and later says what became of it; does not block.
        void write(byte[] command, BiConsumer<byte @Nullable [], @Nullable Throwable> whenDone);

        byte[] word(byte[] key);

        byte[] standing(byte[] who);

        byte[] feedAnew(byte[] who);

        /// See {@link PeerWire#DOOR}.
        byte[] door();
    }

    /// Answers that are made at the same time: each holds up to two copies of its content.
    private static final int MOST_SERVED = 9;

    private volatile UnaryOperator<byte[]> responder = question -> new byte[0];
    private volatile BiFunction<String, byte[], byte[]> leases = (asker, question) -> new byte[0];
    private volatile UnaryOperator<byte[]> server = question -> new byte[0];
    private final Semaphore serving = new Semaphore(MOST_SERVED);
    private volatile BiFunction<String, byte[], byte[]> requests = (asker, request) -> new byte[0];
    private final Node node;

    PeerService(Node node) {
        this.node = node;
    }

    void answerWith(UnaryOperator<byte[]> newResponder) {
        responder = newResponder;
    }

    void leaseWith(BiFunction<String, byte[], byte[]> newResponder) {
        leases = newResponder;
    }

    void serveWith(UnaryOperator<byte[]> newServer) {
        server = newServer;
    }

    private void serve(byte[] question, StreamObserver<byte[]> reply) {
        if (!serving.tryAcquire()) {
            reply.onError(Status.RESOURCE_EXHAUSTED.asRuntimeException());
            return;
        }
        Thread.ofVirtual()
                .name("serve-content")
                .start(() -> {
                    try {
                        answer(server, question, reply);
                    } finally {
                        serving.release();
                    }
                });
    }

    /// Answers a question for content, unless too many are answered now. Blocks.
    byte @Nullable [] served(byte[] question) {
        if (!serving.tryAcquire()) {
            return null;
        }
        try {
            return server.apply(question);
        } finally {
            serving.release();
        }
    }

    void respondWith(BiFunction<String, byte[], byte[]> newResponder) {
        requests = newResponder;
    }

    private void request(byte[] request, StreamObserver<byte[]> reply) {
        String asker = String.valueOf(Callers.CALLER.get());
        Thread.ofVirtual()
                .name("belay-peer-request")
                .start(() -> answer(bytes -> requests.apply(asker, bytes), request, reply));
    }

    private byte[] leaseOf(byte[] question) {
        return leases.apply(String.valueOf(Callers.CALLER.get()), question);
    }

    private byte[] answer(byte[] question) {
        return responder.apply(question);
    }

    ServerServiceDefinition definition() {
        return ServerServiceDefinition.builder(PeerWire.SERVICE)
                .addMethod(
                        PeerWire.ASK,
                        ServerCalls.asyncUnaryCall(
                                (question, reply) -> answer(this::answer, question, reply)))
                .addMethod(
                        PeerWire.READ,
                        ServerCalls.asyncUnaryCall((key, reply) -> answer(node::word, key, reply)))
                .addMethod(
                        PeerWire.STANDING,
                        ServerCalls.asyncUnaryCall(
                                (who, reply) -> answer(node::standing, who, reply)))
                .addMethod(
                        PeerWire.FEED_ANEW,
                        ServerCalls.asyncUnaryCall(
                                (who, reply) -> answer(node::feedAnew, who, reply)))
                .addMethod(
                        PeerWire.DOOR,
                        ServerCalls.asyncUnaryCall((nothing, reply) ->
                                answer(question -> node.door(), nothing, reply)))
                .addMethod(
                        PeerWire.LEASE,
                        ServerCalls.asyncUnaryCall(
                                (question, reply) -> answer(this::leaseOf, question, reply)))
                .addMethod(PeerWire.FETCH, ServerCalls.asyncUnaryCall(this::serve))
                .addMethod(PeerWire.REQUEST, ServerCalls.asyncUnaryCall(this::request))
                .addMethod(PeerWire.WRITE, ServerCalls.asyncUnaryCall(this::write))
                .build();
    }

    private static void answer(
            UnaryOperator<byte[]> responder, byte[] question, StreamObserver<byte[]> reply) {
        byte[] answer;
        try {
            answer = responder.apply(question);
        } catch (RuntimeException e) {
            LOG.warn("peer.answer-failed reason=\"{}\"", e.toString());
            reply.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
            return;
        }
        reply.onNext(answer);
        reply.onCompleted();
    }

    private void write(byte[] command, StreamObserver<byte[]> reply) {
        node.write(
                command,
                (answer, failure) -> {
                    if (answer != null) {
                        reply.onNext(answer);
                        reply.onCompleted();
                    } else {
                        reply.onError(
                                Status.INTERNAL
                                        .withDescription(String.valueOf(failure))
                                        .asRuntimeException());
                    }
                });
    }
}
