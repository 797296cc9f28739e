package dev.belay.app.route;

import dev.belay.api.ApiError;
import dev.belay.app.design.CloudAnswers;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
import dev.belay.app.protect.ProtectFixture;
import dev.belay.app.route.RouteFixture.Fault;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Rehearsal;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The wizard over a cluster of three nodes, without a screen and in one thread.
abstract class RouteTrial {
    static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");
    static final Path EXAMPLES = Path.of("..", "examples");

    final DesignFixture designs = threeNodes();
    final ProtectFixture cluster = new ProtectFixture(designs, NOW);
    final EditedDrawing drawing = new EditedDrawing();
    final CloudAnswers answers = new CloudAnswers(Runnable::run, Runnable::run);
    private @Nullable Rehearsal rehearsal;

    /// The nodes of the example, of which nothing is in force yet.
    static DesignFixture threeNodes() {
        return new DesignFixture(
                "edge-tokyo",
                List.of(
                        member("gw-1", MemberRole.VOTER, "10.0.110.100"),
                        member("gw-2", MemberRole.VOTER, "10.0.120.100"),
                        member("gw-3", MemberRole.WITNESS, "10.0.130.101")),
                NOW);
    }

    private static Member member(String id, MemberRole role, String host) {
        return new Member(id, id, "", role, id.equals("gw-1"), host, 7420);
    }

    static Design example() {
        try {
            String text = Files.readString(EXAMPLES.resolve("ec2-route-table.belay"));
            return ((Reading.Read) DesignFormat.read(text)).design();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void rehearse(@TempDir Path folder) {
        rehearsal =
                new Rehearsal(
                        folder,
                        Rehearsal.atOnce(NOW),
                        ports ->
                                new RouteScript(
                                        Texts.of(Language.ENGLISH, RouteScript.class),
                                        cluster,
                                        ports,
                                        new Guard(() -> false, () -> "edge-tokyo"),
                                        drawing,
                                        answers));
    }

    final void give(Fault fault) {
        answers.add(RouteFixture.answers(EXAMPLES, fault, NOW));
    }

    /// The cluster answers nothing any more.
    final void silence() {
        designs.fail(
                new AgentException(
                        AgentException.Kind.UNREACHABLE,
                        new ApiError("no-answer", "an answer", "silence", "look again"),
                        null));
    }

    private Rehearsal rehearsal() {
        return Objects.requireNonNull(rehearsal);
    }

    final WizardModel begun() {
        return rehearsal().begun();
    }

    /// One that is gone on with after this one was left.
    final WizardModel resumed(WizardModel left) {
        return rehearsal().resumed(left);
    }

    static RouteScript script(WizardModel model) {
        return (RouteScript) model.script();
    }
}
