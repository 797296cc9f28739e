package dev.belay.agent.fence;

import dev.belay.agent.core.fence.FenceDelay;
import dev.belay.agent.program.Metadata;
import dev.belay.agent.program.MetadataException;
import dev.belay.model.design.Design;
import dev.belay.model.fence.InstanceFence;
import dev.belay.model.node.FenceAction;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The fence devices of a design, made ready before they are needed: what their agents can do is
/// asked once, not while a node waits to be stopped. Safe for use by several threads.
public final class FenceDevices {

    private static final Duration METADATA = Duration.ofSeconds(10);

    /// Between two looks at a device that cannot be used: each asks programs.
    private static final long LOOK_AGAIN = 60_000_000_000L;

    /// Names that agents give to the address of their device, and to the target there, the better
    /// ones first.
    private static final List<String> ADDRESS = List.of("ip", "ipaddr");

    private static final List<String> TARGET = List.of("plug", "port");

    private final FenceProvider agents;
    private final FenceSecrets secrets;

    /// What agents said of themselves.
    private final Map<String, Metadata> known = new HashMap<>();

    private long lookedAt;

    /// @param version of the design; -1: of none
    /// @param troubles why a device cannot be used here, by its id
    private record Ready(
            long version,
            Map<ThingId, FencePlan> plans,
            SortedMap<String, String> troubles,
            SortedMap<String, Set<String>> verbs) {}

    private volatile boolean isStale;
    private volatile Ready ready = new Ready(-1, Map.of(), new TreeMap<>(), new TreeMap<>());

    public FenceDevices(FenceProvider agents, FenceSecrets secrets) {
        this.agents = agents;
        this.secrets = secrets;
    }

