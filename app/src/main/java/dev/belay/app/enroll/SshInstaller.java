package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.NodeStanding;
import dev.belay.app.connect.HostDoor;
import dev.belay.app.wizard.Deed;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.ssh.HostAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Installs over one SSH connection, by `cat` into files beside their place and a rename.
final class SshInstaller implements AgentInstaller {
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration UPLOAD = Duration.ofMinutes(5);
    private static final Duration START = Duration.ofSeconds(40);

    private static final String LOOK =
            """
            echo "system=$(uname -s)"
            echo "architecture=$(uname -m)"
            echo "user=$(id -un)"
            if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then echo root=yes; fi
            if [ -d /run/systemd/system ]; then echo systemd=yes; fi
            for j in "$JAVA_HOME"/bin/java /usr/lib/jvm/*/bin/java /opt/*/bin/java "$(command -v java)"; do
              if [ -x "$j" ] && "$j" -version 2>&1 | grep -q 'version "25[".]'; then
                echo "java=$j"; break
              fi
            done
            d="$1/usr"; while ! [ -d "$d" ]; do d=$(dirname "$d"); done
            echo "free=$(df -Pm "$d" | awk 'NR==2 {print $4}')"
            if [ -f "$1/usr/lib/belay/version" ]; then echo "agent=$(cat "$1/usr/lib/belay/version")"
            elif [ -z "$1" ] && command -v belay >/dev/null; then echo agent=unknown; fi
            """;

    private final HostDoor door;
    private final Path home;
    private final InstallPlaces places;
    private @Nullable HostFacts facts;

    /// An installer for one host.
    ///
    /// @param home folder of this program, with the agent's jars in `agent/target`
    SshInstaller(HostDoor door, Path home) {
        this(door, home, InstallPlaces.HOST);
    }

    SshInstaller(HostDoor door, Path home, InstallPlaces places) {
        this.door = door;
        this.home = home;
        this.places = places;
    }

    @Override
    public String reach() throws AgentException {
        return door.describe();
    }

    @Override
    public HostFacts look() throws AgentException {
        HostAnswer answer = door.run(List.of("sh", "-s", places.root()), bytes(LOOK), SHORT);
        Map<String, String> said = new HashMap<>();
        for (String line : answer.output().lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                said.put(line.substring(0, equals), line.substring(equals + 1).strip());
            }
        }
        HostFacts seen =
                new HostFacts(
                        said.getOrDefault("system", ""),
                        said.getOrDefault("architecture", ""),
                        said.getOrDefault("java", ""),
                        said.containsKey("systemd"),
                        said.containsKey("root"),
                        said.getOrDefault("user", ""),
                        said.getOrDefault("agent", ""),
                        number(said.getOrDefault("free", "")));
        synchronized (this) {
            facts = seen;
        }
        return seen;
    }

    @Override
    public void upload(Deed.Log log) throws AgentException {
        HostFacts host = facts();
        for (Map.Entry<String, Path> jar : jars().entrySet()) {
            String target = places.home() + "/lib/" + jar.getKey();
            try (InputStream in = Files.newInputStream(jar.getValue())) {
                long bytes = Files.size(jar.getValue());
                as(host, InstallPlaces.write(target, "644", bytes), in, UPLOAD);
                log.say(door.address(), target);
            } catch (IOException e) {
                throw refused(
                        "agent-jars", jar.getValue().toString(), String.valueOf(e.getMessage()));
            }
        }
        write(host, places.launcher(), "755", places.launcherText(host.java()), log);
        String version = SshInstaller.class.getPackage().getImplementationVersion();
        write(host, places.home() + "/version", "644", version == null ? "0.1.0" : version, log);
        as(host, List.of("chmod", "755", places.home(), places.home() + "/lib"), bytes(""), SHORT);
    }

    @Override
    public void configure(Deed.Log log) throws AgentException {
        write(facts(), places.config(), "600", places.configText(), log);
    }

    @Override
    public void start(Deed.Log log) throws AgentException {
        HostFacts host = facts();
        if (!host.systemd()) {
            as(host, places.detached(), bytes(""), SHORT);
            log.say(door.address(), places.log());
            return;
        }
        Path unit = home.resolve("installers/belayd.service");
        try {
            write(host, places.unit(), "644", Files.readString(unit), log);
        } catch (IOException e) {
            throw refused("agent-unit", unit.toString(), String.valueOf(e.getMessage()));
        }
        as(host, List.of("systemctl", "daemon-reload"), bytes(""), SHORT);
        as(host, List.of("systemctl", "enable", "--now", "belayd.service"), bytes(""), START);
    }

    @Override
    public NodeStanding await(Deed.Log log) throws AgentException, InterruptedException {
        long until = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                NodeStanding standing = door.client(ApiClient.DEADLINE).standing();
                log.say(door.address(), "belayd " + standing.agentVersion());
                return standing;
            } catch (AgentException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
                // Nobody counts it down: it is a pause that an interrupt ends.
                boolean woken = new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
                if (woken) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void remove(Deed.Log log) throws AgentException {
        HostFacts host = facts();
        as(host, places.remove(host.systemd()), bytes(""), SHORT);
        log.say(door.address(), "rm " + places.home());
    }

    private HostFacts facts() throws AgentException {
        HostFacts known;
        synchronized (this) {
            known = facts;
        }
        return known == null ? look() : known;
    }

    private void write(HostFacts host, String file, String mode, String content, Deed.Log log)
            throws AgentException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        List<String> write = InstallPlaces.write(file, mode, bytes.length);
        as(host, write, new ByteArrayInputStream(bytes), SHORT);
        log.say(door.address(), file);
    }

    private void as(HostFacts host, List<String> words, InputStream input, Duration deadline)
            throws AgentException {
        List<String> all = new ArrayList<>();
        if (!host.user().equals("root")) {
            all.addAll(List.of("sudo", "-n"));
        }
        all.addAll(words);
        HostAnswer answer = door.run(all, input, deadline);
        if (answer.status() != 0) {
            throw AgentException.refused(
                    new ApiError(
                            "host-command",
                            "success of '" + String.join(" ", words) + "' on " + door.address(),
                            "status " + answer.status() + ", '" + answer.complaint().strip() + "'",
                            "mend what it complains of, then try this step again"));
        }
    }

    private Map<String, Path> jars() throws AgentException {
        Map<String, Path> jars = new TreeMap<>();
        Path target = home.resolve("agent/target");
        for (Path folder : List.of(target, target.resolve("lib"))) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            String pattern = folder.equals(target) ? "belay-agent-*.jar" : "*.jar";
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
                found.forEach(jar -> jars.put(String.valueOf(jar.getFileName()), jar));
            } catch (IOException e) {
                throw refused("agent-jars", folder.toString(), String.valueOf(e.getMessage()));
            }
        }
        if (jars.isEmpty()) {
            throw refused("agent-jars", target.toString(), "none");
        }
        return jars;
    }

    private static AgentException refused(String code, String place, String found) {
        return AgentException.refused(
                new ApiError(
                        code,
                        "the agent's files in '" + place + "'",
                        "'" + found + "'",
                        "build the program again, or install it anew"));
    }

    private static long number(String digits) {
        return digits.matches("[0-9]{1,12}") ? Long.parseLong(digits) : 0;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
