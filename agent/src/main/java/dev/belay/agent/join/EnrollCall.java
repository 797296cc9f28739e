package dev.belay.agent.join;

import dev.belay.api.ApiError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Asks an admin to take this node in. Blocks.
final class EnrollCall {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration HANDSHAKE = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private EnrollCall() {}

    /// @param request its secret goes to nobody but the owner of the pinned authority
    /// @throws JoinException when the node was not taken, or nobody can say
    static EnrollAnswer.Taken ask(Token token, EnrollRequest request) throws JoinException {
        var pinned = new EnrollTls.Pinned(token.pin());
        boolean sent = false;
        try (Socket plain = connect(token)) {
            SSLContext tls = EnrollTls.client(pinned);
            try (var socket =
                    (SSLSocket)
                            tls.getSocketFactory()
                                    .createSocket(plain, token.host(), token.port(), true)) {
                socket.setEnabledProtocols(new String[] {EnrollTls.PROTOCOL});
                socket.setSoTimeout((int) HANDSHAKE.toMillis());
                socket.startHandshake();
                socket.setSoTimeout((int) ANSWER.toMillis());
                sent = true;
                Frames.write(socket.getOutputStream(), request);
                return taken(
                        Frames.read(
                                socket.getInputStream(), Frames.ANSWER_BYTES, EnrollAnswer.class));
            }
        } catch (UnknownHostException e) {
            throw JoinException.refused(
                    "admin-unresolvable",
                    "an address for the admin's host name '" + token.host() + "'",
                    "none on this host",
                    "enter the name in DNS or in /etc/hosts of this host, then try again");
        } catch (IOException e) {
            if (pinned.isMismatch()) {
                throw JoinException.refused(
                        "token-of-another-cluster",
                        "the cluster that the token was made for at " + place(token),
                        "another one",
                        "paste the token that this admin shows now; if it is the right one, somebody"
                                + " stands between the two hosts");
            }
            if (sent) {
                throw JoinException.unknown("the admin gave no answer: " + e);
            }
            throw JoinException.refused(
                    "admin-unreachable",
                    "an admin that takes nodes in at " + place(token),
                    String.valueOf(e.getMessage()),
                    "see whether enrollment is still open on the admin, and whether firewalls let"
                            + " this host to that port");
        }
    }

    private static String place(Token token) {
        return token.host() + ":" + token.port();
    }

    // The caller closes it.
    private static Socket connect(Token token) throws IOException {
        var address = InetAddress.getByName(token.host());
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address, token.port()), (int) CONNECT.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static EnrollAnswer.Taken taken(EnrollAnswer answer) throws JoinException {
        EnrollAnswer.@Nullable Taken taken = answer.taken();
        @Nullable ApiError refusal = answer.refusal();
        if (taken != null) {
            return taken;
        }
        if (refusal != null) {
            throw JoinException.refused(refusal);
        }
        throw JoinException.unknown(
                answer.unknown() == null ? "the admin gave an empty answer" : answer.unknown());
    }
}
