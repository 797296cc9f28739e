package dev.belay.model.cib;

import dev.belay.model.check.SecretNames;
import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.place.Score;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Resource;
import dev.belay.model.service.ScriptResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.ServiceStart;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The services of a CIB: each group is one, and each primitive outside of a group.
final class ImportedServices {

    static final String INIT_SCRIPTS = "/etc/init.d/";

    /// What is so for every resource that says nothing.
    private static final Map<String, String> USUAL =
            Map.of(
                    "ordered", "true",
                    "collocated", "true",
                    "allow-migrate", "false",
                    "multiple-active", "stop_start",
                    "critical", "true");

    private final CibLedger ledger;
    private final CibThingIds ids;
    private final ImportedOptions options;
    final List<Service> all = new ArrayList<>();
    private final List<VirtualIp> addresses = new ArrayList<>();

    ImportedServices(CibLedger ledger, CibThingIds ids, ImportedOptions options) {
        this.ledger = ledger;
        this.ids = ids;
        this.options = options;
    }

    List<VirtualIp> addresses() {
        return addresses;
    }

    void read(List<CibBlock> blocks) {
        for (CibBlock block : blocks) {
            service(block).ifPresent(all::add);
        }
    }

    /// Empty when nothing of it can run.
    private Optional<Service> service(CibBlock block) {
        String name = block.element().id();
        List<Resource> resources =
                block.parts().stream().flatMap(part -> resource(part).stream()).toList();
        if (resources.isEmpty()) {
            if (block.parts().isEmpty() || block.element().name().equals("group")) {
                ledger.refuse(block.element(), Why.LEFT_OUT);
            }
            return Optional.empty();
        }
        block.parts().forEach(part -> part.own().forEach(ImportedServices::look));
        block.meta().layers().forEach(ImportedServices::look);
        Service service =
                Service.of(ids.free(name, "service"), name)
                        .withResources(resources)
                        .withStart(
                                block.common(ImportedServices::isStopped, "target-role")
                                        ? ServiceStart.MANUAL
                                        : ServiceStart.AUTOMATIC)
                        .withPriority(block.ofAll(score("priority", 0), "priority"))
                        .withStickiness(
                                block.common(
                                        score("resource-stickiness", 0), "resource-stickiness"))
                        .withMigrationThreshold(
                                block.common(ImportedServices::threshold, "migration-threshold"))
                        .withFailureTimeout(
                                block.common(ImportedServices::failureTimeout, "failure-timeout"))
                        .withMaintenance(
                                block.common(
                                                ImportedServices::isLeftAlone,
                                                "maintenance",
                                                "is-managed")
                                        || options.maintenance());
        return Optional.of(service.withNotes(ledger.take(block.element(), "description", "")));
    }

    /// What cannot be read holds as if it were not there; what says what holds anyway is taken.
    private static void look(CibPairs pairs) {
        pairs.takeUsual(USUAL);
        for (String name : List.of("priority", "resource-stickiness", "migration-threshold")) {
            if (pairs.get(name).filter(value -> Score.parse(value).isEmpty()).isPresent()) {
                pairs.list(name, Why.NO_PLACE);
            }
        }
        if (pairs.get("failure-timeout")
                .filter(value -> CibValues.time(value).isEmpty())
                .isPresent()) {
            pairs.list("failure-timeout", Why.NO_PLACE);
        }
        // Pacemaker goes on looking at what it does not manage, and not at what is maintained.
        if (pairs.get("is-managed").filter(CibValues::isFalse).isPresent()) {
            pairs.list("is-managed", Why.OTHERWISE);
        }
    }

    private static Function<CibLayers, Integer> score(String name, int usual) {
        return meta -> meta.get(name).map(CibValues::score).orElse(usual);
    }

    private static boolean isStopped(CibLayers meta) {
        return meta.get("target-role").filter("stopped"::equalsIgnoreCase).isPresent();
    }

    /// Zero says that it is never moved, whatever fails; without one only a failed start bans it.
    private static int threshold(CibLayers meta) {
        int threshold =
                meta.get("migration-threshold").map(CibValues::score).orElse(Score.INFINITY);
        return Math.max(0, threshold);
    }

    private static Duration failureTimeout(CibLayers meta) {
        return meta.get("failure-timeout").flatMap(CibValues::time).orElse(Duration.ZERO);
    }

    private static boolean isLeftAlone(CibLayers meta) {
        return CibValues.isTrue(meta.get("maintenance").orElse("false"))
                || CibValues.isFalse(meta.get("is-managed").orElse("true"));
    }

    /// Empty for what nothing here can start.
    private Optional<Resource> resource(CibPart part) {
        String name = part.element().id();
        Operations operations = CibOperations.read(part, options.ofOperations(), ledger);
        return switch (part.standard()) {
            case "ocf" -> Optional.of(ofAgent(part, name, operations));
            case "systemd" -> Optional.of(new SystemdResource(name, part.type(), operations));
            case "lsb" ->
                    Optional.of(
                            ScriptResource.of(name, INIT_SCRIPTS + part.type())
                                    .withOperations(operations));
            default -> {
                ledger.refuse(part.element(), Why.NO_PLACE);
                yield Optional.empty();
            }
        };
    }

    private Resource ofAgent(CibPart part, String name, Operations operations) {
        Optional<VirtualIpText> address = VirtualIpText.of(part);
        if (address.isPresent()) {
            part.parameters().takeAll();
            ThingId id = ids.free(name + "-address", "address");
            addresses.add(address.get().toVirtualIp(id, name));
            return new VirtualIpResource(name, id, operations);
        }
        for (CibPairs layer : part.parameters().layers()) {
            layer.left().stream()
                    .filter(SecretNames::isSecret)
                    .forEach(secret -> layer.list(secret, Why.SECRET));
        }
        var parameters = part.parameters().takeAll();
        return OcfResource.of(name, part.type())
                .withProvider(part.provider())
                .withParameters(parameters)
                .withOperations(operations);
    }
}
