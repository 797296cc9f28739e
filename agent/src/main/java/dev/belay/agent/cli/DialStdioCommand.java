package dev.belay.agent.cli;

import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.Pipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Connects standard input and output with the agent's socket, for a client at the other end of an
/// SSH session whose server does not forward unix sockets.
final class DialStdioCommand implements Command {

    private static final int CHUNK_BYTES = 16 * 1024;

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.value(spec, terminal, java.nio.file.Path.class, "PATH", null, "--socket");
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal)
            throws Refusal, IOException, InterruptedException {
        AgentPath path = AgentAccess.path(given, terminal);
        try (Pipe pipe = path.open()) {
            // What comes in ends when the caller hangs up; then nobody reads the answers any more.
            Thread.ofVirtual()
                    .start(() -> {
                        try (pipe) {
                            copy(terminal.in(), pipe.output());
                        } catch (IOException _) {
                            // The agent hung up: the other direction ends too.
                        }
                    });
            copy(pipe.input(), terminal.out());
        } catch (AgentException e) {
            throw AgentAccess.refusal(e);
        } catch (IOException _) {
            // One of both ends hung up: that is how a session ends.
        }
        return ExitCode.DONE;
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
            to.write(chunk, 0, n);
            to.flush();
        }
    }
}
