package dev.belay.app.shell;

import dev.belay.app.editor.EditorModel;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigFile;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.network.Site;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.Service;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;

/// Pictures of the editor in each of its states.
final class EditorShots {

    private static final int MANY = 250;

    private EditorShots() {}

    static List<Shot> all() {
        return List.of(
                shot("editor", "gateway-cluster.belay", studio -> select(studio, "portal")),
                shot("editor-node", "gateway-cluster.belay", studio -> select(studio, "gw-1")),
                shot("editor-cluster", "ec2-route-table.belay", studio -> {}),
                shot("editor-no-place", "gateway-cluster.belay", studio -> {}),
                shot(
                        "editor-config-set",
                        "gateway-cluster.belay",
                        studio -> {
                            studio.editor()
                                    .edit(EditName.of("change.cluster"), EditorShots::spoiltSet);
                            studio.editor().selectConfigSet(0);
                        }),
                shot(
                        "editor-several",
                        "gateway-cluster.belay",
                        studio -> select(studio, "gw-1", "gw-2", "gw-3")),
                shot(
                        "editor-wrong",
                        "gateway-cluster.belay",
                        studio -> {
                            select(studio, "gw-1");
                            studio.type("#field-address", "10.0.110.300");
                            spoil(studio.editor());
                        }),
                shot(
                        "editor-linking",
                        "gateway-cluster.belay",
                        studio -> {
                            select(studio, "portal");
                            studio.key("#topology-canvas", KeyCode.C);
                        }),
                new Shot(
                        "editor-empty",
                        null,
                        studio -> {
                            studio.editor().begun(empty("new-cluster"));
                            studio.go(Destination.TOPOLOGY);
                        }),
                new Shot(
                        "editor-long-names",
                        null,
                        studio -> {
                            studio.editor().begun(longNames());
                            studio.go(Destination.TOPOLOGY);
                            select(studio, "node-1");
                        }),
                new Shot(
                        "editor-500-problems",
                        null,
                        studio -> {
                            studio.editor().begun(manyProblems());
                            studio.go(Destination.TOPOLOGY);
                        }),
                shot(
                        "editor-unsaved",
                        "gateway-cluster.belay",
                        studio -> {
                            spoil(studio.editor());
                            studio.studio().closeDesign();
                        }));
    }

    private static Shot shot(String name, String example, Consumer<ShotStudio> act) {
        return new Shot(
                name,
                null,
                studio -> {
                    studio.design(example);
                    studio.go(Destination.TOPOLOGY);
                    act.accept(studio);
                });
    }

    private static void select(ShotStudio studio, String... ids) {
        studio.editor().select(List.of(ids).stream().map(ThingId::new).toList());
    }

    private static Design empty(String name) {
        return Design.empty(ClusterSettings.of("new-cluster", name, TimingProfile.STANDARD));
    }

    private static void spoil(EditorModel editor) {
        editor.edit(
                EditName.of("change", "gw-2"),
                design ->
                        design.find(new ThingId("gw-2"))
                                .map(one -> design.with(one.withName("gw-1")))
                                .orElse(design));
    }

    private static Design spoiltSet(Design design) {
        ConfigSet set = design.configSets().getFirst();
        ConfigFile file = set.files().getFirst().withPath("nginx.conf").withMode("rw-r--r--");
        return design.withConfigSets(List.of(set.withFiles(List.of(file))));
    }

    /// Names longer than what they stand in, of one node and one service.
    static Design longNames() {
        Thing site =
                Site.of(
                        new ThingId("site-1"),
                        "Rechenzentrum Frankfurt am Main – Kleyerstraße 88–90, Halle 4 (Notstrom)");
        Thing zone =
                Zone.of(new ThingId("zone-1"), "東京都千代田区大手町データセンター第三号棟地下二階ゾーン")
                        .withWithin(Optional.of(site.id()));
        Thing node =
                Node.of(
                                new ThingId("node-1"),
                                "gateway-primary-production-tokyo-1a.internal.example.com",
                                NodeRole.ADMIN)
                        .withWithin(Optional.of(zone.id()));
        Thing service = Service.of(new ThingId("service-1"), "勘定系バッチ処理サービス（夜間・月次・四半期・年次すべてを含む）");
        return empty("とても長い名前のクラスター：本番環境・東京リージョン・二〇二六年度")
                .with(site)
                .with(zone)
                .with(node)
                .with(service);
    }

    private static Design manyProblems() {
        Design design = empty("500");
        for (int i = 1; i <= MANY; i++) {
            design = design.with(VirtualIp.of(new ThingId("vip-" + i), "vip"));
        }
        return design;
    }
}
