package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.design.Kinds;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.ConfigSetResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.shape.Reference;
import dev.belay.model.shape.References;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// References: that what is named is there, and is of the right kind.
final class ReferenceChecks {

    private ReferenceChecks() {}

    static void check(Design design, Findings findings) {
        for (Thing thing : design.things()) {
            container(design, thing, findings);
            references(design, thing, findings);
        }
        names(design, findings);
    }

    private static String kinds(Collection<ThingKind> kinds) {
        return kinds.stream().map(ThingKind::code).collect(Collectors.joining(","));
    }

    private static void container(Design design, Thing thing, Findings findings) {
        if (thing.within().isEmpty()) {
            return;
        }
        ThingId id = thing.within().get();
        Place place = new Place.AtThing(thing.id(), "/within");
        Optional<Thing> container = design.find(id);
        Set<ThingKind> allowed = Kinds.containersOf(thing.kind());
        Fix takeOut = new ThingFix.TakeOut(thing.id(), Findings.label(thing));
        if (container.isEmpty()) {
            findings.add(
                    Problem.of(
                                    ProblemCode.UNKNOWN_CONTAINER,
                                    place,
                                    Findings.label(thing),
                                    id.text())
                            .withFix(takeOut));
        } else if (!allowed.contains(container.get().kind())) {
            findings.add(
                    Problem.of(
                                    ProblemCode.WRONG_CONTAINER,
                                    place,
                                    Findings.label(thing),
                                    Findings.label(container.get()),
                                    container.get().kind().code(),
                                    thing.kind().code(),
                                    kinds(allowed))
                            .withFix(takeOut));
        } else if (design.containersOf(thing).contains(thing)) {
            findings.add(
                    Problem.of(
                                    ProblemCode.CONTAINER_CIRCLE,
                                    place,
                                    Findings.label(thing),
                                    Findings.label(container.get()))
                            .withFix(takeOut));
        }
    }

    private static void references(Design design, Thing thing, Findings findings) {
        List<Reference> references = References.of((Record) thing);
        Set<String> seen = new HashSet<>();
        for (Reference reference : references) {
            Optional<Thing> target = design.find(reference.id());
            Place place = new Place.AtThing(thing.id(), reference.pointer());
            Fix remove = new ThingFix.RemoveReference(thing.id(), reference.id());
            if (target.isEmpty()) {
                findings.add(
                        Problem.of(
                                        ProblemCode.UNKNOWN_REFERENCE,
                                        place,
                                        Findings.label(thing),
                                        reference.id().text())
                                .withFix(remove));
            } else if (!reference.kinds().contains(target.get().kind())) {
                findings.add(
                        Problem.of(
                                        ProblemCode.WRONG_REFERENCE,
                                        place,
                                        Findings.label(thing),
                                        Findings.label(target.get()),
                                        target.get().kind().code(),
                                        kinds(reference.kinds()))
                                .withFix(remove));
            } else if (isPlainList(reference.pointer())
                    && !seen.add(listOf(reference.pointer()) + " " + reference.id())) {
                findings.add(
                        Problem.of(
                                ProblemCode.DUPLICATE_REFERENCE,
                                place,
                                Findings.label(thing),
                                Findings.label(target.get())));
            }
        }
    }

    /// Whether a pointer ends in an index: the entry is the reference and nothing else.
    private static boolean isPlainList(String pointer) {
        return Character.isDigit(pointer.charAt(pointer.length() - 1));
    }

    private static String listOf(String pointer) {
        return pointer.substring(0, pointer.lastIndexOf('/'));
    }

    /// References by name: config sets and the resources that are machines of guest nodes.
    private static void names(Design design, Findings findings) {
        Set<String> configSets =
                design.configSets().stream().map(set -> set.name()).collect(Collectors.toSet());
        Set<String> resources = new HashSet<>();
        for (Service service : design.services()) {
            for (int i = 0; i < service.resources().size(); i++) {
                Resource resource = service.resources().get(i);
                resources.add(resource.name());
                if (resource instanceof ConfigSetResource wanted
                        && !configSets.contains(wanted.configSet())) {
                    findings.add(
                            Problem.of(
                                    ProblemCode.UNKNOWN_CONFIG_SET,
                                    new Place.AtThing(
                                            service.id(), "/resources/" + i + "/configSet"),
                                    resource.name(),
                                    wanted.configSet()));
                }
            }
        }
        for (Node node : design.nodes()) {
            node.guest()
                    .filter(guest -> node.role() == NodeRole.GUEST)
                    .filter(guest -> !resources.contains(guest.machine()))
                    .ifPresent(guest ->
                            findings.add(
                                    Problem.of(
                                            ProblemCode.UNKNOWN_MACHINE,
                                            new Place.AtThing(node.id(), "/guest/machine"),
                                            Findings.label(node),
                                            guest.machine())));
        }
    }
}
