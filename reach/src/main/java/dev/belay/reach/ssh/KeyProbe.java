package dev.belay.reach.ssh;

import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/// Asks whether the server would take a key, without signing: so that nobody is asked for the
/// pass-phrase of a key that does not fit.
final class KeyProbe extends AbstractAuthMethod {

    private final HostKey key;
    private volatile boolean accepted;

    KeyProbe(HostKey key) {
        super("publickey");
        this.key = key;
    }

    boolean wasAccepted() {
        return accepted;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        String algorithm = key.type().equals("ssh-rsa") ? "rsa-sha2-512" : key.type();
        return super.buildReq().putBoolean(false).putString(algorithm).putString(key.blob());
    }

    @Override
    public void handle(Message message, SSHPacket packet)
            throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        accepted = true;
        // The library knows no answer between yes and no: this ends the wait, nothing has failed.
        throw new UserAuthException("the key would be taken");
    }
}
