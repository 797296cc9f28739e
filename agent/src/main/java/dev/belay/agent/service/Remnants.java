package dev.belay.agent.service;

import dev.belay.agent.join.StateFile;
import dev.belay.agent.resource.ResourceAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The services that were begun on this node and have not ended for certain, on disk: an agent that
/// starts anew ends them before anything else. They are kept as they were started, for the design
/// may be another one by then. Safe for use by several threads.
public final class Remnants {

    private static final String FILE = "services-begun.json";
    private static final Duration KILL = Duration.ofSeconds(5);

    /// A stay that may have left something.
    ///
    /// @param resources in the order of their start
    record Remnant(String service, long generation, List<ServiceResource> resources) {}

    private final @Nullable Path file;
    private final Map<String, Remnant> begun = new TreeMap<>();

    private Remnants(@Nullable Path file) {
        this.file = file;
    }

    /// Of resources that are on another host: nothing has to be ended here.
    public static Remnants elsewhere() {
        return new Remnants(null);
    }

    /// What is written in a folder.
    ///
    /// @param folder the agent's state folder
    /// @throws IOException when it is damaged; the message says what to do
    public static Remnants open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        var remnants = new Remnants(file);
        Optional<RemnantsText> text = StateFile.read(file, RemnantsText.class);
        if (text.isPresent()) {
            text.get().remnants().forEach(one -> remnants.begun.put(one.service(), one));
        }
        return remnants;
    }

    /// Services that may run here, by their ids.
    public synchronized List<String> services() {
        return List.copyOf(begun.keySet());
    }

    /// To be called before the first resource of a stay is started; durable when it returns.
    synchronized void begin(String service, long generation, List<ServiceResource> resources)
            throws IOException {
        // What is in the cloud is the next active node's to change; nothing of it is left here.
        List<ServiceResource> here =
                resources.stream()
                        .filter(one -> !(one instanceof ServiceResource.InCloud))
                        .toList();
        Remnant before = begun.put(service, new Remnant(service, generation, here));
        try {
            write();
        } catch (IOException e) {
            if (before == null) {
                begun.remove(service);
            } else {
                begun.put(service, before);
            }
            throw e;
        }
    }

    /// To be called when a stay has ended for certain; one that began after it stays.
    synchronized void end(String service, long generation) throws IOException {
        Remnant one = begun.get(service);
        if (one != null && one.generation() == generation) {
            begun.remove(service);
            write();
        }
    }

    private void write() throws IOException {
        if (file == null) {
            return;
        }
        // A loss of power ends all that it names.
        StateFile.writeQuickly(file, RemnantsText.of(begun.values()));
    }

    /// Ends all of it: kills its control groups, takes its addresses off, and has its resources
    /// stopped from the last to the first. To be called before the agent takes any stay. Blocks as
    /// long as the slowest of the services takes.
    ///
    /// @return a sentence for each that could not be ended, and is kept; empty: nothing runs
    /// @throws IOException when it cannot be written down what is left
    public List<String> clean(
            Groups groups, Addresses addresses, Function<ServiceResource, ResourceAgent> agents)
            throws IOException, InterruptedException {
        List<Remnant> all;
        synchronized (this) {
            all = List.copyOf(begun.values());
        }
        List<String> left = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> endings = new ArrayList<>();
            all.forEach(one ->
                    endings.add(threads.submit(() -> cleaned(one, groups, addresses, agents))));
            for (int i = 0; i < all.size(); i++) {
                Remnant one = all.get(i);
                List<String> here = endings.get(i).get();
                if (here.isEmpty()) {
                    end(one.service(), one.generation());
                }
                here.forEach(why -> left.add("service '" + one.service() + "': " + why));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("ending what is left of services", e);
        }
        return left;
    }

    private static List<String> cleaned(
            Remnant remnant,
            Groups groups,
            Addresses addresses,
            Function<ServiceResource, ResourceAgent> agents)
            throws InterruptedException {
        List<String> left = new ArrayList<>();
        // First what is quick and needs nobody's help: others may have the addresses by now.
        ended(remnant, groups).ifPresent(left::add);
        for (ServiceResource resource : remnant.resources().reversed()) {
            if (resource instanceof ServiceResource.Address one) {
                takenOff(one, addresses).ifPresent(left::add);
            }
        }
        Optional<Path> group = Optional.empty();
        if (groups.objection().isEmpty()) {
            try {
                group = Optional.of(groups.make(remnant.service()));
            } catch (IOException e) {
                left.add(String.valueOf(e.getMessage()));
            }
        }
        for (ServiceResource resource : remnant.resources().reversed()) {
            if (!(resource instanceof ServiceResource.Address)) {
                Outcome outcome = new AgentSteps(agents.apply(resource), resource, group).stop();
                if (!outcome.isGood()) {
                    left.add("resource '%s': %s".formatted(resource.name(), outcome.said()));
                }
            }
        }
        ended(remnant, groups).ifPresent(left::add);
        return left.stream().distinct().toList();
    }

    private static Optional<String> takenOff(
            ServiceResource.Address resource, Addresses addresses) {
        try {
            addresses.remove(InetAddress.ofLiteral(resource.address().toString()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("resource '%s': %s".formatted(resource.name(), e.getMessage()));
        }
    }

    private static Optional<String> ended(Remnant remnant, Groups groups)
            throws InterruptedException {
        if (groups.objection().isPresent()) {
            return Optional.empty();
        }
        try {
            return groups.end(remnant.service(), KILL)
                    ? Optional.empty()
                    : Optional.of(
                            "its control group was to be empty after a kill, and is not: a process"
                                    + " hangs in the kernel");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
