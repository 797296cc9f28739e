package dev.belay.agent.tenure;

import dev.belay.agent.program.Programs;
import dev.belay.agent.resource.ClusterTools;
import dev.belay.agent.resource.OcfAgents;
import dev.belay.agent.resource.ResourceAgent;
import dev.belay.agent.resource.ScriptResource;
import dev.belay.agent.resource.SystemdUnit;
import dev.belay.agent.service.ServiceResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Who starts, stops and looks at resources that programs of this host run.
final class ResourceAgents {

    private static final Path SCRATCH = Path.of("/run/resource-agents");

    private final Programs programs;
    private final OcfAgents ocf;

    private ResourceAgents(Programs programs, OcfAgents ocf) {
        this.programs = programs;
        this.ocf = ocf;
    }

    /// Puts down what agents are run with.
    ///
    /// @param folder the agent's own
    /// @param node its id
    /// @param environment what programs find in theirs besides what their standard says
    static ResourceAgents install(
            Path folder,
            String node,
            Supplier<SortedMap<String, String>> environment,
            Consumer<String> log)
            throws IOException {
        makeScratch(log);
        var programs = new Programs(folder.resolve("programs"), environment);
        return new ResourceAgents(
                programs,
                new OcfAgents(
                        OcfAgents.ROOT,
                        programs,
                        ClusterTools.install(folder.resolve("tools")),
                        node));
    }

    /// Where OCF agents keep small files; a package makes it at boot, if there is one.
    private static void makeScratch(Consumer<String> log) {
        if (Files.isDirectory(OcfAgents.ROOT)) {
            try {
                Files.createDirectories(SCRATCH);
            } catch (IOException e) {
                log.accept("wanted the folder of OCF agents " + SCRATCH + ": " + e.getMessage());
            }
        }
    }

    ResourceAgent of(ServiceResource resource) {
        return switch (resource) {
            case ServiceResource.Ocf one -> ocf.agent(one.provider(), one.agent());
            case ServiceResource.Systemd one -> new SystemdUnit(programs, one.unit());
            case ServiceResource.Script one ->
                    new ScriptResource(
                            programs,
                            Path.of(one.program()),
                            one.start(),
                            one.stop(),
                            one.status());
            case ServiceResource.Address _ ->
                    throw new IllegalStateException("an address has no agent");
            case ServiceResource.InCloud _ ->
                    throw new IllegalStateException("what is in the cloud has no agent");
        };
    }
}
