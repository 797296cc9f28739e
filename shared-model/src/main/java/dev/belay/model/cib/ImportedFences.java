package dev.belay.model.cib;

import dev.belay.model.check.SecretNames;
import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.node.FenceAction;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Parsed;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The fence devices of a CIB.
final class ImportedFences {

    private final CibLedger ledger;
    private final CibThingIds ids;
    private final ImportedOptions options;
    private final List<Node> nodes;

    ImportedFences(
            CibLedger ledger, CibThingIds ids, ImportedOptions options, ImportedNodes nodes) {
        this.ledger = ledger;
        this.ids = ids;
        this.options = options;
        this.nodes = nodes.all();
    }

    /// With their targets and levels as they hold.
    List<FenceDevice> read(List<CibPart> parts, CibElement configuration) {
        Set<String> known =
                parts.stream().map(part -> part.element().id()).collect(Collectors.toSet());
        ImportedLevels levels = ImportedLevels.read(configuration, nodes, known, ledger);
        List<FenceDevice> devices = new ArrayList<>();
        for (CibPart part : parts) {
            FenceDevice device = device(part);
            Map<String, Integer> of = levels.of(part.element().id());
            Set<ThingId> targets = new LinkedHashSet<>();
            for (Node node : nodes) {
                boolean named = device.targets().contains(node.id());
                // A device that names nobody is asked whom it can stop.
                boolean able = named || device.targets().isEmpty();
                if (levels.areOf(node) ? able && of.containsKey(node.name()) : named) {
                    targets.add(node.id());
                }
            }
            if (targets.isEmpty()) {
                ledger.list(part.element(), "pcmk_host_list", Why.NO_PLACE);
            }
            if (!targets.containsAll(device.targets())) {
                // The levels of a node leave the device out.
                part.parameters().list("pcmk_host_list", Why.OTHERWISE);
                part.parameters().list("pcmk_host_map", Why.OTHERWISE);
            }
            SortedMap<String, String> ports = new TreeMap<>(device.ports());
            ports.keySet().retainAll(targets.stream().map(ThingId::text).toList());
            FenceDevice aimed = device.withTargets(List.copyOf(targets)).withPorts(ports);
            devices.add(aimed.withLevel(of.values().stream().findFirst().orElse(0)));
        }
        return inTurn(devices);
    }

    /// Where no level is said, one is enough, and they are tried one after the other; ours on one
    /// level have to confirm all.
    private static List<FenceDevice> inTurn(List<FenceDevice> devices) {
        List<FenceDevice> all = new ArrayList<>();
        for (FenceDevice device : devices) {
            int level = device.level();
            if (level == 0) {
                Set<ThingId> targets = new HashSet<>(device.targets());
                level =
                        1
                                + all.stream()
                                        .filter(one ->
                                                one.targets().stream().anyMatch(targets::contains))
                                        .mapToInt(FenceDevice::level)
                                        .max()
                                        .orElse(0);
            }
            all.add(device.withLevel(level));
        }
        return all;
    }

    private FenceDevice device(CibPart part) {
        String name = part.element().id();
        CibLayers parameters = part.parameters();
        SortedMap<String, String> ports = new TreeMap<>();
        Set<ThingId> targets = targets(parameters, ports);
        boolean isOff =
                parameters.get("pcmk_reboot_action").filter(ImportedOptions::isOff).isPresent();
        if (isOff) {
            parameters.take("pcmk_reboot_action");
        }
        FenceDevice device =
                FenceDevice.of(ids.free(name, "fence"), name, part.type())
                        .withTargets(List.copyOf(targets))
                        .withAction(isOff || options.off() ? FenceAction.OFF : FenceAction.REBOOT)
                        .withTimeout(timeout(parameters, isOff || options.off()))
                        .withDelay(delay(parameters))
                        .withPorts(ports)
                        .withNotes(ledger.take(part.element(), "description", ""));
        Optional<IpAddress> address =
                parameters
                        .get("ip")
                        .flatMap(text ->
                                IpAddress.parse(text) instanceof Parsed.Good<IpAddress>(var good)
                                                && good.toString().equals(text)
                                        ? Optional.of(good)
                                        : Optional.empty());
        if (address.isPresent()) {
            parameters.take("ip");
        }
        return withParameters(device.withAddress(address), parameters);
    }

    private static FenceDevice withParameters(FenceDevice device, CibLayers parameters) {
        List<String> secrets = new ArrayList<>();
        SortedMap<String, String> open = new TreeMap<>();
        for (CibPairs layer : parameters.layers()) {
            for (String name : layer.left()) {
                if (SecretNames.isSecret(name)) {
                    layer.list(name, Why.SECRET);
                    secrets.add(name);
                } else if (name.startsWith("pcmk_")) {
                    layer.get(name).ifPresent(value -> open.putIfAbsent(name, value));
                    layer.list(name, Why.KEPT);
                }
            }
        }
        parameters
                .takeAll()
                .forEach((name, value) -> {
                    if (!secrets.contains(name)) {
                        open.putIfAbsent(name, value);
                    }
                });
        return device.withParameters(open)
                .withSecrets(secrets.stream().distinct().sorted().toList());
    }

    private Set<ThingId> targets(CibLayers parameters, SortedMap<String, String> ports) {
        Map<String, Optional<String>> named = new LinkedHashMap<>();
        for (String name : parameters.get("pcmk_host_list").orElse("").split("[\\s,;]+", -1)) {
            named.put(name, Optional.empty());
        }
        named.putAll(HostMap.parse(parameters.get("pcmk_host_map").orElse("")));
        named.remove("");
        Set<ThingId> targets = new LinkedHashSet<>();
        boolean isUnknown = false;
        for (Map.Entry<String, Optional<String>> one : named.entrySet()) {
            Optional<ThingId> id =
                    nodes.stream()
                            .filter(node -> node.name().equals(one.getKey()))
                            .map(Node::id)
                            .findFirst();
            isUnknown |= id.isEmpty();
            id.ifPresent(target -> {
                targets.add(target);
                one.getValue()
                        .filter(port -> !port.equals(one.getKey()))
                        .ifPresent(port -> ports.put(target.text(), port));
            });
        }
        for (String name : List.of("pcmk_host_list", "pcmk_host_map")) {
            if (isUnknown) {
                parameters.list(name, Why.LEFT_OUT);
            }
            parameters.take(name);
        }
        if (!named.isEmpty()
                && parameters.get("pcmk_host_check").filter("static-list"::equals).isPresent()) {
            parameters.take("pcmk_host_check");
        }
        return targets;
    }

    /// @param isOff whether the device leaves its targets off
    private Duration timeout(CibLayers parameters, boolean isOff) {
        Optional<Duration> reboot = parameters.get("pcmk_reboot_timeout").flatMap(CibValues::time);
        Optional<Duration> off = parameters.get("pcmk_off_timeout").flatMap(CibValues::time);
        Duration timeout =
                reboot.or(() -> isOff ? off : Optional.empty()).orElse(options.fenceTimeout());
        if (reboot.isPresent()) {
            parameters.take("pcmk_reboot_timeout");
        }
        if (off.filter(timeout::equals).isPresent()) {
            parameters.take("pcmk_off_timeout");
        }
        return timeout;
    }

    private static Duration delay(CibLayers parameters) {
        Optional<Duration> delay = parameters.get("pcmk_delay_base").flatMap(CibValues::time);
        if (delay.isPresent()) {
            parameters.take("pcmk_delay_base");
        }
        return delay.orElse(Duration.ZERO);
    }
}
