package dev.belay.agent.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/// The SSH server of one node: one user, one key, and nothing to reach but the node's agent; it is
/// also where an installed agent would be, so that `-H` needs no path.
final class NodeSsh implements AutoCloseable {

    private final SshServer server = SshServer.setUpDefaultServer();

    /// @param at where it listens; only the lab's relay dials it
    /// @param user the only user that may log in
    NodeSsh(
            InetSocketAddress at,
            KeyPair hostKey,
            String user,
            PublicKey userKey,
            Path agentSocket) {
        server.setHost(at.getHostString());
        server.setPort(at.getPort());
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(
                (name, key, session) -> name.equals(user) && KeyUtils.compareKeys(key, userKey));
        server.setChannelFactories(
                List.of(
                        ChannelSessionFactory.INSTANCE,
                        new StreamLocalChannel.Factory(agentSocket)));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setCommandFactory((channel, command) -> new DialStdio(command, agentSocket));
        server.setShellFactory(channel -> new DialStdio("", agentSocket));
        CoreModuleProperties.NIO_WORKERS.set(server, 1);
    }

    void start() throws IOException {
        server.start();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
