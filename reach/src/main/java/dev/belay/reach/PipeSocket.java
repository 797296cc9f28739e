package dev.belay.reach;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;

/// A pipe in the shape that the HTTP library takes. It has no address and no time-outs of its own.
final class PipeSocket extends Socket {

    private final Pipe pipe;

    PipeSocket(Pipe pipe) {
        this.pipe = pipe;
    }

    @Override
    public InputStream getInputStream() {
        return pipe.input();
    }

    @Override
    public OutputStream getOutputStream() {
        return pipe.output();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public synchronized void setSoTimeout(int timeoutMillis) {
        // Deadlines close the pipe instead.
    }

    @Override
    public synchronized int getSoTimeout() {
        return 0;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setSoLinger(boolean on, int lingerSeconds) {}

    @Override
    public void shutdownInput() {}

    @Override
    public void shutdownOutput() {}

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public synchronized void close() {
        pipe.close();
    }
}
