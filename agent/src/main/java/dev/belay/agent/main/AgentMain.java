package dev.belay.agent.main;

import dev.belay.agent.cloud.ProxyTunnels;
import dev.belay.agent.config.AgentConfigFile;
import dev.belay.agent.config.ConfigReading;
import dev.belay.api.ApiError;
import java.nio.file.Path;
import java.util.List;

/// Runs one agent in the foreground of its process, from reading the configuration to the exit
/// code.
public final class AgentMain {

    /// Stopped in order.
    public static final int STOPPED = 0;

    /// Could not start, or had to end.
    public static final int FAILED = 1;

    /// The configuration or the command line is wrong.
    public static final int WRONG_USAGE = 2;

    private AgentMain() {}

    public static void main(String[] args) {
        Path config = AgentConfigFile.DEFAULT;
        boolean dieWithParent = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--die-with-parent")) {
                dieWithParent = true;
            } else if (args[i].equals("--config") && i + 1 < args.length) {
                config = Path.of(args[++i]);
            } else {
                System.err.println(
                        "wanted [--config FILE] [--die-with-parent]; found '"
                                + args[i]
                                + "': leave it out");
                System.exit(WRONG_USAGE);
            }
        }
        System.exit(run(config, dieWithParent));
    }

    /// Runs an agent until it is told to stop. Blocks; errors go to standard error.
    ///
    /// @param dieWithParent end as soon as the process that started this one has ended
    /// @return exit code for the process
    public static int run(Path configFile, boolean dieWithParent) {
        ProxyTunnels.allowPasswords();
        return switch (AgentConfigFile.read(configFile)) {
            case ConfigReading.Good(var config) -> Agent.run(config, dieWithParent);
            case ConfigReading.Bad(List<ApiError> errors) -> {
                errors.forEach(error -> System.err.println("belay agent: " + error.sentence()));
                yield WRONG_USAGE;
            }
        };
    }
}
