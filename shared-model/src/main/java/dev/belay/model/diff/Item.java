package dev.belay.model.diff;

import dev.belay.model.config.ConfigSet;
import dev.belay.model.network.Link;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;

/// What a change is about.
///
/// @param kind code of the kind of thing, or `cluster`, `config-set`, `link`
/// @param id of the thing or link, name of the config set; empty for the cluster, and where all of
///   the kind are meant
/// @param name what people call it; empty when that says no more than the id
public record Item(String kind, String id, String name) {

    static final String CLUSTER_KIND = "cluster";
    static final String CONFIG_SET_KIND = "config-set";
    static final String LINK_KIND = "link";

    /// What holds for the whole cluster.
    public static final Item CLUSTER = new Item(CLUSTER_KIND, "", "");

    static Item of(Thing thing) {
        String id = thing.id().toString();
        return new Item(
                thing.kind().code(), id, thing.name().equals(id) ? "" : Printed.of(thing.name()));
    }

    static Item of(Link link) {
        return new Item(LINK_KIND, link.id().toString(), "");
    }

    static Item of(ConfigSet set) {
        return new Item(CONFIG_SET_KIND, Printed.of(set.name()), "");
    }

    static Item allOf(ThingKind kind) {
        return new Item(kind.code(), "", "");
    }
}
