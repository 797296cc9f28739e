package dev.belay.app.shell;

import dev.belay.api.FenceTest;
import dev.belay.app.design.InForce;
import dev.belay.app.fencing.FencesFixture.Mood;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Pictures of fencing: its screen, and the wizard of fence devices.
final class FenceShots {
    private FenceShots() {}

    static List<Shot> all() {
        return List.of(
                fencing("fencing", Mood.WELL, studio -> studio.press("#fences-seen-37")),
                fencing("fencing-empty", Mood.EMPTY, studio -> {}),
                fencing("fencing-under-way", Mood.UNDER_WAY, studio -> {}),
                fencing("fencing-waits", Mood.WAITS, studio -> {}),
                fencing(
                        "fencing-ask",
                        Mood.WELL,
                        studio -> {
                            studio.press("#fences-FENCE");
                            studio.press("#fence-node-gw-3");
                        }),
                fencing(
                        "fencing-confirm",
                        Mood.WAITS,
                        studio -> {
                            studio.press("#fences-confirm-gw-3");
                            studio.type("#fence-typed", "gw-3");
                        }),
                fencing(
                        "fencing-done",
                        Mood.WAITS,
                        studio -> {
                            studio.press("#fences-confirm-gw-3");
                            studio.type("#fence-typed", "gw-3");
                            studio.press("#fence-yes");
                        }),
                fencing(
                        "fencing-refused",
                        Mood.WAITS,
                        studio -> {
                            studio.press("#fences-confirm-gw-3");
                            studio.type("#fence-typed", "gw-3");
                            studio.work().fences().fail(AgentException.Kind.REFUSED);
                            studio.press("#fence-yes");
                        }),
                fencing(
                        "fencing-unanswered",
                        Mood.WELL,
                        studio -> {
                            studio.press("#fences-FENCE");
                            studio.press("#fence-node-gw-2");
                            studio.type("#fence-typed", "gw-2");
                            studio.work().fences().fail(AgentException.Kind.UNKNOWN);
                            studio.press("#fence-yes");
                        }),
                fencing(
                        "fencing-silent",
                        Mood.WELL,
                        studio -> {
                            studio.work().fences().fail(AgentException.Kind.UNKNOWN);
                            studio.work().pass(Duration.ofSeconds(12));
                            studio.ui().beat();
                        }),
                of(
                        "fencing-nobody",
                        studio -> {
                            studio.go(Destination.SERVICES);
                            studio.work().fences().fail(AgentException.Kind.UNKNOWN);
                            studio.press("#tab-fencing");
                        }),
                of("wizard-fence", FenceShots::form),
                of(
                        "wizard-fence-drawn",
                        studio -> {
                            drawn(studio);
                            draft(studio);
                            studio.wizards().open("fence");
                            studio.press("#fence-drawn-bmc");
                        }),
                of(
                        "wizard-fence-wrong",
                        studio -> {
                            form(studio);
                            studio.type("#fence-name", "pdu-osaka");
                            studio.type("#fence-address", "bmc.example.com");
                            studio.type("#fence-parameters", "password=1");
                        }),
                of(
                        "wizard-fence-remove",
                        studio -> {
                            drawn(studio);
                            studio.wizards().open("fence");
                            studio.press("#fence-REMOVE");
                            studio.press("#fence-device-pdu");
                        }),
                of(
                        "wizard-fence-preflight",
                        studio -> {
                            form(studio);
                            studio.press("#fence-target-gw-3");
                            studio.press("#fence-automatic");
                            steps(studio, 1);
                        }),
                of(
                        "wizard-fence-review",
                        studio -> {
                            studio.protect();
                            form(studio);
                            studio.press("#fence-automatic");
                            steps(studio, 2);
                        }),
                of(
                        "wizard-fence-failed",
                        studio -> {
                            studio.work().fencing().power("gw-2", FenceTest.Power.OFF);
                            form(studio);
                            steps(studio, 3);
                        }),
                of(
                        "wizard-fence-done",
                        studio -> {
                            form(studio);
                            studio.press("#fence-automatic");
                            steps(studio, 4);
                        }));
    }

    private static Shot fencing(String name, Mood mood, Consumer<ShotStudio> act) {
        return of(
                name,
                studio -> {
                    studio.work().fences().setMood(mood);
                    studio.go(Destination.SERVICES);
                    studio.press("#tab-fencing");
                    act.accept(studio);
                });
    }

    private static Shot of(String name, Consumer<ShotStudio> act) {
        return new Shot(name, () -> ShotFacts.of(RecordedCluster.healthy()), act);
    }

    private static void form(ShotStudio studio) {
        drawn(studio);
        studio.wizards().open("fence");
        studio.type("#fence-name", "bmc-rack-1");
        studio.type("#fence-agent .text-field", "fence_ipmilan");
        studio.type("#fence-address", "10.0.9.21");
        studio.type("#fence-parameters", "lanplus=1\nusername=belay");
        studio.type("#fence-secret-value-0", "not shown");
        for (String node : List.of("gw-1", "gw-2", "gw-3")) {
            studio.press("#fence-target-" + node);
        }
        studio.type("#fence-port-gw-2", "slot-4");
    }

    /// Somebody has put one device in force before.
    private static void drawn(ShotStudio studio) {
        try {
            Design design = InForce.ask(studio.work().fencing()).design();
            FenceDevice device =
                    FenceDevice.of(new ThingId("pdu"), "pdu-osaka", "fence_apc_snmp")
                            .withLevel(2)
                            .withTargets(List.of(new ThingId("gw-1"), new ThingId("gw-2")));
            studio.work().design().keep(design.with(device));
        } catch (AgentException e) {
            throw new IllegalStateException("what is kept here always answers", e);
        }
    }

    /// The design in force is drawn, with one more device.
    private static void draft(ShotStudio studio) {
        FenceDevice device =
                FenceDevice.of(new ThingId("bmc"), "bmc-rack-1", "fence_ipmilan")
                        .withTargets(List.of(new ThingId("gw-1"), new ThingId("gw-3")))
                        .withDelay(Duration.ofSeconds(5))
                        .withSecrets(List.of("passwd"));
        studio.editor().begun(studio.work().design().kept().with(device));
    }

    private static void steps(ShotStudio studio, int count) {
        for (int i = 0; i < count; i++) {
            model(studio).next();
        }
    }

    private static WizardModel model(ShotStudio studio) {
        return studio.wizards().model().orElseThrow();
    }
}
