package dev.belay.app.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.answers.AnswerPlaces;
import dev.belay.app.answers.Desk;
import dev.belay.app.design.CloudAnswers;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
import dev.belay.app.dns.DnsFixture.There;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.Rehearsal;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A service gets its name by keyboard alone.
@ExtendWith(ApplicationExtension.class)
class DnsWizardTest {
    private final DesignFixture designs = DnsTrial.threeNodes();
    private final EditedDrawing drawing = new EditedDrawing();
    private final Map<String, String> saved = new HashMap<>();
    private There there = There.NOTHING;
    @TempDir private @Nullable Path folder;
    private @Nullable Ui madeUi;
    private @Nullable WizardsView madeView;
    private @Nullable StackPane madeRoot;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
        ui.reduceMotionProperty().set(true);
        WizardModel.Ports ports =
                new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> DnsTrial.NOW);
        Overlay overlay = new Overlay(ui);
        Desk desk =
                new Desk(
                        drawing,
                        new CloudAnswers(Runnable::run, Runnable::run),
                        new AnswerPlaces(Optional::empty, this::written),
                        saved::put);
        WizardsView view =
                new WizardsView(
                        ui,
                        List.of(
                                DnsOffer.of(
                                        ui,
                                        DnsTrial.cluster(designs),
                                        new Guard(() -> false, () -> "app-tokyo"),
                                        ports,
                                        desk)),
                        new Drafts(
                                Objects.requireNonNull(folder).resolve("drafts"),
                                Runnable::run,
                                Runnable::run),
                        overlay,
                        saved::put);
        StackPane root = new StackPane(view.root(), overlay);
        Scene scene = new Scene(root, 1364, 824);
        ui.dress(scene);
        stage.setScene(scene);
        stage.show();
        madeUi = ui;
        madeView = view;
        madeRoot = root;
    }

    private List<Path> written() {
        try {
            Path file = Objects.requireNonNull(folder).resolve("zone.json");
            Files.writeString(file, DnsFixture.answers(there));
            return List.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void draw(FxRobot robot, Language language) {
        robot.interact(() -> {
            Objects.requireNonNull(madeUi).languageProperty().set(language);
            drawing.editor().begun(DnsTrial.example());
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_drawn_name_is_put_in_force_by_keyboard_alone(Language language, FxRobot robot) {
        draw(robot, language);
        press(robot, "wizard-open-dns");
        assertThat(((TextField) Keyboard.find(madeRoot, "dns-host")).getText())
                .isEqualTo("app.example.com");
        press(robot, "dns-deleted");
        press(robot, "dns-files");
        assertThat(shown())
                .contains("route53 get-hosted-zone, route53 list-resource-record-sets · 1");
        press(robot, "wizard-next");
        assertThat(model().missing()).as(Rehearsal.bad(model())).isEmpty();
        press(robot, "wizard-next");
        assertThat(shown()).contains("route53:ChangeResourceRecordSets").contains("DELETE");
        press(robot, "dns-policy-save");
        assertThat(saved.get("belay-policy.json")).contains("app.example.com");
        assertThat(designs.kept().dnsRecords()).as("up to the review nothing is done").isEmpty();
        press(robot, "wizard-next");
        if (!model().isFinished()) {
            press(robot, "wizard-next");
        }
        DnsRecord record =
                designs.kept().find(new ThingId("app-name"), DnsRecord.class).orElseThrow();
        assertThat(record.deleteOnStop()).isTrue();
        assertThat(drawing.now().orElseThrow().dnsRecords())
                .containsExactly(
                        record.withFrame(DnsTrial.example().dnsRecords().getFirst().frame()));
        press(robot, "runbook-markdown");
        assertThat(saved.get("belay-dns-runbook.md")).contains("app.example.com A");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_stands_in_the_way_is_on_the_screen(Language language, FxRobot robot) {
        there = There.ALIAS;
        draw(robot, language);
        press(robot, "wizard-open-dns");
        press(robot, "dns-files");
        press(robot, "wizard-next");
        assertThat(shown())
                .contains(
                        language == Language.JAPANESE
                                ? "app.example.com はエイリアスです"
                                : "app.example.com is an alias");
        assertThat(Keyboard.find(madeRoot, "wizard-next").isDisabled()).isTrue();
    }

    private WizardModel model() {
        return Objects.requireNonNull(madeView).model().orElseThrow();
    }

    private void press(FxRobot robot, String id) {
        Keyboard.press(robot, madeRoot, id);
    }

    private String shown() {
        return Keyboard.labels(madeRoot);
    }
}
