package dev.belay.agent.executor;

import dev.belay.agent.program.Ending;
import dev.belay.agent.program.Programs;
import dev.belay.agent.program.Said;
import dev.belay.agent.remote.Agents;
import dev.belay.agent.remote.Executed.Status;
import dev.belay.agent.remote.Operation;
import dev.belay.agent.remote.Outcome;
import dev.belay.agent.remote.RemoteSession;
import dev.belay.agent.resource.ClusterTools;
import dev.belay.agent.resource.OcfAgent;
import dev.belay.agent.resource.OcfAgents;
import dev.belay.agent.resource.ResourceAction;
import dev.belay.agent.resource.ResourceAgent;
import dev.belay.agent.resource.ResourceCall;
import dev.belay.agent.resource.ScriptResource;
import dev.belay.agent.resource.SystemdUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Carries out what a cluster orders, by the agents that are installed on this node.
final class InstalledAgents implements Agents {

    private static final Path SCRIPTS = Path.of("/etc/init.d");
    private static final String META = "CRM_meta_";

    /// What a cluster sets no limit to.
    private static final Duration FOREVER = Duration.ofDays(1);

    private static final String DEPTH = "OCF_CHECK_LEVEL";

    private final Programs programs;
    private final ClusterTools tools;

    InstalledAgents(Programs programs, ClusterTools tools) {
        this.programs = programs;
        this.tools = tools;
    }

    @Override
    public Outcome perform(RemoteSession.Agent agent, Operation operation)
            throws InterruptedException {
        return switch (agent.standard()) {
            case "ocf" -> ocf(agent, operation);
            case "systemd" -> plain(new SystemdUnit(programs, agent.type()), operation);
            case "lsb" -> script(agent.type(), operation);
            case "service" ->
                    Files.exists(SCRIPTS.resolve(agent.type()))
                            ? script(agent.type(), operation)
                            : plain(new SystemdUnit(programs, agent.type()), operation);
            default ->
                    Outcome.missing(
                            "a resource of class ocf, systemd, service or lsb was wanted, found '%s': choose another agent"
                                    .formatted(agent.standard()));
        };
    }

    private Outcome ocf(RemoteSession.Agent agent, Operation operation)
            throws InterruptedException {
        // What this node is called is up to the cluster.
        String node = operation.parameters().getOrDefault(META + "on_node", "localhost");
        OcfAgent ocf =
                new OcfAgents(OcfAgents.ROOT, programs, tools, node)
                        .agent(agent.provider(), agent.type());
        if (!ocf.isInstalled()) {
            return Outcome.missing(
                    "ocf:%s:%s is not installed: install the package that has it"
                            .formatted(agent.provider(), agent.type()));
        }
        return operation.action().equals("meta-data")
                ? described(ocf.described(timeout(operation)))
                : plain(ocf, operation);
    }

    private static Outcome described(Ending ending) {
        return switch (ending) {
            case Ending.Ended(int code, Said said) ->
                    new Outcome(code, Status.DONE, said.remark(), said.out(), List.of());
            case Ending.TimedOut(Said said) -> Outcomes.timedOut(said.remark());
            case Ending.NotStarted(String why) -> Outcome.failed(why);
        };
    }

    private Outcome script(String name, Operation operation) throws InterruptedException {
        if (!name.matches("[A-Za-z0-9_@.-]+") || !Files.exists(SCRIPTS.resolve(name))) {
            return Outcome.missing(
                    "an init script was wanted, found no '%s' in '%s': install it"
                            .formatted(name, SCRIPTS));
        }
        return plain(
                new ScriptResource(
                        programs,
                        SCRIPTS.resolve(name),
                        List.of("start"),
                        List.of("stop"),
                        List.of("status")),
                operation);
    }

    private static Outcome plain(ResourceAgent agent, Operation operation)
            throws InterruptedException {
        Optional<ResourceAction> action = action(operation);
        if (action.isEmpty()) {
            return Outcomes.unknown(operation.action());
        }
        return Outcomes.of(agent.perform(call(operation, action.get())));
    }

    private static Optional<ResourceAction> action(Operation operation) {
        if (operation.action().equals("monitor") || operation.action().equals("status")) {
            return Optional.of(
                    operation.interval().isZero() ? ResourceAction.PROBE : ResourceAction.MONITOR);
        }
        for (ResourceAction one : ResourceAction.values()) {
            if (one.word().equals(operation.action())) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static Duration timeout(Operation operation) {
        return operation.timeout().isZero() ? FOREVER : operation.timeout();
    }

    private static ResourceCall call(Operation operation, ResourceAction action) {
        var parameters = new TreeMap<String, String>();
        var meta = new TreeMap<String, String>();
        operation
                .parameters()
                .forEach((name, value) -> {
                    // What no shell can read by its name no agent reads either.
                    if (name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                        boolean isMeta = name.startsWith(META);
                        (isMeta ? meta : parameters)
                                .put(isMeta ? name.substring(META.length()) : name, value);
                    }
                });
        String depth = parameters.getOrDefault(DEPTH, "0");
        Duration interval = action == ResourceAction.MONITOR ? operation.interval() : Duration.ZERO;
        return new ResourceCall(
                operation.resource(),
                action,
                parameters,
                meta,
                new TreeMap<>(),
                interval,
                depth.matches("\\d{1,4}") ? Integer.parseInt(depth) : 0,
                timeout(operation),
                Optional.empty());
    }
}
