package dev.belay.app.topology;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.design.Things;
import dev.belay.model.network.Link;
import dev.belay.model.network.Site;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Designs as large as one wants them: nodes in zones of twenty, and links between them.
final class LargeDesign {

    private static final int PER_ZONE = 20;

    private LargeDesign() {}

    static Design of(int nodes, int links) {
        List<Thing> things = new ArrayList<>();
        int zones = nodes / PER_ZONE;
        int across = (int) Math.ceil(Math.sqrt(zones));
        things.add(
                Site.of(new ThingId("site"), "site")
                        .withFrame(
                                Optional.of(
                                        new Frame(0, 0, 60 + across * 900, 80 + across * 480))));
        for (int zone = 0; zone < zones; zone++) {
            Frame frame = new Frame(24 + zone % across * 900, 56 + zone / across * 480, 860, 440);
            things.add(
                    Zone.of(new ThingId("zone-" + zone), "zone-" + zone)
                            .withWithin(Optional.of(new ThingId("site")))
                            .withFrame(Optional.of(frame)));
        }
        for (int node = 0; node < nodes; node++) {
            int place = node % PER_ZONE;
            things.add(
                    Node.of(
                                    new ThingId("node-" + node),
                                    "node-" + node,
                                    node == 0 ? NodeRole.ADMIN : NodeRole.WORKER)
                            .withAddress(
                                    Optional.of(
                                            IpAddress.parse(
                                                            "10.%d.%d.%d"
                                                                    .formatted(
                                                                            node / 60_000,
                                                                            node / 250,
                                                                            1 + node % 250))
                                                    .orThrow()))
                            .withWithin(Optional.of(new ThingId("zone-" + node / PER_ZONE)))
                            .withFrame(
                                    Optional.of(
                                            new Frame(
                                                    20 + place % 4 * 208,
                                                    48 + place / 4 * 76,
                                                    192,
                                                    56))));
        }
        List<Link> all = new ArrayList<>();
        for (int link = 0; link < links; link++) {
            int from = link % nodes;
            int to = (from + 1 + link / nodes * 7) % nodes;
            all.add(
                    Link.of(
                            new ThingId("link-" + link),
                            new ThingId("node-" + from),
                            new ThingId("node-" + to)));
        }
        return Design.empty(ClusterSettings.of("big", "big", TimingProfile.STANDARD))
                .withThings(Things.of(things))
                .withLinks(all);
    }
}
