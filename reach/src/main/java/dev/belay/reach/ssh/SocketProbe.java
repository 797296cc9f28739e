package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import dev.belay.reach.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;

/// Looks on the host why its agent's socket can't be reached: sshd gives one answer for everything.
final class SocketProbe {

    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private final SSHClient client;
    private final SshTarget target;
    private final String socket;

    SocketProbe(SSHClient client, SshTarget target, String socket) {
        this.client = client;
        this.target = target;
        this.socket = socket;
    }

    /// Returns when sshd is the trouble, or when nobody can say: no shell, or one that does not
    /// understand.
    ///
    /// @throws AgentException when the socket itself is the trouble, with what to do
    void look() throws AgentException {
        String answer;
        try {
            answer = run();
        } catch (IOException e) {
            return;
        }
        List<String> words = List.of(answer.strip().split("\\s+"));
        switch (words.getFirst()) {
            case "missing" ->
                    throw new AgentException(
                            AgentException.Kind.UNREACHABLE,
                            new ApiError(
                                    "ssh-socket-missing",
                                    wanted(),
                                    "no such socket",
                                    "start the agent there: systemctl start belayd"),
                            null);
            case "dead" ->
                    throw new AgentException(
                            AgentException.Kind.UNREACHABLE,
                            new ApiError(
                                    "ssh-socket-dead",
                                    wanted(),
                                    "a socket on which nobody listens",
                                    "the agent has ended: systemctl start belayd"),
                            null);
            case "denied" -> {
                String group = words.size() > 1 ? words.get(1) : "belay";
                throw AgentException.refused(
                        new ApiError(
                                "ssh-socket-permission",
                                wanted(),
                                "'permission denied' for the user '" + target.user() + "'",
                                "have root run there: usermod -aG "
                                        + group
                                        + " "
                                        + target.user()
                                        + ", and connect again"));
            }
            default -> {}
        }
    }

    private String wanted() {
        return "the agent's socket " + socket + " on " + target.describe();
    }

    private String run() throws IOException {
        String script =
                """
                s=%s
                d=$(dirname "$s")
                if [ -d "$d" ] && [ ! -x "$d" ]; then
                  set -- $(ls -ld "$d"); echo "denied $4"
                elif [ ! -S "$s" ]; then
                  echo missing
                elif [ -r "$s" ] && [ -w "$s" ]; then
                  r=$(readlink -f "$s")
                  if [ -r /proc/net/unix ] && ! grep -qF -e " $s" -e " $r" /proc/net/unix; then
                    echo dead
                  else
                    echo usable
                  fi
                else
                  set -- $(ls -ld "$s"); echo "denied $4"
                fi
                """
                        .formatted(quoted(socket));
        try (Session session = client.startSession();
                Deadline deadline = Deadline.in(DEADLINE, () -> end(session))) {
            Session.Command shell = session.exec("sh -s");
            try (OutputStream out = shell.getOutputStream()) {
                out.write(script.getBytes(StandardCharsets.UTF_8));
            }
            byte[] answer = new byte[512];
            int length = 0;
            while (length < answer.length) {
                int count = shell.getInputStream().read(answer, length, answer.length - length);
                if (count < 0) {
                    break;
                }
                length += count;
            }
            if (deadline.hasExpired()) {
                throw new IOException("no answer in time");
            }
            return new String(answer, 0, length, StandardCharsets.UTF_8);
        }
    }

    private static void end(Session session) {
        try {
            session.getInputStream().close();
        } catch (IOException _) {
            // It only has to end the wait.
        }
    }

    /// As one word for a POSIX shell.
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
