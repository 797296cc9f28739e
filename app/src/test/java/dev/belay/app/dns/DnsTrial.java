package dev.belay.app.dns;

import dev.belay.api.ApiError;
import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
import dev.belay.app.dns.DnsFixture.There;
import dev.belay.app.protect.ProtectFixture;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Rehearsal;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.preflight.DescribeReader.Document;
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

/// The wizard over the cluster of the example with a name, without a screen and in one thread.
abstract class DnsTrial {
    static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");

    final DesignFixture designs = threeNodes();
    final ProtectFixture cluster = cluster(designs);
    final EditedDrawing drawing = new EditedDrawing();
    private @Nullable Rehearsal rehearsal;

    /// The nodes of the example, of which nothing is in force yet.
    static DesignFixture threeNodes() {
        return new DesignFixture(
                "app-tokyo",
                List.of(
                        member("server-1", MemberRole.VOTER, "10.0.110.100"),
                        member("server-2", MemberRole.VOTER, "10.0.120.100"),
                        member("witness", MemberRole.WITNESS, "10.0.130.100")),
                NOW);
    }

    /// Both servers can run services.
    static ProtectFixture cluster(DesignFixture designs) {
        ProtectFixture cluster = new ProtectFixture(designs, NOW);
        cluster.hosts(List.of("server-1", "server-2"));
        return cluster;
    }

    private static Member member(String id, MemberRole role, String host) {
        return new Member(id, id, "", role, id.equals("server-1"), host, 7420);
    }

    static Design example() {
        try {
            String text = Files.readString(Path.of("..", "examples", "dns-name-proxy.belay"));
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
                                new DnsScript(
                                        Texts.of(Language.ENGLISH, DnsScript.class),
                                        cluster,
                                        ports,
                                        new Guard(() -> false, () -> "app-tokyo"),
                                        drawing));
    }

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

    static DnsScript script(WizardModel model) {
        return (DnsScript) model.script();
    }

    static void give(WizardModel model, There there) {
        give(model, DnsFixture.answers(there));
    }

    static void give(WizardModel model, String text) {
        script(model).answers().add(List.of(new Dated(new Document("pasted 1", text), NOW)));
    }
}
