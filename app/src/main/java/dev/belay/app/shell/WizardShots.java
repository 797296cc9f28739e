package dev.belay.app.shell;

import dev.belay.api.ApiError;
import dev.belay.api.OperationView.State;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.InForce;
import dev.belay.app.protect.ProtectFixture;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Pictures of the wizards, the config screen and the audit log.
final class WizardShots {
    private static final List<ApiError> CONTENT_REFUSED =
            List.of(
                    new ApiError(
                            "link-leaves",
                            "a link to a path inside the set",
                            "'conf.d/secret' to '/etc/shadow'",
                            "let it point to a file of the set, or leave it out"),
                    new ApiError(
                            "path-clash",
                            "paths that differ by more than capitals",
                            "'Site.conf' and 'site.conf'",
                            "rename one of them"));

    private WizardShots() {}

    static List<Shot> all() {
        return Stream.of(usual(), CloudShots.all(), FenceShots.all(), ProxyShots.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Shot> usual() {
        return List.of(
                of("wizards", WizardShots::list),
                of("wizard-install", WizardShots::install),
                of(
                        "wizard-install-drawn",
                        studio -> {
                            drawing(studio, false);
                            studio.editor()
                                    .edit(
                                            EditName.of("change", "gw-8"),
                                            design ->
                                                    design.with(
                                                            Node.of(
                                                                    new ThingId("gw-8"),
                                                                    "gw-8.example.com",
                                                                    NodeRole.WORKER)));
                            studio.wizards().open("install");
                        }),
                of(
                        "wizard-install-preflight",
                        studio -> {
                            install(studio);
                            model(studio).next();
                        }),
                of(
                        "wizard-keys-refused",
                        studio -> {
                            studio.wizards().open("keys");
                            studio.press("#node-gw-2");
                        }),
                of("wizard-enroll-what", studio -> studio.wizards().open("enroll")),
                of(
                        "wizard-enroll-review",
                        studio -> {
                            studio.wizards().open("enroll");
                            steps(studio, 2);
                        }),
                of("wizard-enroll", studio -> enroll(studio, false)),
                of("wizard-enroll-dry", studio -> enroll(studio, true)),
                of(
                        "wizard-enroll-send",
                        studio -> {
                            enroll(studio, false);
                            studio.press("#token-send");
                        }),
                of(
                        "wizard-enroll-done",
                        studio -> {
                            enroll(studio, false);
                            studio.press("#wizard-next");
                            studio.press("#end-anyway");
                        }),
                of(
                        "wizard-members",
                        studio -> {
                            studio.protect();
                            studio.wizards().open("members");
                            studio.press("#node-gw-2");
                        }),
                of(
                        "wizard-members-nominate",
                        studio -> {
                            studio.wizards().open("members");
                            studio.press("#node-gw-2");
                            studio.press("#members-NOMINATE");
                            studio.press("#members-lost");
                        }),
                of(
                        "wizard-members-typed",
                        studio -> {
                            studio.protect();
                            studio.wizards().open("members");
                            studio.press("#node-gw-2");
                            steps(studio, 2);
                        }),
                of(
                        "wizard-members-done",
                        studio -> {
                            drawing(studio, false);
                            studio.wizards().open("members");
                            studio.press("#node-gw-2");
                            steps(studio, 4);
                            studio.press("#enroll-draw");
                        }),
                of(
                        "wizard-apply-unknown",
                        studio -> {
                            studio.work().silent("rename gw-2");
                            studio.wizards().open("members");
                            studio.press("#members-RENAME");
                            studio.press("#node-gw-2");
                            studio.type("#members-name", "gw-22.example.com");
                            steps(studio, 3);
                        }),
                of(
                        "wizard-vip",
                        studio -> {
                            vip(studio);
                            studio.press("#protect-OCF");
                            studio.type("#protect-agent", "ocf:heartbeat:nginx");
                            studio.type("#protect-ports", "80, 443, 70000");
                        }),
                of(
                        "wizard-vip-silent",
                        studio -> {
                            studio.work().design().fail(silent());
                            vip(studio);
                        }),
                of(
                        "wizard-vip-preflight",
                        studio -> {
                            studio.work().protection().hosts(List.of("gw-1"));
                            vip(studio);
                            steps(studio, 1);
                        }),
                of(
                        "wizard-vip-failed",
                        studio -> {
                            studio.work().protection().failStarts();
                            vip(studio);
                            steps(studio, 3);
                        }),
                of(
                        "wizard-vip-drawn",
                        studio -> {
                            drawing(studio, true);
                            studio.wizards().open("vip");
                            studio.press("#protect-drawn-shop");
                        }),
                of(
                        "wizard-vip-review",
                        studio -> {
                            drawing(studio, false);
                            vip(studio);
                            steps(studio, 2);
                        }),
                of(
                        "wizard-vip-busy",
                        studio -> {
                            studio.work().design().beginOther();
                            vip(studio);
                            steps(studio, 1);
                        }),
                of(
                        "wizard-vip-stopped",
                        studio -> {
                            drawing(studio, false);
                            DesignFixture design = studio.work().design();
                            design.then(() ->
                                    design.reach(
                                            State.STOPPED,
                                            2,
                                            false,
                                            "web was to be active on gw-2 within 90 s, and"
                                                    + " is not"));
                            vip(studio);
                            steps(studio, 3);
                        }),
                of(
                        "wizard-vip-undone",
                        studio -> {
                            drawing(studio, false);
                            vip(studio);
                            steps(studio, 3);
                            studio.press("#apply-undo");
                            steps(studio, 1);
                        }),
                of(
                        "wizard-vip-done",
                        studio -> {
                            drawing(studio, false);
                            vip(studio);
                            studio.press("#protect-SYSTEMD");
                            studio.type("#protect-unit", "nginx");
                            steps(studio, 4);
                        }),
                of(
                        "wizard-leave",
                        studio -> {
                            enroll(studio, false);
                            studio.press("#wizard-leave");
                        }),
                of("config", studio -> studio.go(Destination.CONFIG)),
                of(
                        "config-rollback",
                        studio -> {
                            studio.go(Destination.CONFIG);
                            studio.press("#version-rollback-42");
                        }),
                of(
                        "config-publish",
                        studio -> {
                            studio.go(Destination.CONFIG);
                            studio.press("#config-publish");
                        }),
                of(
                        "config-publish-hook",
                        studio -> {
                            studio.go(Destination.CONFIG);
                            studio.press("#config-publish");
                            studio.press("#set-change");
                        }),
                of(
                        "config-new",
                        studio -> {
                            studio.work().config().empty();
                            studio.go(Destination.CONFIG);
                            studio.press("#config-new");
                            studio.press("#config-confirm");
                        }),
                of(
                        "config-publish-refused",
                        studio -> {
                            studio.work().config().refuse(CONTENT_REFUSED);
                            studio.go(Destination.CONFIG);
                            studio.press("#config-publish");
                            studio.press("#config-confirm");
                        }),
                of(
                        "config-unknown",
                        studio -> {
                            studio.go(Destination.CONFIG);
                            studio.press("#drift-back-gw-2");
                            studio.work().config().fail(AgentException.Kind.UNKNOWN);
                            studio.press("#config-confirm");
                        }),
                of(
                        "config-none",
                        studio -> {
                            studio.work().config().empty();
                            studio.go(Destination.CONFIG);
                        }),
                of(
                        "config-error",
                        studio -> {
                            studio.work().config().fail(AgentException.Kind.UNREACHABLE);
                            studio.go(Destination.CONFIG);
                        }),
                of(
                        "audit",
                        studio -> {
                            studio.go(Destination.EVENTS);
                            studio.press("#tab-audit");
                            studio.press("#audit-verify");
                        }));
    }

    private static Shot of(String name, Consumer<ShotStudio> act) {
        return new Shot(name, () -> ShotFacts.of(RecordedCluster.healthy()), act);
    }

    private static void list(ShotStudio studio) {
        WizardsView wizards = studio.wizards();
        wizards.open("enroll");
        steps(studio, 1);
        studio.press("#wizard-leave");
    }

    private static void install(ShotStudio studio) {
        studio.work().hosts().host("edge-7", false, false);
        studio.work().hosts().host("bare-8", false, false);
        studio.wizards().open("install");
        studio.type("#install-hosts", "admin@edge-7.example.com\nadmin@bare-8.example.com:2222");
        studio.type("#install-jump", "bastion.example.com");
    }

    /// The drawing of the cluster is open, with a service that is not in force or without.
    private static void drawing(ShotStudio studio, boolean isMore) {
        try {
            Design design = InForce.ask(studio.work().design()).design();
            studio.work().design().keep(design);
            studio.editor()
                    .begun(
                            isMore
                                    ? design.with(ProtectFixture.shopAddress())
                                            .with(ProtectFixture.shop())
                                    : design);
        } catch (AgentException e) {
            throw new IllegalStateException("what is kept here always answers", e);
        }
    }

    private static AgentException silent() {
        return new AgentException(
                AgentException.Kind.UNREACHABLE,
                new ApiError(
                        "no-answer",
                        "an answer of gw-2",
                        "silence for 5 s",
                        "check the tunnel to gw-2"),
                null);
    }

    private static void vip(ShotStudio studio) {
        studio.wizards().open("vip");
        studio.type("#protect-name", "web");
        studio.type("#protect-address", "10.0.110.200/24");
    }

    private static void enroll(ShotStudio studio, boolean dry) {
        WizardsView wizards = studio.wizards();
        studio.work().arrivals();
        wizards.open("enroll");
        if (dry) {
            model(studio).setDryRun(true);
        }
        studio.increment("#enroll-workers", 4);
        steps(studio, 3);
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
