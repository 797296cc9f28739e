package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.Pipe;
import dev.belay.reach.PipeRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.connection.channel.direct.Session;

/// A command on the host that passes bytes between itself and the agent's socket, as a pipe.
final class DialPipe implements Pipe {

    private static final int SAID_BYTES_MAX = 2_048;

    private final Session session;
    private final Session.Command command;
    private final String written;
    private final Runnable onFirstByte;
    private final ChannelPipe pipe;
    private final InputStream input;

    /// @param onFirstByte told once when the agent has answered
    DialPipe(Session session, Session.Command command, String written, Runnable onFirstByte) {
        this.session = session;
        this.command = command;
        this.written = written;
        this.onFirstByte = onFirstByte;
        this.pipe = new ChannelPipe(session);
        this.input = new ExplainsEnd(pipe.input());
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return pipe.output();
    }

    @Override
    public void close() {
        pipe.close();
    }

    /// A command that ends before it passed a single byte on never came to the agent.
    private final class ExplainsEnd extends FilterInputStream {

        private boolean any;

        ExplainsEnd(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count < 0 && !any) {
                throw new PipeRefusedException(why());
            }
            if (!any && count > 0) {
                any = true;
                onFirstByte.run();
            }
            return count;
        }

        private ApiError why() throws IOException {
            String said = said();
            session.join(2, TimeUnit.SECONDS);
            Integer status = command.getExitStatus();
            return new ApiError(
                    "ssh-dial-failed",
                    "'" + written + "' to pass bytes to the agent",
                    (status == null ? "that it ended" : "exit status " + status)
                            + (said.isEmpty() ? "" : ": '" + said + "'"),
                    status != null && status == 127
                            ? "install belay on that host, or allow AllowStreamLocalForwarding in its"
                                    + " sshd_config"
                            : "check that belayd runs there and that you may use its socket");
        }

        private String said() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[512];
            InputStream err = command.getErrorStream();
            for (int count = err.read(buffer);
                    count >= 0 && bytes.size() < SAID_BYTES_MAX;
                    count = err.read(buffer)) {
                bytes.write(buffer, 0, count);
            }
            return bytes.toString(StandardCharsets.UTF_8).strip();
        }
    }
}
