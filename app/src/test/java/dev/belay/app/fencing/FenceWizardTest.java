package dev.belay.app.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.api.FenceTest;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Guard;
import dev.belay.app.design.InForce;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceAction;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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

/// The wizard of fence devices, by keyboard.
@ExtendWith(ApplicationExtension.class)
class FenceWizardTest {
    private final DesignFixture design = FenceSamples.design();
    private final FencingFixture fencing = new FencingFixture(design, FenceSamples.NOW);
    private final Map<String, String> saved = new HashMap<>();
    private boolean isProtected;
    @TempDir private @Nullable Path folder;
    private @Nullable Ui madeUi;
    private @Nullable WizardsView madeView;
    private @Nullable StackPane madeRoot;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
        ui.reduceMotionProperty().set(true);
        WizardModel.Ports ports =
                new WizardModel.Ports(
                        Runnable::run, Runnable::run, () -> 0, () -> FenceSamples.NOW);
        Overlay overlay = new Overlay(ui);
        WizardsView view =
                new WizardsView(
                        ui,
                        List.of(
                                FenceOffer.of(
                                        ui,
                                        fencing,
                                        new Guard(() -> isProtected, () -> "edge-tokyo"),
                                        ports,
                                        Drawing.none())),
                        new Drafts(
                                Objects.requireNonNull(folder).resolve("wizards"),
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

    private void draw(FenceDevice... devices) throws AgentException {
        Design drawn = InForce.ask(fencing).design();
        for (FenceDevice device : devices) {
            drawn = drawn.with(device);
        }
        design.keep(drawn);
    }

    private static FenceDevice device(String id) {
        return FenceDevice.of(new ThingId(id), id, "fence_apc_snmp")
                .withTargets(List.of(new ThingId("gw-1")));
    }

    private void fill(FxRobot robot) {
        type(robot, "fence-name", "bmc-rack-1");
        type(robot, "fence-agent", "fence_ipmilan");
        type(robot, "fence-address", "10.0.9.21");
        press(robot, "fence-target-gw-1");
        press(robot, "fence-target-gw-2");
        type(robot, "fence-secret-value-0", "hunter2");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_device_is_put_in_force_and_tested_by_keyboard_alone(Language language, FxRobot robot) {
        speak(language, robot);
        press(robot, "wizard-open-fence");
        assertThat(next().isDisabled()).isTrue();
        tabTo(robot, "fence-name");
        robot.write("bmc-rack-1");
        type(robot, "fence-agent", "fence_ipmilan");
        type(robot, "fence-address", "10.0.9.21");
        tabTo(robot, "fence-action-REBOOT");
        robot.push(KeyCode.RIGHT);
        press(robot, "fence-target-gw-1");
        press(robot, "fence-target-gw-2");
        type(robot, "fence-port-gw-2", "slot-4");
        type(robot, "fence-secret-value-0", "hunter2");
        type(robot, "fence-parameters", "lanplus=1");
        press(robot, "fence-automatic");
        press(robot, "wizard-next");
        assertThat(model().page()).isEqualTo(Page.PREFLIGHT);
        assertThat(model().missing()).isEmpty();
        press(robot, "wizard-next");
        assertThat(fencing.calls()).as("up to the review nothing is done").isEmpty();
        assertThat(next().getText())
                .isEqualTo(japanese(language, "適用して試験", "Put in force and test"));
        assertThat(next().getStyleClass()).contains("primary");
        press(robot, "wizard-next");
        assertThat(model().operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(fencing.calls())
                .containsExactly("begin", "tell bmc-rack-1/password", "test gw-1", "test gw-2");
        FenceDevice put = design.kept().fenceDevices().getFirst();
        assertThat(put.action()).isEqualTo(FenceAction.OFF);
        assertThat(put.ports()).containsExactly(Map.entry("gw-2", "slot-4"));
        assertThat(put.parameters()).containsExactly(Map.entry("lanplus", "1"));
        press(robot, "wizard-next");
        assertThat(shown())
                .contains(
                        japanese(
                                language,
                                "電源オン · 218 ms · gw-1 から問い合わせ",
                                "power on · 218 ms · asked by gw-1"),
                        japanese(language, "自動でフェンシング", "fenced automatically"));
        press(robot, "runbook-markdown");
        assertThat(saved.values())
                .singleElement()
                .asString()
                .contains("belay fence test gw-2")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void arrow_keys_choose_the_device_to_remove(Language language, FxRobot robot)
            throws AgentException {
        draw(device("bmc"), device("pdu"));
        speak(language, robot);
        press(robot, "wizard-open-fence");
        tabTo(robot, "fence-NEW");
        robot.push(KeyCode.RIGHT);
        robot.push(KeyCode.RIGHT);
        tabTo(robot, "fence-device-bmc");
        robot.push(KeyCode.SPACE);
        robot.push(KeyCode.DOWN);
        assertThat(find("fence-device-pdu").isFocused()).as("the keyboard stays there").isTrue();
        assertThat(script().form().device()).isEqualTo("pdu");
        press(robot, "wizard-next");
        press(robot, "wizard-next");
        assertThat(next().getText()).isEqualTo(japanese(language, "pdu を削除", "Remove pdu"));
        assertThat(next().getStyleClass()).contains("destructive");
        press(robot, "wizard-next");
        assertThat(model().operation().state()).isEqualTo(Operation.State.DONE);
        assertThat(design.kept().fenceDevices())
                .extracting(FenceDevice::name)
                .containsExactly("bmc");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_failed_test_says_what_to_do_and_is_taken_back(Language language, FxRobot robot) {
        fencing.power("gw-2", FenceTest.Power.OFF);
        speak(language, robot);
        press(robot, "wizard-open-fence");
        fill(robot);
        press(robot, "wizard-next");
        press(robot, "wizard-next");
        press(robot, "wizard-next");
        assertThat(model().operation().state()).isEqualTo(Operation.State.FAILED);
        assertThat(shown())
                .contains(
                        japanese(
                                language,
                                "名前またはプラグは、別の機器のものかもしれません。",
                                "probably belongs to another machine"));
        press(robot, "apply-undo");
        assertThat(model().operation().state()).isEqualTo(Operation.State.UNDONE);
        assertThat(design.kept().fenceDevices()).isEmpty();
        press(robot, "wizard-next");
        assertThat(shown())
                .contains(
                        japanese(
                                language, "以前の設計が適用されています", "the former design is in force again"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_is_wrong_stands_at_its_field_and_goes_when_it_is_right(
            Language language, FxRobot robot) {
        speak(language, robot);
        press(robot, "wizard-open-fence");
        fill(robot);
        tabTo(robot, "fence-address");
        robot.push(KeyCode.END);
        robot.write("99");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(wrong("fence-address"))
                .contains(
                        "10.0.9.2199", japanese(language, "IP アドレスが必要", "An IP address is wanted"));
        assertThat(find("fence-address").getStyleClass()).contains("invalid");
        assertThat(next().isDisabled()).isTrue();
        robot.push(KeyCode.BACK_SPACE);
        robot.push(KeyCode.BACK_SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(find("fence-address-wrong").isVisible()).isFalse();
        assertThat(next().isDisabled()).isFalse();
        robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(model().page()).as("Enter belongs to what leads on").isEqualTo(Page.PREFLIGHT);
    }

    @Test
    void secrets_are_added_and_taken_out_by_keyboard(FxRobot robot) {
        press(robot, "wizard-open-fence");
        press(robot, "fence-secret-add");
        assertThat(find("fence-secret-name-1").isFocused()).isTrue();
        robot.write("snmp_priv_passwd");
        assertThat(script().secrets().names()).containsExactly("password", "snmp_priv_passwd");
        press(robot, "fence-secret-remove-0");
        assertThat(find("fence-secret-add").isFocused()).isTrue();
        assertThat(script().secrets().names()).containsExactly("snmp_priv_passwd");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_cluster_that_does_not_answer_is_asked_again(Language language, FxRobot robot) {
        design.fail(
                new AgentException(
                        AgentException.Kind.UNREACHABLE,
                        new ApiError("no-tunnel", "a tunnel", "none", "connect first"),
                        null));
        speak(language, robot);
        press(robot, "wizard-open-fence");
        assertThat(find("fence-silent").isVisible()).isTrue();
        assertThat(model().missing())
                .isEqualTo(japanese(language, "クラスターが応答していません", "The cluster has not answered"));
        design.fail(null);
        press(robot, "fence-ask-again");
        assertThat(find("fence-name").isVisible()).isTrue();
    }

    @Test
    void on_a_protected_cluster_its_name_is_typed_first(FxRobot robot) {
        isProtected = true;
        press(robot, "wizard-open-fence");
        fill(robot);
        press(robot, "wizard-next");
        press(robot, "wizard-next");
        assertThat(next().isDisabled()).isTrue();
        type(robot, "fence-typed", "edge-tokyo");
        assertThat(next().isDisabled()).isFalse();
    }

    private String wrong(String field) {
        return ((Label) find(field + "-wrong")).getText();
    }

    private void type(FxRobot robot, String id, String text) {
        tabTo(robot, id);
        robot.write(text);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void speak(Language language, FxRobot robot) {
        robot.interact(() -> Objects.requireNonNull(madeUi).languageProperty().set(language));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String japanese(Language language, String japanese, String english) {
        return language == Language.JAPANESE ? japanese : english;
    }

    private WizardModel model() {
        return Objects.requireNonNull(madeView).model().orElseThrow();
    }

    private FenceScript script() {
        return (FenceScript) model().script();
    }

    private Button next() {
        return (Button) find("wizard-next");
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
