package dev.belay.agent.cli;

import dev.belay.agent.lab.CacheRecording;
import java.nio.file.Path;

/// Records the start-up caches of agent, lab and command line: `Training FOLDER`, once for each
/// build, started by the launcher in the background.
public final class Training {

    private Training() {}

    public static void main(String[] args) throws Exception {
        new CacheRecording(Path.of(args[0]), StartupTraining.class).run();
        System.exit(0);
    }
}
