package dev.belay.agent.resource;

import dev.belay.agent.program.Command;
import dev.belay.agent.program.Ending;
import dev.belay.agent.program.Metadata;
import dev.belay.agent.program.MetadataException;
import dev.belay.agent.program.MetadataReader;
import dev.belay.agent.program.Programs;
import dev.belay.agent.program.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// An OCF agent as it is installed: a program that gets an action as its only argument and all else
/// by its environment (OCF Resource Agent API 1.1).
public final class OcfAgent implements ResourceAgent {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    private final OcfAgents agents;
    private final String provider;
    private final String type;

    OcfAgent(OcfAgents agents, String provider, String type) {
        this.agents = agents;
        this.provider = provider;
        this.type = type;
    }

    private Path program() {
        return agents.root().resolve("resource.d").resolve(provider).resolve(type);
    }

    private String called() {
        return "ocf:" + provider + ":" + type;
    }

    private boolean isNamed() {
        return NAME.matcher(provider).matches() && NAME.matcher(type).matches();
    }

    private String wrongName() {
        return "an agent such as ocf:heartbeat:IPaddr2 was wanted, found '%s': correct its name"
                .formatted(called());
    }

    /// What the agent says of itself. Blocks at most for the time and a few seconds more.
    public Metadata metadata(Duration atMost) throws MetadataException, InterruptedException {
        return MetadataReader.read(described(atMost), called(), atMost);
    }

    /// The same in its own words. Blocks at most for the time and a few seconds more.
    public Ending described(Duration atMost) throws InterruptedException {
        if (!isNamed()) {
            return new Ending.NotStarted(wrongName());
        }
        Command command =
                Command.of(program(), List.of("meta-data"), atMost)
                        .withEnvironment(OcfEnvironment.ofAgent(agents.root(), provider, type))
                        .withRemark(OcfEnvironment.REASON)
                        .withOutputBytes(MetadataReader.BYTES_MAX)
                        .withGrace(agents.grace());
        return agents.programs().run(command);
    }

    /// Whether there is something by its name.
    public boolean isInstalled() {
        return isNamed() && Files.exists(program());
    }

    @Override
    public Result perform(ResourceCall call) throws InterruptedException {
        if (!isNamed()) {
            return new Result.NotStarted(wrongName());
        }
        if (!Files.exists(program())) {
            return missing(call);
        }
        Optional<String> objection = OcfEnvironment.objection(call);
        if (objection.isPresent()) {
            return new Result.NotStarted(objection.get());
        }
        Path folder;
        try {
            folder = agents.programs().privateFolder();
        } catch (IOException e) {
            return unprepared(call, e);
        }
        try {
            ClusterTools.prepare(folder, call.attributes());
            return perform(call, folder);
        } catch (IOException e) {
            return unprepared(call, e);
        } finally {
            Programs.forget(folder);
        }
    }

    private static Result unprepared(ResourceCall call, IOException e) {
        return new Result.NotStarted(
                "%s could not be prepared: %s".formatted(call, e.getMessage()));
    }

    private Result missing(ResourceCall call) {
        Trace trace =
                Trace.of(new Said("", "", "", false, Duration.ZERO))
                        .withReason(
                                "%s is not installed: install the package that has '%s'"
                                        .formatted(called(), program()));
        return ExitCode.ofOcf(call.action(), ExitCode.NOT_INSTALLED, trace);
    }

    private Result perform(ResourceCall call, Path folder) throws InterruptedException {
        SortedMap<String, String> environment =
                OcfEnvironment.of(call, agents.root(), provider, type, agents.node());
        environment.put("PATH", agents.tools().folder() + ":" + Command.SYSTEM_PATH);
        environment.put("HA_SBIN_DIR", agents.tools().folder().toString());
        environment.put("BELAY_CALL", folder.toString());
        environment.put("BELAY_NODE", agents.node());
        Command command =
                Command.of(program(), List.of(call.action().word()), call.timeout())
                        .withEnvironment(environment)
                        .withRemark(OcfEnvironment.REASON)
                        .withGrace(agents.grace())
                        .withCgroup(call.cgroup());
        return switch (agents.programs().run(command)) {
            case Ending.Ended(int code, Said said) ->
                    ExitCode.ofOcf(call.action(), code, trace(call, folder, said));
            case Ending.TimedOut(Said said) -> new Result.Unknown(trace(call, folder, said));
            case Ending.NotStarted(String why) -> new Result.NotStarted(why);
        };
    }

    private Trace trace(ResourceCall call, Path folder, Said said) {
        Trace trace = Trace.of(said);
        try {
            List<AttributeUpdate> updates = ClusterTools.updates(folder);
            return trace.with(ClusterTools.promotion(updates, call.base(), agents.node()), updates);
        } catch (IOException e) {
            // The action itself is over, and its result counts.
            return trace.withReason(
                    trace.reason() + " (what it told the cluster is lost: " + e.getMessage() + ")");
        }
    }
}
