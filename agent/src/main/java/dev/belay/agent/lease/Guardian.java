package dev.belay.agent.lease;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The dead-man of what an agent ran: a small process that takes addresses off, kills control
/// groups and shuts the gate when the agent is dead or silent. It has a session of its own, so that
/// a kill of the agent's group does not end it too.
///
/// Safe for use by several threads.
public final class Guardian implements AutoCloseable {

    private static final Pattern WORD = Pattern.compile("[!-~]{1,4096}");

    private final Process process;
    private final OutputStream line;

    private Guardian(Process process) {
        this.process = process;
        this.line = process.getOutputStream();
    }

    /// Starts it; it watches nothing yet.
    ///
    /// @param folder where its program is put; only the agent writes there
    public static Guardian start(Path folder) throws LeaseException {
        Path script = folder.resolve("guardian.sh");
        try (InputStream in = Guardian.class.getResourceAsStream("guardian.sh")) {
            if (in == null) {
                throw new LeaseException("the program lacks its resource guardian.sh");
            }
            Files.write(script, in.readAllBytes());
            return new Guardian(
                    new ProcessBuilder("setsid", "bash", script.toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start());
        } catch (IOException e) {
            throw new LeaseException(
                    "wanted to start the guardian with setsid and bash in '" + folder + "'", e);
        }
    }

    /// An address to take off a device.
    ///
    /// @param address with the length of its prefix, as `10.0.0.9/24`
    public void watchAddress(String address, String device) throws LeaseException {
        say("address", address, device);
    }

    /// A control group to kill.
    public void watchGroup(Path folder) throws LeaseException {
        say("group", folder.toString());
    }

    /// An address or group that the agent has ended itself.
    public void forget(String watched) throws LeaseException {
        say("forget", watched);
    }

    /// How long the agent may be silent from now on; every call of this class is a sign of life.
    ///
    /// @param silence zero: as long as it likes
    public void expectWithin(Duration silence) throws LeaseException {
        say("within", silence.isZero() ? "0" : Double.toString(silence.toMillis() / 1000.0));
    }

    /// Whether it runs: without it, no resource may be started that needs it.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// The number of its process.
    public long pid() {
        return process.pid();
    }

    private synchronized void say(String... words) throws LeaseException {
        for (String word : words) {
            if (!WORD.matcher(word).matches()) {
                throw new LeaseException(
                        "wanted a word without spaces for the guardian, found '" + word + "'");
            }
        }
        try {
            line.write((String.join(" ", words) + "\n").getBytes(StandardCharsets.US_ASCII));
            line.flush();
        } catch (IOException e) {
            throw new LeaseException(
                    "the guardian is gone: what it watched has been ended by it, or is not watched",
                    e);
        }
    }

    /// Sends it away; it ends nothing any more.
    @Override
    public void close() {
        try {
            say("leave");
            line.close();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
