package dev.belay.agent.executor;

import dev.belay.agent.remote.AuthKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a remote node listens, and with which key: as told, else as the environment says, else as
/// the distribution's files for Pacemaker's daemons say, else as is usual.
///
/// @param address to listen at; empty for all
/// @param port 0 for any that is free
/// @param stateDir for what lives as long as one action
public record ExecutorSettings(String address, int port, Path keyFile, Path stateDir) {

    /// Pacemaker's own.
    public static final int PORT = 3121;

    /// Where nothing else is said.
    public static final Path STATE_DIR = Path.of("/run/belay-remote");

    static final List<Path> FILES =
            List.of(Path.of("/etc/sysconfig/pacemaker"), Path.of("/etc/default/pacemaker"));

    private static final int PORT_MAX = 65535;

    /// What stands on the command line.
    public record Told(
            Optional<String> address,
            Optional<Integer> port,
            Optional<Path> keyFile,
            Optional<Path> stateDir) {}

    /// A port that is none.
    public static final class WrongPort extends Exception {

        private final String found;

        WrongPort(String found) {
            super("a port of 0 to 65535 was wanted, found '%s'".formatted(found));
            this.found = found;
        }

        public String found() {
            return found;
        }
    }

    /// Puts together what is said where. Blocks while files are read; one that cannot be read says
    /// nothing.
    public static ExecutorSettings of(Told told, Map<String, String> environment) throws WrongPort {
        return of(told, environment, FILES);
    }

    static ExecutorSettings of(Told told, Map<String, String> environment, List<Path> files)
            throws WrongPort {
        Map<String, String> said = new HashMap<>();
        files.reversed().forEach(file -> said.putAll(variables(file)));
        environment.forEach((name, value) -> {
            if (name.startsWith("PCMK_") && !value.isEmpty()) {
                said.put(name, value);
            }
        });
        String port =
                told.port()
                        .map(String::valueOf)
                        .orElse(said.getOrDefault("PCMK_remote_port", String.valueOf(PORT)));
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > PORT_MAX) {
            throw new WrongPort(port);
        }
        return new ExecutorSettings(
                told.address().orElse(said.getOrDefault("PCMK_remote_address", "")),
                Integer.parseInt(port),
                told.keyFile()
                        .orElse(
                                Path.of(
                                        said.getOrDefault(
                                                "PCMK_authkey_location",
                                                AuthKey.USUAL.toString()))),
                told.stateDir().orElse(STATE_DIR));
    }

    /// Lines such as `PCMK_remote_port=3121`, as a shell or systemd would read them.
    private static Map<String, String> variables(Path file) {
        Map<String, String> all = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String plain = line.strip().replaceFirst("^export\\s+", "");
                int equals = plain.indexOf('=');
                if (plain.startsWith("PCMK_") && equals > 0) {
                    String value = unquoted(plain.substring(equals + 1).strip());
                    if (!value.isEmpty()) {
                        all.put(plain.substring(0, equals), value);
                    }
                }
            }
        } catch (IOException e) {
            // Most machines have one of the two, or none.
            return Map.of();
        }
        return all;
    }

    private static String unquoted(String value) {
        if (value.startsWith("\"") || value.startsWith("'")) {
            int end = value.indexOf(value.charAt(0), 1);
            return end < 0 ? "" : value.substring(1, end);
        }
        return value.replaceFirst("\\s.*$", "");
    }
}
