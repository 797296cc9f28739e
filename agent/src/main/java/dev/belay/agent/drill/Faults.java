package dev.belay.agent.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Inflicts faults on this node. Each is carried out and ended by a small process of its own, for
/// the agent may not be there to end it.
public final class Faults {

    /// Until the fault: an answer gets out before.
    static final String DELAY_SECONDS = "0.2";

    private final Path folder;
    private final long pid;

    /// @param folder where its program is put; only the agent writes there
    public Faults(Path folder) {
        this(folder, ProcessHandle.current().pid());
    }

    /// @param pid of the process that is killed or paused
    Faults(Path folder, long pid) {
        this.folder = folder;
        this.pid = pid;
    }

    /// Has a fault happen in a moment; blocks until nothing else stands before it.
    ///
    /// @throws FaultException when it will not happen
    public void inflict(Fault fault) throws FaultException {
        try {
            Path script = folder.resolve("fault.sh");
            try (InputStream in = Faults.class.getResourceAsStream("fault.sh")) {
                if (in == null) {
                    throw new FaultException("the program lacks its resource fault.sh");
                }
                Files.write(script, in.readAllBytes());
            }
            var words = new ArrayList<>(List.of("setsid", "bash", script.toString()));
            words.addAll(words(fault));
            Process process =
                    new ProcessBuilder(words)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (OutputStream input = process.getOutputStream()) {
                if (fault instanceof Fault.Cut cut) {
                    input.write(new CutRules(cut).text().getBytes(StandardCharsets.US_ASCII));
                }
            }
            String said = said(process);
            if (!said.equals("ready")) {
                throw new FaultException(said.isEmpty() ? "setsid and bash are needed" : said);
            }
        } catch (IOException e) {
            throw new FaultException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String said(Process process) throws IOException {
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            return line == null ? "" : line.strip();
        }
    }

    private List<String> words(Fault fault) throws IOException {
        return switch (fault) {
            case Fault.Kill() -> List.of("kill", DELAY_SECONDS, Long.toString(pid), born());
            case Fault.Pause(var seconds) ->
                    List.of(
                            "pause",
                            DELAY_SECONDS,
                            Long.toString(pid),
                            born(),
                            Integer.toString(seconds));
            case Fault.Cut cut -> List.of("cut", DELAY_SECONDS, Integer.toString(cut.seconds()));
        };
    }

    /// When the process was started, in ticks: another one may get its number. proc(5), field 22.
    private String born() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1)[19];
    }
}
