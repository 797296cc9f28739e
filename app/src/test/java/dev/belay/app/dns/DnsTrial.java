package dev.belay.app.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
import dev.belay.app.dns.DnsFixture.There;
import dev.belay.app.protect.ProtectFixture;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Preflight.Row;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
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
    @TempDir private @Nullable Path folder;
    private @Nullable Drafts madeDrafts;

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
    void drafts() {
        madeDrafts = new Drafts(Objects.requireNonNull(folder), Runnable::run, Runnable::run);
    }

    final void silence() {
        designs.fail(
                new AgentException(
                        AgentException.Kind.UNREACHABLE,
                        new ApiError("no-answer", "an answer", "silence", "look again"),
                        null));
    }

    private WizardModel open() {
        WizardModel.Ports ports =
                new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> NOW);
        return new WizardModel(
                new DnsScript(
                        Texts.of(Language.ENGLISH, DnsScript.class),
                        cluster,
                        ports,
                        new Guard(() -> false, () -> "app-tokyo"),
                        drawing),
                Texts.of(Language.ENGLISH, WizardsView.class),
                Objects.requireNonNull(madeDrafts),
                ports);
    }

    final WizardModel begun() {
        WizardModel model = open();
        model.begin();
        return model;
    }

    /// One that is gone on with after this one was left.
    final WizardModel resumed(WizardModel left) {
        left.leave();
        WizardModel again = open();
        again.resume(Objects.requireNonNull(madeDrafts).all().getFirst());
        return again;
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

    static void steps(WizardModel model, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(model.missing()).as("on %s: %s", model.page().id(), bad(model)).isEmpty();
            model.next();
        }
    }

    static String bad(WizardModel model) {
        StringBuilder all = new StringBuilder();
        for (Row row : model.preflight().rows()) {
            Finding finding = row.finding();
            if (finding != null && finding.error() != null) {
                all.append(row.check().id()).append(": ").append(finding.error()).append('\n');
            }
        }
        return all.toString();
    }

    static Finding finding(WizardModel model, String check) {
        return model.preflight().rows().stream()
                .filter(row -> row.check().id().equals(check))
                .map(Row::finding)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError(check));
    }
}
