package dev.belay.reach.ssh;

import dev.belay.reach.Pipe;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.connection.channel.Channel;

/// An SSH channel as a pipe.
final class ChannelPipe implements Pipe {

    private final Channel channel;
    private final InputStream input;
    private final AtomicBoolean closed = new AtomicBoolean();

    ChannelPipe(Channel channel) {
        this.channel = channel;
        this.input = new NeverWaitsForNothing(channel.getInputStream());
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return channel.getOutputStream();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            channel.getInputStream().close();
        } catch (IOException _) {
            // It only has to wake up whoever reads.
        }
        // The farewell waits for the other side, which may be gone.
        Thread.ofVirtual()
                .name("ssh channel close")
                .start(() -> {
                    try {
                        channel.close();
                    } catch (IOException _) {
                        // Closed it is.
                    }
                });
    }

    /// The library's stream waits for data even when none is asked for.
    private static final class NeverWaitsForNothing extends FilterInputStream {

        NeverWaitsForNothing(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return length == 0 ? 0 : super.read(buffer, offset, length);
        }
    }
}
