package dev.belay.agent.consensus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.ratis.thirdparty.io.grpc.Drainable;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor.MethodType;

/// The calls that members make to each other beside Raft's own, on the same port.
final class PeerWire {

    static final String SERVICE = "dev.belay.Peer";

    /// A question of the agent, not of consensus.
    static final MethodDescriptor<byte[], byte[]> ASK = unary("Ask");

    /// Asks for content, which is read from a disk; below 4 MB in an answer, as Ratis sets it.
    static final MethodDescriptor<byte[], byte[]> FETCH = unary("Fetch");

    /// Asks for the port of a member's {@link ContentDoor}: four bytes.
    static final MethodDescriptor<byte[], byte[]> DOOR = unary("Door");

    /// A request whose answer depends on who asks; see {@link PeerChannel}.
    static final MethodDescriptor<byte[], byte[]> REQUEST = unary("Request");

    /// A write handed on to the coordinator.
    static final MethodDescriptor<byte[], byte[]> WRITE = unary("Write");

    /// Asks for a member's word for a read; see {@link QuorumRead}.
    static final MethodDescriptor<byte[], byte[]> READ = unary("Read");

    /// A question about leases, for whose answer nobody waits long; see {@link LeasePort}.
    static final MethodDescriptor<byte[], byte[]> LEASE = unary("Lease");

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

    private static byte[] joined(byte[] first, byte[] rest) {
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    /// Gives a message away in one piece instead of many small ones.
    private static final class Whole extends ByteArrayInputStream implements Drainable {

        Whole(byte[] value) {
            super(value);
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            return Math.toIntExact(transferTo(target));
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new Whole(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                // All of a message has come when it is read: its length is known.
                byte[] first = stream.readNBytes(stream.available());
                byte[] rest = stream.readAllBytes();
                return rest.length == 0 ? first : joined(first, rest);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
