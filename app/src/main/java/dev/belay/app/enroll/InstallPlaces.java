package dev.belay.app.enroll;

import java.util.List;

/// Where an agent lies on a host, and the files that are written there, word for word.
///
/// @param root what all places lie below; empty for a host's own
record InstallPlaces(String root) {
    /// The usual places of a host.
    static final InstallPlaces HOST = new InstallPlaces("");

    String home() {
        return root + "/usr/lib/belay";
    }

    String launcher() {
        return root + "/usr/bin/belay";
    }

    String config() {
        return root + "/etc/belay/agent.json";
    }

    String unit() {
        return root + "/etc/systemd/system/belayd.service";
    }

    String state() {
        return root + "/var/lib/belay";
    }

    String run() {
        return root + "/run/belay";
    }

    String socket() {
        return run() + "/agent.sock";
    }

    String log() {
        return root + "/var/log/belay/agent.log";
    }

    /// A node in no cluster: only where its state and its socket lie.
    String configText() {
        return """
        {
          "stateDir": "%s",
          "socket": "%s"
        }
        """
                .formatted(state(), socket());
    }

    /// Starts agent and command line from the uploaded jars.
    String launcherText(String java) {
        return """
        #!/bin/sh
        # Belay, as the studio installed it.
        java=%s
        if [ "$1" = agent ]; then flags="-Xms24m -Xmx64m -XX:+UseSerialGC"; else flags=-Xmx128m; fi
        exec "$java" $flags --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \\
            -cp '%s/lib/*' dev.belay.agent.cli.Belay "$@"
        """
                .formatted(java, home());
    }

    /// Writes what comes in beside the file, and puts it in its place when all of it came: a
    /// connection that breaks looks like an end to the host.
    static List<String> write(String file, String mode, long bytes) {
        return List.of(
                "sh",
                "-c",
                "umask 077; mkdir -p \"$(dirname \"$1\")\" && cat > \"$1.new\" && chmod \"$2\" \"$1.new\""
                        + " && came=$(wc -c < \"$1.new\") && if [ \"$came\" -ne \"$3\" ];"
                        + " then echo \"$came of $3 bytes of $1 came\" >&2; rm -f \"$1.new\"; exit 1; fi"
                        + " && mv -f \"$1.new\" \"$1\"",
                "sh",
                file,
                mode,
                Long.toString(bytes));
    }

    /// Starts the agent without systemd.
    List<String> detached() {
        return List.of(
                "sh",
                "-c",
                "run=$1 state=$2 log=$3; shift 3;"
                        + " mkdir -p \"$run\" \"$state\" \"$(dirname \"$log\")\" && chmod 700 \"$state\""
                        + " && setsid sh -c 'echo $$ >\"$0\"; exec \"$@\"' \"$run/agent.pid\" \"$@\""
                        + " >\"$log\" 2>&1 </dev/null &",
                "sh",
                run(),
                state(),
                log(),
                launcher(),
                "agent",
                "run",
                "--config",
                config());
    }

    /// Stops the agent, and takes away what was uploaded; configuration and state stay.
    List<String> remove(boolean systemd) {
        String stop =
                systemd
                        ? "systemctl disable --now belayd.service; rm -f \"$4\""
                        : "kill \"$(cat \"$5\")\"";
        return List.of(
                "sh",
                "-c",
                stop + "; rm -rf \"$1\" \"$2\" \"$3\"",
                "sh",
                home() + "/lib",
                home() + "/version",
                launcher(),
                unit(),
                run() + "/agent.pid");
    }
}
