package dev.belay.app.shell;

import dev.belay.app.connections.ConnectionCards;
import dev.belay.app.drill.DrillFixture;
import dev.belay.app.health.HealthFixture;
import dev.belay.app.services.ServicesFixture;
import dev.belay.app.topology.SampleCluster;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.place.Score;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One picture to take: what the window knows, and what is done to it first.
///
/// @param name of the file
/// @param facts the cluster that is looked at; null for none
/// @param act what the user did
record Shot(String name, @Nullable Supplier<ShotFacts> facts, Consumer<ShotStudio> act) {

    /// Every main screen and state.
    static List<Shot> all() {
        return Stream.of(
                        main(),
                        EditorShots.all(),
                        OverlayShots.all(),
                        PathShots.all(),
                        PlanShots.all(),
                        BundleShots.all(),
                        WizardShots.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Shot> main() {
        return List.of(
                without("welcome", studio -> {}),
                without("welcome-lab-starting", studio -> studio.lab().start()),
                of("topology", studio -> studio.go(Destination.TOPOLOGY)),
                topology("topology-dead", SampleCluster::oneDead, "gw-1"),
                topology("topology-one-way", SampleCluster::oneWayCut, "gw-3"),
                topology("topology-disagrees", SampleCluster::disagreeing, ""),
                topology("topology-forty", () -> SampleCluster.many(40, 4), "node-012"),
                topology("topology-long-names", SampleCluster::longNames, ""),
                without(
                        "topology-design",
                        studio -> {
                            studio.design("ec2-route-table.belay");
                            studio.go(Destination.TOPOLOGY);
                        }),
                whatIf("whatif", studio -> studio.whatIf("gateway-cluster.belay", "gw-1")),
                whatIf("whatif-lost", studio -> studio.whatIf("gateway-cluster.belay", "dc")),
                whatIf("whatif-none", studio -> studio.whatIf("ec2-route-table.belay")),
                whatIf(
                        "whatif-sweep",
                        studio -> {
                            studio.whatIf("ec2-route-table.belay", "zone-1a", "gw-2");
                            studio.press("#whatif-sweep");
                        }),
                whatIf(
                        "whatif-long-names",
                        studio -> {
                            studio.editor().begun(EditorShots.longNames());
                            studio.suppose("node-1");
                        }),
                whatIf(
                        "whatif-drill",
                        studio -> {
                            studio.whatIf("gateway-cluster.belay", "gw-2");
                            studio.press("#whatif-drill");
                            studio.go(Destination.DRILLS);
                        }),
                whatIf(
                        "whatif-drill-nothing",
                        studio -> {
                            studio.whatIf("gateway-cluster.belay", "gw-1");
                            studio.press("#whatif-drill");
                            studio.go(Destination.DRILLS);
                        }),
                whatIf(
                        "whatif-fixes",
                        studio -> {
                            studio.whatIf("gateway-cluster.belay", "gw-1");
                            studio.editor().edit(EditName.of("change", "portal"), Shot::bound);
                            studio.press("#whatif-sweep");
                        }),
                without("topology-empty", studio -> studio.go(Destination.TOPOLOGY)),
                new Shot(
                        "topology-silent",
                        () -> ShotFacts.of(RecordedCluster.silent()),
                        studio -> studio.go(Destination.TOPOLOGY)),
                services(
                        "services",
                        ServicesFixture.Mood.WELL,
                        studio -> studio.select("#services-list", 3)),
                services("services-empty", ServicesFixture.Mood.EMPTY, studio -> {}),
                services("services-stuck", ServicesFixture.Mood.STUCK, studio -> {}),
                services(
                        "services-move",
                        ServicesFixture.Mood.WELL,
                        studio -> {
                            studio.select("#services-list", 3);
                            studio.press("#service-move");
                            studio.press("#move-away");
                        }),
                services(
                        "services-mode",
                        ServicesFixture.Mood.WELL,
                        studio -> {
                            studio.press("#mode-of-gw-1");
                            studio.press("#mode-STANDBY");
                        }),
                services(
                        "services-silent",
                        ServicesFixture.Mood.WELL,
                        studio -> {
                            studio.work().services().fail(AgentException.Kind.UNKNOWN);
                            studio.work().pass(Duration.ofSeconds(12));
                            studio.ui().beat();
                        }),
                of("drills", studio -> studio.go(Destination.DRILLS)),
                drill("drills-ask", DrillFixture.Course.WHOLE, studio -> {}),
                drill(
                        "drills-running",
                        DrillFixture.Course.HALF,
                        studio -> studio.press("#drill-confirm")),
                drill(
                        "drills-done",
                        DrillFixture.Course.WHOLE,
                        studio -> studio.press("#drill-confirm")),
                of(
                        "drills-name",
                        studio -> {
                            studio.work().drills().setCourse(DrillFixture.Course.WHOLE);
                            studio.go(Destination.DRILLS);
                            studio.press("#kind-move");
                            studio.type(
                                    "#drill-probe", "name:test.clusterpro.local:3389@10.20.0.2");
                            studio.press("#drill-run");
                            studio.press("#drill-confirm");
                        }),
                drill(
                        "drills-refused",
                        DrillFixture.Course.REFUSED,
                        studio -> studio.press("#drill-confirm")),
                of(
                        "drills-empty",
                        studio -> {
                            studio.work().drills().empty();
                            studio.go(Destination.DRILLS);
                        }),
                of(
                        "failovers",
                        studio -> {
                            studio.go(Destination.EVENTS);
                            studio.press("#tab-failovers");
                        }),
                of(
                        "failovers-failed",
                        studio -> {
                            studio.go(Destination.EVENTS);
                            studio.press("#tab-failovers");
                            studio.select("#stories-list", 4);
                        }),
                of(
                        "failovers-empty",
                        studio -> {
                            studio.work().drills().empty();
                            studio.go(Destination.EVENTS);
                            studio.press("#tab-failovers");
                        }),
                without("services-none", studio -> studio.go(Destination.SERVICES)),
                health("health", HealthFixture.Mood.AGREED),
                health("health-disagrees", HealthFixture.Mood.LATE),
                health("health-gone", HealthFixture.Mood.GONE),
                healthRange("health-hour", "#health-range-hour"),
                healthRange("health-day", "#health-range-day"),
                healthRange("health-week", "#health-range-week"),
                without("health-empty", studio -> studio.go(Destination.HEALTH)),
                of("connections", studio -> studio.go(Destination.CONNECTIONS)),
                of(
                        "connections-form",
                        studio -> {
                            studio.go(Destination.CONNECTIONS);
                            studio.press("#connections-add");
                            studio.type("#form-name", "edge-tokyo");
                            studio.type("#form-port", "99999");
                            studio.press("#form-save");
                        }),
                of(
                        "host-key-first",
                        studio -> {
                            studio.go(Destination.CONNECTIONS);
                            studio.dialog(
                                    new ConnectionCards(studio.ui())
                                            .firstTime("edge-tokyo", RecordedConnections.OFFER));
                        }),
                of(
                        "host-key-changed",
                        studio -> {
                            studio.go(Destination.CONNECTIONS);
                            studio.dialog(
                                    new ConnectionCards(studio.ui())
                                            .stopped("gw-3", RecordedConnections.CHANGED));
                        }),
                of(
                        "pass-phrase",
                        studio -> {
                            studio.go(Destination.CONNECTIONS);
                            studio.dialog(
                                    new ConnectionCards(studio.ui())
                                            .secret("edge-tokyo", RecordedConnections.PASSPHRASE));
                        }),
                of("events", studio -> studio.go(Destination.EVENTS)),
                of(
                        "events-chosen",
                        studio -> {
                            studio.go(Destination.EVENTS);
                            studio.select("#events-list", 6);
                        }),
                of(
                        "events-filtered",
                        studio -> {
                            studio.go(Destination.EVENTS);
                            studio.type("#events-search", "no such event");
                        }),
                without("events-empty", studio -> studio.go(Destination.EVENTS)),
                new Shot(
                        "silent",
                        () -> ShotFacts.of(RecordedCluster.silent()),
                        studio -> studio.go(Destination.EVENTS)),
                new Shot(
                        "connecting",
                        () -> ShotFacts.of(RecordedCluster.connecting()),
                        studio -> studio.go(Destination.EVENTS)),
                of(
                        "protected",
                        studio -> {
                            studio.protect();
                            studio.go(Destination.EVENTS);
                        }),
                of("palette", studio -> studio.studio().showPalette()),
                of(
                        "palette-search",
                        studio -> {
                            studio.studio().showPalette();
                            studio.type("#palette-query", "la");
                        }),
                of("clusters", studio -> studio.press("#cluster-switcher")),
                of("settings", studio -> studio.studio().showSettings()),
                of("help", studio -> studio.studio().showHelp()),
                of("about", studio -> studio.studio().showAbout()),
                of("notices", ShotStudio::complain));
    }

    /// With a service that only one node may run.
    private static Design bound(Design design) {
        List<Constraint> never =
                List.of(
                        new LocationConstraint(new ThingId("gw-2"), -Score.INFINITY),
                        new LocationConstraint(new ThingId("gw-3"), -Score.INFINITY));
        return design.find(new ThingId("portal"), Service.class)
                .map(one -> design.with(one.withConstraints(never)))
                .orElse(design);
    }

    private static Shot whatIf(String name, Consumer<ShotStudio> act) {
        return new Shot(name, () -> ShotFacts.of(RecordedCluster.healthy()), act);
    }

    private static Shot topology(String name, Supplier<SampleCluster> sample, String selected) {
        return new Shot(
                name,
                () -> ShotFacts.of(sample.get().fixture()),
                studio -> {
                    studio.go(Destination.TOPOLOGY);
                    studio.selectNode(selected);
                });
    }

    private static Shot of(String name, Consumer<ShotStudio> act) {
        return new Shot(name, () -> ShotFacts.of(RecordedCluster.healthy()), act);
    }

    private static Shot services(String name, ServicesFixture.Mood mood, Consumer<ShotStudio> act) {
        return of(
                name,
                studio -> {
                    studio.work().services().setMood(mood);
                    studio.go(Destination.SERVICES);
                    act.accept(studio);
                });
    }

    private static Shot drill(String name, DrillFixture.Course course, Consumer<ShotStudio> act) {
        return of(
                name,
                studio -> {
                    studio.work().drills().setCourse(course);
                    studio.go(Destination.DRILLS);
                    studio.press("#kind-cut");
                    studio.press("#drill-run");
                    act.accept(studio);
                });
    }

    private static Shot health(String name, HealthFixture.Mood mood) {
        return new Shot(
                name,
                () -> ShotFacts.health(mood),
                studio -> {
                    studio.go(Destination.HEALTH);
                    studio.feed();
                });
    }

    private static Shot healthRange(String name, String segment) {
        return new Shot(
                name,
                () -> ShotFacts.health(HealthFixture.Mood.AGREED),
                studio -> {
                    studio.go(Destination.HEALTH);
                    studio.feed();
                    studio.press(segment);
                });
    }

    private static Shot without(String name, Consumer<ShotStudio> act) {
        return new Shot(name, null, act);
    }
}
