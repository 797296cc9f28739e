package dev.belay.model.cib;

import dev.belay.model.place.Clone;
import dev.belay.model.place.Group;
import dev.belay.model.place.Host;
import dev.belay.model.place.Instance;
import dev.belay.model.place.Primitive;
import dev.belay.model.place.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The clones of a CIB, with what its status section knows of their instances.
final class CibClones {

    /// A primitive of which each instance has one.
    private record Part(String id, CibMeta meta) {}

    private final CibResources resources;
    private final CibHosts hosts;
    private final boolean managed;
    private final boolean fencing;

    CibClones(CibResources resources, CibHosts hosts, boolean managed, boolean fencing) {
        this.resources = resources;
        this.hosts = hosts;
        this.managed = managed;
        this.fencing = fencing;
    }

    /// @param child what is cloned: a primitive or a group
    Clone read(CibElement element, CibMeta meta, CibElement child) {
        int max =
                meta.get("clone-max").map(CibValues::score).orElse(Math.max(1, hosts.all().size()));
        int perHost = meta.get("clone-node-max").map(CibValues::score).orElse(1);
        boolean unique = CibValues.isTrue(meta.get("globally-unique").orElse("false"));
        boolean promotable =
                element.name().equals("master")
                        || CibValues.isTrue(meta.get("promotable").orElse("false"));
        CibMeta ofInstance = meta.orElse("resource-stickiness", "1");
        Optional<CibMeta> ofGroup =
                child.name().equals("group")
                        ? Optional.of(resources.ofGroup(child, ofInstance))
                        : Optional.empty();
        List<Part> parts = parts(child, ofGroup.orElse(ofInstance));
        List<List<CibFound>> found =
                unique ? foundByName(parts, max) : foundByHost(element.id(), parts, max);
        if (promotable) {
            addPromotions(parts, found, unique);
        }
        // Where all instances are elsewhere, what is known of a host is of one too many.
        found = found.subList(0, Math.max(max, active(found)));
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            List<Primitive> primitives = new ArrayList<>();
            for (int j = 0; j < parts.size(); j++) {
                Part part = parts.get(j);
                String name = part.id() + ":" + i;
                primitives.add(found.get(i).get(j).primitive(name, part.meta(), managed));
            }
            instances.add(
                    ofGroup.isPresent()
                            ? new Group(child.id() + ":" + i, primitives, ofGroup.get().priority())
                            : primitives.getFirst());
        }
        boolean unpromoted = parts.stream().anyMatch(part -> part.meta().unpromoted());
        return new Clone(
                element.id(),
                instances,
                max,
                unique ? perHost : Math.min(1, perHost),
                unique,
                CibValues.isTrue(meta.get("interleave").orElse("false")),
                promotable
                        ? Optional.of((unpromoted ? parts.getFirst().meta() : meta).promotion())
                        : Optional.empty(),
                meta.priority());
    }

    private List<Part> parts(CibElement child, CibMeta above) {
        return child.name().equals("group")
                ? child.all("primitive").map(one -> part(one, above)).toList()
                : List.of(part(child, above));
    }

    private Part part(CibElement element, CibMeta above) {
        return new Part(element.id(), resources.ofPrimitive(element, above));
    }

    private List<List<CibFound>> foundByName(List<Part> parts, int max) {
        return IntStream.range(0, max)
                .mapToObj(i ->
                        parts.stream()
                                .map(part -> resources.found(part.id() + ":" + i, part.meta()))
                                .toList())
                .toList();
    }

    /// All are alike: the one on the first host is the first, and what bans one bans the clone.
    private List<List<CibFound>> foundByHost(String clone, List<Part> parts, int max) {
        List<List<CibFound>> all = new ArrayList<>();
        List<CibFound> next = none(parts);
        for (Host host : hosts.all()) {
            boolean active = false;
            for (int j = 0; j < parts.size(); j++) {
                Part part = parts.get(j);
                CibHistory history = resources.history(host, part.id(), clone, part.meta());
                next.get(j).take(host, history, fencing);
                active |= history.active();
            }
            if (active) {
                all.add(next);
                next = none(parts);
            }
        }
        do {
            all.add(next);
            next = none(parts);
        } while (all.size() < max);
        for (int j = 0; j < parts.size(); j++) {
            for (Host host : hosts.all()) {
                int failed = resources.failures(host, parts.get(j).id(), parts.get(j).meta());
                for (List<CibFound> instance : all) {
                    instance.get(j).failed(host, failed);
                }
            }
        }
        return all;
    }

    private static int active(List<List<CibFound>> instances) {
        return (int)
                instances.stream().filter(one -> one.stream().anyMatch(CibFound::isActive)).count();
    }

    private static List<CibFound> none(List<Part> parts) {
        return parts.stream().map(_ -> new CibFound()).toList();
    }

    /// Promotion scores are attributes of nodes such as `master-db`. One counts for an instance
    /// that is there; for all where none is; and for one of which nothing is known at all.
    private void addPromotions(List<Part> parts, List<List<CibFound>> all, boolean unique) {
        for (int j = 0; j < parts.size(); j++) {
            for (Host host : hosts.all()) {
                boolean active = false;
                boolean known = false;
                for (List<CibFound> instance : all) {
                    active |= instance.get(j).isActive(host);
                    known |= instance.get(j).isKnown(host);
                }
                for (int i = 0; i < all.size(); i++) {
                    CibFound one = all.get(i).get(j);
                    String id = parts.get(j).id() + (unique ? ":" + i : "");
                    boolean counts =
                            (!unique && !active && known)
                                    || one.isUnknown()
                                    || one.isKnown(host)
                                    || one.isActive(host);
                    String score = host.attributes().get("master-" + id);
                    if (one.promotionFailed()) {
                        one.promotion(host, -Score.INFINITY);
                    } else if (score != null && counts) {
                        one.promotion(host, CibValues.score(score));
                    }
                }
            }
        }
    }
}
