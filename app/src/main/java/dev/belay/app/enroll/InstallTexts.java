package dev.belay.app.enroll;

import java.util.List;

/// Where an agent lies on a host, and the files that are written there, word for word.
final class InstallTexts {
    static final String HOME = "/usr/lib/belay";
    static final String LAUNCHER = "/usr/bin/belay";
    static final String CONFIG = "/etc/belay/agent.json";
    static final String UNIT = "/etc/systemd/system/belayd.service";
    static final String SOCKET = "/run/belay/agent.sock";

    private InstallTexts() {}

    /// A node in no cluster: only where its state and its socket lie.
    static String config() {
        return """
        {
          "stateDir": "/var/lib/belay",
          "socket": "%s"
        }
        """
                .formatted(SOCKET);
    }

    /// Starts agent and command line from the uploaded jars.
    static String launcher(String java) {
        return """
        #!/bin/sh
        # Belay, as the studio installed it.
        java=%s
        if [ "$1" = agent ]; then flags="-Xms24m -Xmx64m -XX:+UseSerialGC"; else flags=-Xmx128m; fi
        exec "$java" $flags --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \\
            -cp '%s/lib/*' dev.belay.agent.cli.Belay "$@"
        """
                .formatted(java, HOME);
    }

    static List<String> write(String file, String mode) {
        return List.of(
                "sh",
                "-c",
                "umask 077; mkdir -p \"$(dirname \"$1\")\" && cat > \"$1.new\" && chmod \"$2\" \"$1.new\""
                        + " && mv -f \"$1.new\" \"$1\"",
                "sh",
                file,
                mode);
    }

    static List<String> detached() {
        return List.of(
                "sh",
                "-c",
                "mkdir -p /run/belay /var/lib/belay /var/log/belay && chmod 700 /var/lib/belay &&"
                        + " setsid sh -c 'echo $$ >/run/belay/agent.pid; exec \"$@\"' sh \"$@\""
                        + " >/var/log/belay/agent.log 2>&1 </dev/null &",
                "sh",
                LAUNCHER,
                "agent",
                "run",
                "--config",
                CONFIG);
    }
}
