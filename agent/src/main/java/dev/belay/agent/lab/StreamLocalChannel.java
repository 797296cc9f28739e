package dev.belay.agent.lab;

import dev.belay.reach.LocalSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.ChannelOutputStream;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/// `direct-streamlocal@openssh.com`: a channel to a unix socket of the server's machine (OpenSSH
/// PROTOCOL, 2.4). Apache MINA SSHD has none of its own. Here it leads to one socket only.
final class StreamLocalChannel extends AbstractServerChannel {

    /// Makes such channels to the one socket that may be reached.
    record Factory(Path allowed) implements ChannelFactory {

        @Override
        public String getName() {
            return "direct-streamlocal@openssh.com";
        }

        @Override
        public Channel createChannel(Session session) {
            return new StreamLocalChannel(allowed);
        }
    }

    private final Path allowed;
    private @Nullable SocketBridge bridge;

    private StreamLocalChannel(Path allowed) {
        super("", List.of(), null);
        this.allowed = allowed;
    }

    @Override
    protected OpenFuture doInit(Buffer buffer) {
        var future = new DefaultOpenFuture(this, this);
        String path = buffer.getString();
        if (!leadsTo(path, allowed)) {
            return refused(
                    future,
                    SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED,
                    "only " + allowed + " can be reached here, found '" + path + "'");
        }
        try {
            var out =
                    new ChannelOutputStream(
                            this, getRemoteWindow(), log, SshConstants.SSH_MSG_CHANNEL_DATA, true);
            out.setNoDelay(true);
            var fresh = SocketBridge.connect(allowed, new Ended());
            bridge = fresh;
            signalChannelOpenSuccess();
            future.setOpened();
            fresh.start(out);
        } catch (IOException e) {
            return refused(
                    future,
                    SshConstants.SSH_OPEN_CONNECT_FAILED,
                    "the agent's socket " + allowed + " did not answer: " + e.getMessage());
        }
        return future;
    }

    /// On a host of its own the agent would be at the usual place: that name means it too.
    static boolean leadsTo(String path, Path socket) {
        Path named = Path.of(path).normalize();
        return named.equals(socket) || named.equals(LocalSocket.DEFAULT);
    }

    private OpenFuture refused(DefaultOpenFuture future, int reason, String why) {
        var failure = new SshChannelOpenException(getChannelId(), reason, why);
        signalChannelOpenFailure(failure);
        future.setException(failure);
        close(true);
        return future;
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) {
        SocketBridge open = bridge;
        if (open != null) {
            open.send(data, offset, (int) length);
        }
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) {
        throw new IllegalStateException("a unix socket has one stream each way");
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        SocketBridge open = bridge;
        if (open != null) {
            open.end();
        }
    }

    @Override
    protected void preClose() {
        SocketBridge open = bridge;
        if (open != null) {
            open.close();
        }
        super.preClose();
    }

    private final class Ended implements SocketBridge.Listener {
        @Override
        public void delivered(int bytes) throws IOException {
            getLocalWindow().release(bytes);
        }

        @Override
        public void ended() {
            close(false);
        }
    }
}
