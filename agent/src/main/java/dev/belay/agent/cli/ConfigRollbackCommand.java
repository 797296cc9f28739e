package dev.belay.agent.cli;

import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.reach.ApiClient;
import dev.belay.reach.UserFolder;
import dev.belay.reach.publish.Publisher;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Brings an earlier version to all nodes again.
final class ConfigRollbackCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "SET", "set");
        Given.parameter(spec, terminal, 1, "VERSION", "version");
        ConfigFollow.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, InterruptedException {
        String version = Given.parameter(given, 1);
        if (!version.matches("[1-9][0-9]{0,17}")) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("config.version.wrong", version));
        }
        var rollback = new ConfigRollback(Given.parameter(given, 0), Long.parseLong(version));
        ConfigSetView begun =
                AgentAccess.change(given, terminal, client -> client.rollbackConfig(rollback));
        var publisher =
                new Publisher(
                        new ApiClient(AgentAccess.path(given, terminal), ConfigFollow.DEADLINE),
                        UserFolder.cache());
        return new ConfigFollow(publisher, given, terminal).follow(begun);
    }
}
