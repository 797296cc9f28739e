package dev.belay.app.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
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
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Service;
import dev.belay.reach.AgentException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
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

/// A service gets its address by keyboard alone.
@ExtendWith(ApplicationExtension.class)
class ProtectWizardTest {
    private static final Instant NOW = ProtectTrial.NOW;

    private final DesignFixture designs = ProtectTrial.threeNodes();
    private final EditedDrawing drawing = new EditedDrawing();
    private final Map<String, String> saved = new HashMap<>();
    @TempDir private @Nullable Path folder;
    private @Nullable Ui madeUi;
    private @Nullable WizardsView madeView;
    private @Nullable StackPane madeRoot;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
        ui.reduceMotionProperty().set(true);
        WizardModel.Ports ports =
                new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> NOW);
        Overlay overlay = new Overlay(ui);
        WizardsView view =
                new WizardsView(
                        ui,
                        List.of(
                                ProtectOffer.of(
                                        ui,
                                        new ProtectFixture(designs, NOW),
                                        new Guard(() -> false, () -> "edge-tokyo"),
                                        ports,
                                        drawing)),
                        new Drafts(Objects.requireNonNull(folder), Runnable::run, Runnable::run),
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

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_service_gets_its_address_by_keyboard_alone(Language language, FxRobot robot)
            throws AgentException {
        Design before = InForce.ask(designs).design();
        robot.interact(() -> {
            Objects.requireNonNull(madeUi).languageProperty().set(language);
            drawing.editor().begun(before);
        });
        press(robot, "wizard-open-vip");
        type(robot, "name", "web");
        type(robot, "address", "10.0.110.200");
        assertThat(shown())
                .contains(
                        language == Language.JAPANESE
                                ? "プレフィックス長付き"
                                : "an address with its prefix");
        robot.write("/24");
        tabTo(robot, "protect-NONE");
        robot.push(KeyCode.RIGHT).push(KeyCode.RIGHT);
        WaitForAsyncUtils.waitForFxEvents();
        type(robot, "agent", "nginx");
        tabTo(robot, "protect-home");
        robot.push(KeyCode.DOWN).push(KeyCode.DOWN);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(((ComboBox<?>) find("protect-home")).getValue()).isEqualTo("gw-2");
        press(robot, "wizard-next");
        assertThat(model().missing()).isEmpty();
        press(robot, "wizard-next");
        assertThat(designs.kept().services()).as("up to the review nothing is done").isEmpty();
        press(robot, "wizard-next");
        if (!model().isFinished()) {
            press(robot, "wizard-next");
        }
        Service web = designs.kept().services().getFirst();
        assertThat(web.resources().getLast()).isInstanceOf(OcfResource.class);
        assertThat(web.constraints()).hasSize(1);
        assertThat(shown())
                .contains(language == Language.JAPANESE ? "gw-1 でアクティブ" : "active on gw-1");
        assertThat(shown())
                .contains(
                        language == Language.JAPANESE
                                ? "図にも入れました"
                                : "has it too; one Undo there takes it out");
        assertThat(drawing.now().orElseThrow().services()).containsExactly(web);
        robot.interact(() -> drawing.editor().undo());
        assertThat(drawing.now()).contains(before);
        press(robot, "runbook-markdown");
        assertThat(saved.values()).singleElement().asString().contains("POST /v1/operations");
    }

    @Test
    void a_drawn_service_fills_the_form(FxRobot robot) throws AgentException {
        Service shop = ProtectFixture.shop().withName("Shop");
        Design mine = InForce.ask(designs).design().with(ProtectFixture.shopAddress()).with(shop);
        robot.interact(() -> drawing.editor().begun(mine));
        press(robot, "wizard-open-vip");
        press(robot, "protect-drawn-shop");
        assertThat(((TextField) find("protect-name")).getText()).isEqualTo("shop");
        assertThat(((TextField) find("protect-unit")).getText()).isEqualTo("nginx.service");
        press(robot, "wizard-next");
        press(robot, "wizard-next");
        press(robot, "wizard-next");
        assertThat(designs.kept().services()).containsExactly(shop);
        assertThat(drawing.now()).contains(mine);
        if (!model().isFinished()) {
            press(robot, "wizard-next");
        }
        press(robot, "done-undo");
        assertThat(model().operation().state()).isEqualTo(Operation.State.UNDONE);
        assertThat(designs.kept().services()).isEmpty();
        assertThat(drawing.now()).as("what was drawn before stays drawn").contains(mine);
    }

    private void type(FxRobot robot, String field, String text) {
        tabTo(robot, "protect-" + field);
        robot.write(text);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private WizardModel model() {
        return Objects.requireNonNull(madeView).model().orElseThrow();
    }

    private Node find(String id) {
        return Keyboard.find(madeRoot, id);
    }

    private void tabTo(FxRobot robot, String id) {
        Keyboard.tabTo(robot, madeRoot, id);
    }

    private void press(FxRobot robot, String id) {
        Keyboard.press(robot, madeRoot, id);
    }

    private String shown() {
        return Keyboard.labels(madeRoot);
    }
}
