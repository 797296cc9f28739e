package dev.belay.model.edit;

import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.service.ConfigSetResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person does to the config sets of a design. They stand in a list and have no place on the
/// canvas; resources refer to them by name.
public final class ConfigSets {

    private static final String FIRST = "config-1";

    private ConfigSets() {}

    /// A resource that has a config set in force.
    ///
    /// @param index of the resource in its service
    public record Use(ThingId service, int index) {}

    /// One that the design does not have yet, for [#added].
    public static ConfigSet fresh(Design design) {
        return named(design, ConfigSet.of(FIRST));
    }

    /// The same with its own name where that is free, else with the next free number.
    public static ConfigSet named(Design design, ConfigSet set) {
        Set<String> names =
                design.configSets().stream().map(ConfigSet::name).collect(Collectors.toSet());
        Numbered numbered = Numbered.of(set.name());
        String between = set.name().contains(" ") ? " " : "-";
        String name = set.name();
        for (int number = numbered.number() + 1; names.contains(name); number++) {
            name = numbered.with(number, between);
        }
        return set.withName(name);
    }

    /// The design with one more at the end.
    public static Design added(Design design, ConfigSet set) {
        List<ConfigSet> sets = new ArrayList<>(design.configSets());
        sets.add(set);
        return design.withConfigSets(sets);
    }

    /// Resources that name this one and no other.
    public static List<Use> uses(Design design, int index) {
        String name = design.configSets().get(index).name();
        boolean isShared =
                design.configSets().stream().filter(one -> one.name().equals(name)).count() > 1;
        List<Use> uses = new ArrayList<>();
        for (Service service : design.services()) {
            for (int i = 0; i < service.resources().size() && !isShared; i++) {
                if (service.resources().get(i) instanceof ConfigSetResource one
                        && one.configSet().equals(name)) {
                    uses.add(new Use(service.id(), i));
                }
            }
        }
        return uses;
    }

    /// The design with another set in the place of one.
    ///
    /// @param uses resources that name it from now on by the name that it has now
    public static Design changed(Design design, int index, ConfigSet changed, List<Use> uses) {
        List<ConfigSet> sets = new ArrayList<>(design.configSets());
        sets.set(index, changed);
        Design next = design.withConfigSets(sets);
        for (Use use : uses) {
            next =
                    next.find(use.service(), Service.class)
                            .map(one -> naming(one, use.index(), changed.name()))
                            .map(next::with)
                            .orElse(next);
        }
        return next;
    }

    private static Service naming(Service service, int index, String set) {
        List<Resource> resources = new ArrayList<>(service.resources());
        if (index < resources.size()
                && resources.get(index) instanceof ConfigSetResource resource) {
            resources.set(index, resource.withConfigSet(set));
        }
        return service.withResources(resources);
    }

    /// The design without one, and without the resources that name it and no other.
    public static Design without(Design design, int index) {
        List<Use> uses = uses(design, index);
        List<ConfigSet> sets = new ArrayList<>(design.configSets());
        sets.remove(index);
        Design next = design.withConfigSets(sets);
        // From the last to the first, so that the indices stay true.
        for (Use use : uses.reversed()) {
            Service service = next.find(use.service(), Service.class).orElseThrow();
            List<Resource> left = new ArrayList<>(service.resources());
            left.remove(use.index());
            next = next.with(service.withResources(left));
        }
        return next;
    }
}
