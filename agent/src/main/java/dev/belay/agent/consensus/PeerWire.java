package dev.belay.agent.consensus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor.MethodType;

/// The calls that members make to each other beside Raft's own, on the same port.
final class PeerWire {

    static final String SERVICE = "dev.belay.Peer";

    /// A question of the agent, not of consensus.
    static final MethodDescriptor<byte[], byte[]> ASK = unary("Ask");

    /// Asks for content, which is read from a disk; below 4 MB in an answer, as Ratis sets it.
    static final MethodDescriptor<byte[], byte[]> FETCH = unary("Fetch");

    /// A request whose answer depends on who asks; see {@link PeerChannel}.
    static final MethodDescriptor<byte[], byte[]> REQUEST = unary("Request");

    /// A write handed on to the coordinator.
    static final MethodDescriptor<byte[], byte[]> WRITE = unary("Write");

    /// Asks what is known of a member that begins with an empty folder; see {@link Admission}.
    static final MethodDescriptor<byte[], byte[]> STANDING = unary("Standing");

    /// Asks the coordinator to hand its lead over, so that a member that lost its folder is fed
    /// from the begin.
    static final MethodDescriptor<byte[], byte[]> FEED_ANEW = unary("FeedAnew");

    private PeerWire() {}

    private static MethodDescriptor<byte[], byte[]> unary(String name) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
