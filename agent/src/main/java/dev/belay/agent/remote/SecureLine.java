package dev.belay.agent.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.security.SecureRandom;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/// A connection with TLS by a key that both ends share. One thread may read while others write.
final class SecureLine implements AutoCloseable {

    private static final TlsCrypto CRYPTO = new JcaTlsCryptoProvider().create(new SecureRandom());

    /// As Pacemaker's own client.
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);

    /// A peer that is gone without a word is noticed by the kernel after 5 + 3 · 2 s.
    private static final int KEEP_IDLE = 5;

    private static final int KEEP_INTERVAL = 2;
    private static final int KEEP_COUNT = 3;

    private final Socket socket;
    private final TlsProtocol tls;

    private SecureLine(Socket socket, TlsProtocol tls) {
        this.socket = socket;
        this.tls = tls;
    }

    static TlsCrypto crypto() {
        return CRYPTO;
    }

    /// Connects, and shows the key. Blocks at most for the time and a handshake.
    static SecureLine connect(InetSocketAddress to, AuthKey key, Duration atMost)
            throws RemoteException {
        if (to.isUnresolved()) {
            throw new RemoteException(
                    RemoteException.Kind.UNREACHABLE,
                    "the address of '%s' was wanted, found none: correct the name, or DNS"
                            .formatted(to.getHostString()));
        }
        var socket = new Socket();
        try {
            socket.connect(to, Math.toIntExact(Math.max(1, atMost.toMillis())));
            prepare(socket);
            socket.setSoTimeout(Math.toIntExact(HANDSHAKE.toMillis()));
        } catch (IOException e) {
            closeQuietly(socket);
            throw new RemoteException(
                    RemoteException.Kind.UNREACHABLE,
                    "a remote executor was wanted at %s, found none: %s; start it there, or open its port"
                            .formatted(written(to), e.getMessage()),
                    e);
        }
        try {
            var tls = new TlsClientProtocol(new Prompt(socket), socket.getOutputStream());
            tls.connect(new PskClient(CRYPTO, key));
            socket.setSoTimeout(0);
            return new SecureLine(socket, tls);
        } catch (IOException | RuntimeException e) {
            closeQuietly(socket);
            throw new RemoteException(
                    RemoteException.Kind.KEY,
                    "the remote executor at %s was to take our %s, and ended the handshake: %s; put the same key on both ends"
                            .formatted(written(to), key, e.getMessage()),
                    e);
        }
    }

    /// Lets somebody in who has the key. Blocks until the handshake is over; whoever calls closes
    /// the socket when that takes too long.
    static SecureLine accept(Socket socket, AuthKey key) throws IOException {
        prepare(socket);
        // Unlike orders, answers are not to be lost when this end closes.
        socket.setSoLinger(false, 0);
        var tls = new TlsServerProtocol(new Prompt(socket), socket.getOutputStream());
        tls.accept(new PskServer(CRYPTO, key));
        return new SecureLine(socket, tls);
    }

    static String written(InetSocketAddress to) {
        return to.getHostString() + ":" + to.getPort();
    }

    /// What is not sent when this process dies is never sent: whoever has the connection after it
    /// is not disturbed by orders of before.
    static void prepare(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoLinger(true, 0);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_IDLE);
        set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_INTERVAL);
        set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_COUNT);
    }

    private static void set(Socket socket, SocketOption<Integer> option, int value)
            throws IOException {
        if (socket.supportedOptions().contains(option)) {
            socket.setOption(option, value);
        }
    }

    InputStream in() {
        return tls.getInputStream();
    }

    OutputStream out() {
        return tls.getOutputStream();
    }

    /// Ends it at once; what was not sent is not.
    void cut() {
        closeQuietly(socket);
    }

    /// Ends it once what was written is sent.
    @Override
    public void close() {
        try {
            socket.setSoLinger(false, 0);
            tls.close();
        } catch (IOException e) {
            // It is over either way.
        } finally {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody is there to be told.
        }
    }

    /// Acknowledges at once what has come: the other end sends a header, and its text only when
    /// that is acknowledged, which a kernel puts off for 40 ms.
    private static final class Prompt extends FilterInputStream {

        private final Socket socket;
        private final boolean isQuick;

        Prompt(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
            this.isQuick = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            acknowledge();
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            int read = super.read(bytes, from, count);
            acknowledge();
            return read;
        }

        private void acknowledge() throws IOException {
            if (isQuick && !socket.isClosed()) {
                // The kernel forgets it again and again.
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
        }
    }
}
