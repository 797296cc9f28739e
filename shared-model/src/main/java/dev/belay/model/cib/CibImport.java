package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.design.Things;
import dev.belay.model.thing.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes a drawing of the configuration in a CIB, with a list of what the drawing does not say.
/// Names stay as they are, so that the way back leads to the same names.
public final class CibImport {

    private static final int LONGEST_ID = 63;

    private final CibElement configuration;
    private final CibLedger ledger;
    private final CibThingIds ids = new CibThingIds();
    private final ImportedOptions options;
    private final List<CibPart> connections = new ArrayList<>();
    private final List<CibPart> fences = new ArrayList<>();
    private final List<CibBlock> blocks = new ArrayList<>();

    /// What came out.
    ///
    /// @param unsaid in the order of the CIB
    public record Imported(Design design, List<Unsaid> unsaid) {

        public Imported {
            unsaid = List.copyOf(unsaid);
        }
    }

    private CibImport(CibElement configuration) {
        this.configuration = configuration;
        ledger = new CibLedger(configuration);
        options = ImportedOptions.read(configuration, ledger);
    }

    /// Reads the configuration; its state does not matter.
    ///
    /// @param cib the root
    /// @throws IllegalArgumentException when it is not {@linkplain CibReader#isCib the root of a
    ///   CIB}
    public static Imported of(CibElement cib) {
        if (!CibReader.isCib(cib)) {
            throw new IllegalArgumentException("no CIB: <" + cib.name() + ">");
        }
        return new CibImport(cib.path("configuration").findFirst().orElseThrow()).read();
    }

    private Imported read() {
        ledger.open(configuration);
        configuration
                .all("resources")
                .map(ledger::open)
                .flatMap(resources -> resources.children().stream())
                .filter(resource -> !resource.name().equals("template"))
                .forEach(this::sort);

        // Ids are given in the order in which the export writes.
        var nodes = new ImportedNodes(ledger, ids);
        nodes.members(configuration);
        connections.forEach(nodes::remote);
        blocks.forEach(block -> block.parts().forEach(nodes::guest));
        var devices = new ImportedFences(ledger, ids, options, nodes).read(fences, configuration);
        var services = new ImportedServices(ledger, ids, options);
        services.read(blocks);
        var constraints = new ImportedConstraints(ledger, nodes, services.all);
        constraints.read(configuration);

        if (options.optIn()) {
            // A drawing has no constraints for these.
            boolean isWhole = fences.isEmpty() && connections.isEmpty();
            options.all().list("symmetric-cluster", isWhole ? Why.OTHERWISE : Why.NO_PLACE);
        }

        List<Thing> things = new ArrayList<>(nodes.all());
        things.addAll(services.addresses());
        things.addAll(constraints.bound(services.all, options.optIn()));
        things.addAll(devices);
        Design design =
                Design.empty(settings(options.name()).withFencing(options.fencing()))
                        .withThings(Things.of(things));
        return new Imported(design, ledger.all());
    }

    /// Settings of a cluster of which only the name is known.
    static ClusterSettings settings(String name) {
        String id =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return ClusterSettings.of(
                id.isEmpty() ? "pacemaker" : id.substring(0, Math.min(LONGEST_ID, id.length())),
                name,
                TimingProfile.STANDARD);
    }

    private void sort(CibElement element) {
        switch (element.name()) {
            case "primitive" -> {
                CibPart part = CibPart.of(element, options.ofResources(), ledger);
                if (part.isFence()) {
                    fences.add(part);
                } else if (part.isRemote()) {
                    connections.add(part);
                } else {
                    blocks.add(new CibBlock(element, part.meta(), List.of(part)));
                }
            }
            case "group" -> sortGroup(element);
            default -> ledger.refuse(element, Why.NO_PLACE);
        }
    }

    private void sortGroup(CibElement element) {
        ledger.open(element);
        CibLayers meta =
                options.ofResources()
                        .under(List.of(CibPairs.of(element, "meta_attributes", ledger)));
        List<CibPart> parts = new ArrayList<>();
        for (CibElement child : element.all("primitive").toList()) {
            CibPart part = CibPart.of(child, meta, ledger);
            if (part.isFence() || part.isRemote()) {
                ledger.list(child, "group", Why.NO_PLACE);
                (part.isFence() ? fences : connections).add(part);
            } else {
                parts.add(part);
            }
        }
        if (!parts.isEmpty()) {
            blocks.add(new CibBlock(element, meta, parts));
        }
    }
}