    /// Gets ready for a design, where it is not; blocks while agents are asked what they can do.
    /// One that could not be used is looked at again a minute later.
    public synchronized void prepare(long version, Design design) throws InterruptedException {
        Ready now = ready;
        long at = System.nanoTime();
        boolean isKnown = !isStale && now.version() == version;
        if (isKnown && (now.troubles().isEmpty() || at - lookedAt < LOOK_AGAIN)) {
            return;
        }
        isStale = false;
        lookedAt = at;
        if (now.version() != version) {
            known.clear();
        }
        SortedMap<String, String> troubles = new TreeMap<>();
        SortedMap<String, Set<String>> verbs = new TreeMap<>();
        Map<ThingId, SortedMap<Integer, List<Optional<FenceTool>>>> all = new HashMap<>();
        Map<ThingId, FenceAction> deeds = new HashMap<>();
        for (FenceDevice device : design.fenceDevices()) {
            Optional<Metadata> metadata = Optional.empty();
            try {
                metadata = Optional.of(metadata(device.agent()));
                verbs.put(device.id().toString(), words(metadata.get()));
            } catch (MetadataException e) {
                troubles.put(device.id().toString(), String.valueOf(e.getMessage()));
            }
            SortedMap<String, String> hidden = secrets.of(device.id().toString());
            List<String> missing =
                    device.secrets().stream().filter(one -> !hidden.containsKey(one)).toList();
            if (!missing.isEmpty()) {
                troubles.putIfAbsent(
                        device.id().toString(),
                        "this node has no value for " + String.join(", ", missing));
            }
            boolean isUsable = !troubles.containsKey(device.id().toString());
            for (ThingId target : device.targets()) {
                Optional<FenceTool> tool =
                        isUsable
                                ? metadata.flatMap(one -> tool(device, design, target, one, hidden))
                                : Optional.empty();
                if (isUsable && tool.isEmpty()) {
                    troubles.put(
                            device.id().toString(),
                            "the instance id of '%s' was wanted, and the design has none: name it in that node"
                                    .formatted(called(design, target)));
                }
                all.computeIfAbsent(target, _ -> new TreeMap<>())
                        .computeIfAbsent(device.level(), _ -> new ArrayList<>())
                        .add(tool);
                // Where one device of several leaves its target off, it stays off.
                deeds.merge(
                        target,
                        device.action(),
                        (one, other) ->
                                one == FenceAction.OFF || other == FenceAction.OFF
                                        ? FenceAction.OFF
                                        : FenceAction.REBOOT);
            }
        }
        Map<ThingId, FencePlan> plans = new HashMap<>();
        all.forEach((target, levels) -> {
            SortedMap<Integer, List<FenceTool>> whole = new TreeMap<>();
            levels.forEach((number, tools) -> {
                // All of a level have to confirm: with one less, that would be no proof.
                if (tools.stream().allMatch(Optional::isPresent)) {
                    whole.put(number, tools.stream().flatMap(Optional::stream).toList());
                }
            });
            if (!whole.isEmpty()) {
                plans.put(
                        target, new FencePlan(whole, deeds.getOrDefault(target, FenceAction.OFF)));
            }
        });
        ready = new Ready(version, Map.copyOf(plans), troubles, verbs);
        agents.warm(
                plans.values().stream()
                        .flatMap(plan -> plan.levels().values().stream())
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
    }

    private Metadata metadata(String agent) throws MetadataException, InterruptedException {
        Metadata seen = known.get(agent);
        if (seen == null) {
            seen = agents.metadata(agent, METADATA);
            known.put(agent, seen);
        }
        return seen;
    }

    private static Set<String> words(Metadata metadata) {
        Set<String> words = new TreeSet<>();
        FenceAgents.verbs(metadata).forEach(verb -> words.add(verb.word()));
        return words;
    }

    /// Empty where nothing says what the target is called at the device.
    private static Optional<FenceTool> tool(
            FenceDevice device,
            Design design,
            ThingId target,
            Metadata metadata,
            SortedMap<String, String> hidden) {
        SortedMap<String, String> parameters = new TreeMap<>(device.parameters());
        device.address()
                .ifPresent(address -> give(metadata, ADDRESS, address.toString(), parameters));
        if (InstanceFence.isAgentOf(device)) {
            Optional<Node> node = design.find(target, Node.class);
            Optional<String> instance = node.flatMap(one -> InstanceFence.instanceOf(device, one));
            if (instance.isEmpty()) {
                return Optional.empty();
            }
            parameters.put(TARGET.getFirst(), instance.get());
            parameters.put(
                    InstanceFence.REGION,
                    InstanceFence.regionOf(device, node.orElseThrow(), design));
        } else {
            String there = called(design, target);
            give(
                    metadata,
                    TARGET,
                    device.ports().getOrDefault(target.toString(), there),
                    parameters);
        }
        return Optional.of(
                new FenceTool(
                        device.id().toString(),
                        device.agent(),
                        FenceAgents.verbs(metadata),
                        parameters,
                        hidden,
                        device.timeout(),
                        new FenceDelay(device.delay(), device.delay())));
    }

    private static String called(Design design, ThingId target) {
        return design.find(target).map(Thing::name).orElse(target.toString());
    }

    /// Under the first of the names that the agent knows, where nobody gave it one already.
    private static void give(
            Metadata metadata, List<String> names, String value, Map<String, String> parameters) {
        if (names.stream().anyMatch(parameters::containsKey)) {
            return;
        }
        names.stream()
                .filter(name ->
                        metadata.parameters().stream().anyMatch(one -> one.name().equals(name)))
                .findFirst()
                .ifPresent(name -> parameters.put(name, value));
    }

    /// How a node is stopped from here; empty when it cannot be.
    ///
    /// @param target the node as the design has it
    public Optional<FencePlan> of(ThingId target) {
        return Optional.ofNullable(ready.plans().get(target));
    }

    /// Why a device cannot be used here, by its id.
    public SortedMap<String, String> troubles() {
        return ready.troubles();
    }

    /// What a device can be asked; empty while that is not known.
    public Set<String> verbs(String device) {
        return ready.verbs().getOrDefault(device, Set.of());
    }

    /// Has the devices looked at again by the next {@link #prepare}: something that they need has
    /// changed. Never waits for one that goes on.
    public void refresh() {
        isStale = true;
    }
}
