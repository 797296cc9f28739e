package dev.belay.reach.ssh;

import dev.belay.reach.AgentException;
import dev.belay.reach.Deadline;
import dev.belay.reach.LocalSocket;
import dev.belay.reach.Pipe;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The keys that an ssh-agent holds, by its own protocol (draft-miller-ssh-agent). Not safe for use
/// by several threads.
final class AgentKeys implements Closeable {

    private static final int FAILURE = 5;
    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES_ANSWER = 12;
    private static final int SIGN_REQUEST = 13;
    private static final int SIGN_RESPONSE = 14;
    private static final int FLAG_RSA_SHA2_512 = 4;
    private static final int MESSAGE_BYTES_MAX = 256 * 1024;

    /// The user may have to confirm, or to touch a security key.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// One key of the agent.
    ///
    /// @param key its public part
    /// @param comment what its owner calls it
    record Identity(HostKey key, String comment) {

        /// The name of the signature that the agent is asked for.
        String algorithm() {
            return key.type().equals("ssh-rsa") ? "rsa-sha2-512" : key.type();
        }
    }

    private final Pipe pipe;
    private final DataInputStream in;

    private AgentKeys(Pipe pipe) {
        this.pipe = pipe;
        this.in = new DataInputStream(pipe.input());
    }

    static AgentKeys open(Path socket) throws IOException {
        try {
            return new AgentKeys(new LocalSocket(socket).open());
        } catch (AgentException e) {
            throw new IOException("ssh-agent at " + socket + ": " + e.error().found(), e);
        }
    }

    List<Identity> list() throws IOException {
        ByteBuffer answer = ask(REQUEST_IDENTITIES, IDENTITIES_ANSWER, new byte[0]);
        int count = answer.getInt();
        List<Identity> identities = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HostKey key = HostKey.of(bytes(answer));
            identities.add(new Identity(key, new String(bytes(answer), StandardCharsets.UTF_8)));
        }
        return identities;
    }

    /// The signature as it goes into the login request.
    byte[] sign(Identity identity, byte[] content) throws IOException {
        byte[] blob = identity.key().blob();
        ByteBuffer request = ByteBuffer.allocate(blob.length + content.length + 12);
        request.putInt(blob.length).put(blob).putInt(content.length).put(content);
        request.putInt(identity.key().type().equals("ssh-rsa") ? FLAG_RSA_SHA2_512 : 0);
        return bytes(ask(SIGN_REQUEST, SIGN_RESPONSE, request.array()));
    }

    private ByteBuffer ask(int type, int answerType, byte[] body) throws IOException {
        try (Deadline deadline = Deadline.in(PATIENCE, pipe::close)) {
            ByteBuffer request = ByteBuffer.allocate(body.length + 5);
            request.putInt(body.length + 1).put((byte) type).put(body);
            OutputStream out = pipe.output();
            out.write(request.array());
            out.flush();
            int length = in.readInt();
            if (length < 1 || length > MESSAGE_BYTES_MAX) {
                throw new IOException("the ssh-agent's answer has " + length + " bytes");
            }
            byte[] answer = new byte[length];
            in.readFully(answer);
            if (deadline.hasExpired()) {
                throw new EOFException("the ssh-agent did not answer in time");
            }
            if (answer[0] == FAILURE) {
                throw new IOException("the ssh-agent refused: locked, or not confirmed");
            }
            if (answer[0] != answerType) {
                throw new IOException("the ssh-agent answered with type " + answer[0]);
            }
            return ByteBuffer.wrap(answer, 1, length - 1);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) throws IOException {
        if (buffer.remaining() < 4) {
            throw new EOFException("the ssh-agent's answer is cut off");
        }
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new EOFException("the ssh-agent's answer is cut off");
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        pipe.close();
    }
}
