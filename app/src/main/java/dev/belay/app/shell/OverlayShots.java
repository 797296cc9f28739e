package dev.belay.app.shell;

import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.thing.Frame;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.input.KeyCode;

/// Pictures of the live cluster and the plan on the drawing.
final class OverlayShots {
    private static final String EXAMPLE = "ec2-route-table.belay";

    private OverlayShots() {}

    static List<Shot> all() {
        return List.of(
                drawn("overlay", OverlayShots::settled, studio -> {}),
                drawn("overlay-node", OverlayShots::settled, studio -> select(studio, "gw-1")),
                drawn("overlay-planned", OverlayShots::settled, studio -> select(studio, "files")),
                drawn(
                        "overlay-far",
                        OverlayShots::settled,
                        studio -> zoom(studio, KeyCode.MINUS, 2)),
                drawn("overlay-near", OverlayShots::settled, OverlayShots::near),
                drawn(
                        "overlay-drift",
                        design -> design,
                        studio -> {
                            studio.work().plans().setAdrift(true);
                            studio.work().plans().keep(adrift(design(studio)));
                            studio.ui().beat();
                            select(studio, "files");
                        }),
                drawn(
                        "overlay-silent",
                        OverlayShots::settled,
                        studio -> {
                            studio.work().plans().fail(AgentException.Kind.UNKNOWN);
                            studio.work().pass(Duration.ofSeconds(12));
                            studio.ui().beat();
                            select(studio, "web");
                        }),
                drawn("overlay-same", design -> design, studio -> {}),
                shot(
                        "overlay-live",
                        studio -> {
                            studio.design(EXAMPLE);
                            studio.work().plans().keep(settled(design(studio)));
                            studio.go(Destination.TOPOLOGY);
                            studio.ui().beat();
                        }),
                new Shot(
                        "overlay-off",
                        null,
                        studio -> {
                            studio.design(EXAMPLE);
                            studio.go(Destination.TOPOLOGY);
                        }));
    }

    private static Shot shot(String name, Consumer<ShotStudio> act) {
        return new Shot(name, () -> ShotFacts.of(RecordedCluster.healthy()), act);
    }

    private static Shot drawn(
            String name, UnaryOperator<Design> inForce, Consumer<ShotStudio> act) {
        return shot(
                name,
                studio -> {
                    studio.design(EXAMPLE);
                    studio.work().plans().keep(inForce.apply(design(studio)));
                    studio.go(Destination.TOPOLOGY);
                    studio.draw();
                    studio.ui().beat();
                    act.accept(studio);
                });
    }

    private static Design design(ShotStudio studio) {
        return Objects.requireNonNull(studio.editor().designProperty().get());
    }

    /// What was in force before the example was drawn; with a node and a mirror that are gone.
    static Design settled(Design drawn) {
        Node old =
                drawn.find(new ThingId("gw-3"), Node.class)
                        .map(one ->
                                one.withId(new ThingId("old-gw"))
                                        .withName("old-gw")
                                        .withWithin(Optional.empty()))
                        .orElseThrow();
        return PlanShots.before(drawn).with(old.withFrame(Optional.of(new Frame(820, 736, 0, 0))));
    }

    private static Design adrift(Design drawn) {
        return drawn.withThings(
                drawn.things().without(new ThingId("files")).without(new ThingId("gw-3")));
    }

    private static void select(ShotStudio studio, String id) {
        studio.editor().select(List.of(new ThingId(id)));
    }

    private static void near(ShotStudio studio) {
        studio.key("#topology-canvas", KeyCode.DIGIT0);
        studio.selectNode("web");
    }

    private static void zoom(ShotStudio studio, KeyCode key, int times) {
        for (int i = 0; i < times; i++) {
            studio.key("#topology-canvas", key);
        }
    }
}
