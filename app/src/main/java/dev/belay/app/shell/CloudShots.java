package dev.belay.app.shell;

import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.app.dns.DnsFixture;
import dev.belay.app.dns.DnsFixture.There;
import dev.belay.app.route.RouteFixture;
import dev.belay.app.route.RouteFixture.Fault;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Pictures of the wizards for virtual IPs by route table, and for names.
final class CloudShots {
    private static final Path EXAMPLES = Path.of(System.getProperty("belay.home", ""), "examples");

    private CloudShots() {}

    static List<Shot> all() {
        return List.of(
                of("wizard-route-empty", studio -> studio.wizards().open("route")),
                of("wizard-route", studio -> route(studio, Fault.NONE, 0)),
                of(
                        "wizard-route-refused",
                        studio -> {
                            route(studio, Fault.NONE, 0);
                            studio.type(
                                    "#route-paste", "An error occurred (UnauthorizedOperation)");
                            studio.press("#route-take");
                            studio.press("#route-commands");
                            studio.revealEnd("#route-commands");
                        }),
                of("wizard-route-preflight", studio -> route(studio, Fault.NOT_ANNOUNCED, 1)),
                of("wizard-route-proven", studio -> route(studio, Fault.ELSEWHERE, 1)),
                of(
                        "wizard-route-unknown",
                        studio -> {
                            drawing(studio, "ec2-route-table.belay");
                            studio.wizards().open("route");
                            steps(studio, 1);
                        }),
                of("wizard-route-review", studio -> route(studio, Fault.NONE, 2)),
                of("wizard-route-done", studio -> route(studio, Fault.NONE, 4)),
                of("wizard-dns-empty", studio -> studio.wizards().open("dns")),
                of("wizard-dns", studio -> dns(studio, There.NOTHING, 0)),
                of("wizard-dns-preflight", studio -> dns(studio, There.ALIAS, 1)),
                of("wizard-dns-review", studio -> dns(studio, There.RECORD, 2)),
                of("wizard-dns-done", studio -> dns(studio, There.RECORD, 4)));
    }

    private static Shot of(String name, Consumer<ShotStudio> act) {
        return new Shot(name, () -> ShotFacts.of(RecordedCluster.healthy()), act);
    }

    private static void route(ShotStudio studio, Fault fault, int steps) {
        drawing(studio, "ec2-route-table.belay");
        studio.wizards().open("route");
        StringBuilder terminal = new StringBuilder();
        for (Dated one : RouteFixture.answers(EXAMPLES, fault, RecordedCluster.NOW)) {
            terminal.append("$ aws ec2 describe ").append(one.document().name()).append('\n');
            terminal.append(one.document().text()).append('\n');
        }
        studio.type("#route-paste", terminal.toString());
        studio.press("#route-take");
        steps(studio, steps);
    }

    private static void dns(ShotStudio studio, There there, int steps) {
        drawing(studio, "dns-name-proxy.belay");
        studio.wizards().open("dns");
        studio.type("#dns-paste", DnsFixture.answers(there));
        studio.press("#dns-take");
        steps(studio, steps);
    }

    /// The drawing is open, and its nodes are in force without what stands around them.
    private static void drawing(ShotStudio studio, String example) {
        studio.design(example);
        Design drawing = Objects.requireNonNull(studio.editor().designProperty().get());
        Design nodes = Design.empty(drawing.cluster());
        for (Node node : drawing.nodes()) {
            nodes =
                    nodes.with(
                            node.withWithin(Optional.empty())
                                    .withFrame(Optional.empty())
                                    .withInstance(Optional.empty()));
        }
        studio.work().design().keep(nodes);
        studio.go(Destination.WIZARDS);
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
