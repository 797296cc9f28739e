package dev.belay.app.shell;

import dev.belay.api.OperationView.State;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Pictures of the plan, and of the operation that carries it out.
final class PlanShots {
    private static final String EXAMPLE = "ec2-route-table.belay";

    private PlanShots() {}

    static List<Shot> all() {
        return List.of(
                plan("plan", studio -> studio.select("#plan-list", 2)),
                plan("plan-ask", studio -> studio.press("#plan-apply")),
                plan(
                        "plan-running",
                        studio -> {
                            apply(studio, 0);
                            reach(studio, State.RUNNING, 3, false, "");
                        }),
                plan(
                        "plan-waiting",
                        studio -> {
                            apply(studio, 2);
                            reach(studio, State.WAITING, steps(studio), true, "");
                        }),
                plan(
                        "plan-stopped",
                        studio -> {
                            apply(studio, 0);
                            reach(
                                    studio,
                                    State.STOPPED,
                                    4,
                                    false,
                                    "files was to be active on gw-2 within 90 s, and is not");
                        }),
                plan(
                        "plan-put-away",
                        studio -> {
                            apply(studio, 0);
                            reach(studio, State.STOPPED, 4, false, "");
                            studio.press("#plan-leave");
                        }),
                plan(
                        "plan-undone",
                        studio -> {
                            apply(studio, 0);
                            reach(studio, State.UNDONE, 0, true, "");
                        }),
                plan(
                        "plan-done",
                        studio -> {
                            apply(studio, 0);
                            reach(studio, State.DONE, steps(studio), true, "");
                        }),
                plan(
                        "plan-refused",
                        studio -> {
                            studio.work().plans().fail(AgentException.Kind.REFUSED);
                            apply(studio, 0);
                        }),
                plan(
                        "plan-silent",
                        studio -> {
                            studio.work().plans().fail(AgentException.Kind.UNKNOWN);
                            studio.work().pass(Duration.ofSeconds(12));
                            studio.ui().beat();
                        }),
                with(
                        "plan-long-names",
                        studio -> {
                            Design wordy = EditorShots.longNames();
                            studio.work().plans().keep(Design.empty(wordy.cluster()));
                            studio.editor().begun(wordy);
                            studio.studio().showPlan();
                        }),
                with("plan-no-design", studio -> studio.studio().showPlan()),
                with(
                        "plan-same",
                        studio -> {
                            studio.design(EXAMPLE);
                            studio.work().plans().keep(drawn(studio));
                            studio.studio().showPlan();
                        }),
                new Shot("plan-unconnected", null, studio -> studio.studio().showPlan()));
    }

    private static Shot with(String name, Consumer<ShotStudio> act) {
        return new Shot(name, () -> ShotFacts.of(RecordedCluster.healthy()), act);
    }

    private static Shot plan(String name, Consumer<ShotStudio> act) {
        return with(
                name,
                studio -> {
                    studio.design(EXAMPLE);
                    studio.work().plans().keep(before(drawn(studio)));
                    studio.studio().showPlan();
                    act.accept(studio);
                });
    }

    private static Design drawn(ShotStudio studio) {
        return Objects.requireNonNull(studio.editor().designProperty().get());
    }

    private static int steps(ShotStudio studio) {
        return studio.work().plans().steps();
    }

    private static void apply(ShotStudio studio, int minutes) {
        studio.press("#plan-apply");
        studio.press("#plan-within-" + minutes);
        studio.press("#plan-confirm");
    }

    private static void reach(
            ShotStudio studio, State state, int position, boolean isSettled, String said) {
        studio.work().plans().reach(state, position, isSettled, said);
        studio.ui().beat();
    }

    /// What was in force before the example was drawn.
    static Design before(Design drawn) {
        ThingId files = new ThingId("files");
        Design before =
                drawn.withThings(
                        drawn.things()
                                .without(files)
                                .without(new ThingId("vip-files"))
                                .without(new ThingId("mirror-files")));
        Optional<Node> node = before.find(new ThingId("gw-3"), Node.class);
        Optional<Service> batch = before.find(new ThingId("batch"), Service.class);
        if (node.isPresent()) {
            before = before.with(node.get().withStandby(true));
        }
        if (batch.isPresent()) {
            before = before.with(batch.get().withId(new ThingId("reports")));
        }
        return before;
    }
}
