package dev.belay.app.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.DrawnMembers;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.InForce;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.design.Design;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class EnrollWizardTest {
    private static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");

    private final DesignFixture designs = DesignFixture.voters("edge-tokyo", NOW, "gw-1", "gw-2");
    private final EditedDrawing drawing = new EditedDrawing();
    private final EnrollFixture hosts = new EnrollFixture(() -> NOW);
    private final Map<String, String> saved = new HashMap<>();
    private long nanos;
    @TempDir private @Nullable Path folder;
    private @Nullable Ui madeUi;
    private @Nullable WizardsView madeView;
    private @Nullable Drafts madeDrafts;
    private @Nullable StackPane madeRoot;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> nanos);
        ui.reduceMotionProperty().set(true);
        WizardModel.Ports ports =
                new WizardModel.Ports(Runnable::run, Runnable::run, () -> nanos, () -> NOW);
        Path place = Objects.requireNonNull(folder);
        NodeBook book =
                new NodeBook(
                        hosts,
                        new SingleStore(place.resolve("hosts.json")),
                        Runnable::run,
                        Runnable::run,
                        Runnable::run,
                        () -> nanos);
        book.put(hosts.host("gw-1", true, false), null);
        book.put(hosts.host("gw-2", true, true), null);
        book.put(hosts.host("gw-3", true, true), null);
        Drafts drafts = new Drafts(place.resolve("wizards"), Runnable::run, Runnable::run);
        Overlay overlay = new Overlay(ui);
        WizardsView view =
                new WizardsView(
                        ui,
                        EnrollOffers.of(
                                ui,
                                book,
                                ports,
                                overlay,
                                new DrawnMembers(designs, drawing, ports),
                                drawing,
                                () -> {}),
                        drafts,
                        overlay,
                        saved::put);
        StackPane root = new StackPane(view.root(), overlay);
        Scene scene = new Scene(root, 1364, 824);
        ui.dress(scene);
        stage.setScene(scene);
        stage.show();
        madeUi = ui;
        madeView = view;
        madeDrafts = drafts;
        madeRoot = root;
    }

    private Node find(String id) {
        return Keyboard.find(madeRoot, id);
    }

    private WizardModel model() {
        return Objects.requireNonNull(madeView).model().orElseThrow();
    }

    private Ui ui() {
        return Objects.requireNonNull(madeUi);
    }

    private void tabTo(FxRobot robot, String id) {
        Keyboard.tabTo(robot, madeRoot, id);
    }

    private void press(FxRobot robot, String id) {
        Keyboard.press(robot, madeRoot, id);
    }

    private void choose(FxRobot robot, String node) {
        tabTo(robot, "node-way-gw-1");
        while (!find(node).isFocused()) {
            robot.push(KeyCode.DOWN);
        }
        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void beat(FxRobot robot) {
        robot.interact(() -> {
            nanos += 1_000_000_000L;
            ui().beat();
        });
    }

    private void walkToTheToken(FxRobot robot) {
        press(robot, "wizard-open-enroll");
        choose(robot, "node-way-gw-1");
        tabTo(robot, "enroll-cluster");
        robot.write("edge-tokyo");
        tabTo(robot, "enroll-workers");
        robot.push(KeyCode.UP);
        press(robot, "wizard-next");
        assertThat(model().missing()).isEmpty();
        press(robot, "wizard-next");
        press(robot, "wizard-next");
        assertThat(model().page()).isEqualTo(EnrollScript.ENROLL);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void three_hosts_become_admin_and_two_workers_by_keyboard_alone(
            Language language, FxRobot robot) throws Exception {
        robot.interact(() -> ui().languageProperty().set(language));
        walkToTheToken(robot);
        assertThat(drawnAndSpoken()).contains("edge-tokyo").doesNotContain(EnrollFixture.CANARY);
        press(robot, "token-copy");
        assertThat(drawnAndSpoken()).doesNotContain(EnrollFixture.CANARY);
        press(robot, "token-show");
        assertThat(drawnAndSpoken()).contains(EnrollFixture.CANARY);
        press(robot, "token-show");
        assertThat(drawnAndSpoken()).doesNotContain(EnrollFixture.CANARY);
        String[] clip = new String[1];
        robot.interact(() -> clip[0] = Clipboard.getSystemClipboard().getString());
        assertThat(clip[0]).contains(EnrollFixture.CANARY);
        assertThat(((Button) find("token-copy")).getText()).contains("30");
        press(robot, "token-send");
        press(robot, "send-go");
        for (int second = 0; second < 6; second++) {
            beat(robot);
        }
        assertThat(find("candidate-gw-2").getAccessibleText()).startsWith("gw-2");
        press(robot, "wizard-next");
        assertThat(model().isFinished()).isTrue();
        assertThat(hosts.calls())
                .containsExactly("keys gw-1", "prepare gw-1", "join gw-2", "join gw-3", "end gw-1");
        assertThat(model().script().facts(false)).allMatch(fact -> fact.good()).hasSize(4);
        Design before = InForce.ask(designs).design();
        Design alone = before.withThings(before.things().without(new ThingId("gw-2")));
        robot.interact(() -> drawing.editor().begun(alone));
        press(robot, "enroll-draw");
        assertThat(((Label) find("enroll-drawn")).getText()).contains("gw-2.example.com");
        assertThat(drawing.now().orElseThrow().nodes()).hasSize(2);
        robot.interact(() -> drawing.editor().undo());
        assertThat(drawing.now()).contains(alone);
        press(robot, "runbook-markdown");
        press(robot, "runbook-html");
        assertThat(saved).hasSize(2);
        saved.values().forEach(text -> assertThat(text).doesNotContain(EnrollFixture.CANARY));
        assertThat(shownTexts()).doesNotContain(EnrollFixture.CANARY);
        assertNothingOnTheDisk();
        robot.interact(() -> clip[0] = Clipboard.getSystemClipboard().getString());
        assertThat(clip[0]).as("cleared with the end of enrollment").doesNotContain("pin-sha256");
    }

    @Test
    void the_clipboard_is_cleared_after_half_a_minute_unless_it_changed(FxRobot robot) {
        walkToTheToken(robot);
        press(robot, "token-copy");
        for (int second = 0; second < 29; second++) {
            beat(robot);
        }
        assertThat(((Button) find("token-copy")).getText()).contains("1 s");
        beat(robot);
        robot.interact(() ->
                assertThat(Clipboard.getSystemClipboard().getString())
                        .doesNotContain(EnrollFixture.CANARY));
        assertThat(((Button) find("token-copy")).getText()).isEqualTo("Copy token");
    }

    @Test
    void a_dry_run_walks_to_the_end_and_changes_nothing(FxRobot robot) {
        press(robot, "wizard-open-enroll");
        choose(robot, "node-way-gw-1");
        press(robot, "wizard-dry");
        for (int page = 0; page < 4; page++) {
            press(robot, "wizard-next");
        }
        assertThat(model().isFinished()).isTrue();
        assertThat(hosts.calls()).isEmpty();
        assertThat(shownTexts()).contains("Dry run: nothing was changed");
    }

    @Test
    void leaving_is_asked_about_while_enrollment_is_open_and_the_draft_resumes(FxRobot robot)
            throws Exception {
        walkToTheToken(robot);
        press(robot, "wizard-leave");
        press(robot, "leave-stay");
        assertThat(model().page()).isEqualTo(EnrollScript.ENROLL);
        press(robot, "wizard-leave");
        press(robot, "leave-anyway");
        assertNothingOnTheDisk();
        Drafts again =
                new Drafts(
                        Objects.requireNonNull(folder).resolve("wizards"),
                        Runnable::run,
                        Runnable::run);
        assertThat(again.all()).hasSize(1);
        assertThat(again.all().getFirst().fields()).containsEntry("cluster", "edge-tokyo");
        press(robot, "draft-resume-enroll");
        assertThat(model().page().id()).isEqualTo("preflight");
        assertThat(model().script().fields()).containsEntry("workers", "2");
    }

    @Test
    void ending_warns_when_somebody_is_in_the_middle(FxRobot robot) {
        walkToTheToken(robot);
        press(robot, "token-send");
        press(robot, "send-go");
        beat(robot);
        press(robot, "wizard-next");
        assertThat(hosts.calls()).doesNotContain("end gw-1");
        press(robot, "end-stay");
        assertThat(model().page()).isEqualTo(EnrollScript.ENROLL);
    }

    @Test
    void an_opening_whose_answer_never_came_is_read_back_and_opened_anew(FxRobot robot) {
        hosts.refuse(
                "prepare gw-1",
                AgentException.Kind.UNKNOWN,
                new ApiError("no-answer", "an answer", "silence", "read it back"));
        walkToTheToken(robot);
        assertThat(model().operation().state()).isEqualTo(Operation.State.UNKNOWN);
        assertThat(((Label) find("wizard-missing")).getText()).contains("read it back");
        press(robot, "apply-read-back");
        assertThat(model().operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(find("token-copy").isDisabled()).isFalse();
    }

    /// What a picture of the window could show, or a screen reader could say.
    private String drawnAndSpoken() {
        StringBuilder all = new StringBuilder();
        Objects.requireNonNull(madeRoot).lookupAll("*").stream()
                .map(node ->
                        (node instanceof Text text ? text.getText() : "")
                                + '\n'
                                + node.getAccessibleText()
                                + '\n'
                                + node.getAccessibleHelp())
                .forEach(text -> all.append(text).append('\n'));
        return all.toString();
    }

    private String shownTexts() {
        StringBuilder texts = new StringBuilder();
        Objects.requireNonNull(madeRoot).lookupAll(".label").stream()
                .filter(Label.class::isInstance)
                .map(Label.class::cast)
                .forEach(label -> texts.append(label.getText()).append('\n'));
        Objects.requireNonNull(madeRoot).lookupAll(".token-text").stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .forEach(text -> texts.append(text.getText()).append('\n'));
        return texts.toString();
    }

    private void assertNothingOnTheDisk() throws IOException {
        assertThat(Objects.requireNonNull(madeDrafts).all()).isNotEmpty();
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain(EnrollFixture.CANARY)
                        .doesNotContain("pin-sha256");
            }
        }
    }
}
