package dev.belay.agent.consensus;

import java.util.function.BiConsumer;
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

    /// Writes to this node's log, and later says what became of it; does not block.
    interface Writer {
        void accept(byte[] command, BiConsumer<byte @Nullable [], @Nullable Throwable> whenDone);
    }

    private volatile UnaryOperator<byte[]> responder = question -> new byte[0];
    private final Writer writer;

    PeerService(Writer writer) {
        this.writer = writer;
    }

    void answerWith(UnaryOperator<byte[]> newResponder) {
        responder = newResponder;
    }

    ServerServiceDefinition definition() {
        return ServerServiceDefinition.builder(PeerWire.SERVICE)
                .addMethod(PeerWire.ASK, ServerCalls.asyncUnaryCall(this::ask))
                .addMethod(PeerWire.WRITE, ServerCalls.asyncUnaryCall(this::write))
                .build();
    }

    private void ask(byte[] question, StreamObserver<byte[]> reply) {
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
        writer.accept(
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
