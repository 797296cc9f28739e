package dev.belay.app.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.config.ConfigFixture;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
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

/// A proxy is put in force by keyboard alone.
@ExtendWith(ApplicationExtension.class)
class ProxyWizardTest {
    private static final int PATIENCE_SECONDS = 20;

    private final DesignFixture designs = Samples.cluster();
    private final EditedDrawing drawing = new EditedDrawing();
    private final Map<String, String> saved = new HashMap<>();
    @TempDir private @Nullable Path folder;
    private @Nullable Ui madeUi;
    private @Nullable WizardsView madeView;
    private @Nullable StackPane madeRoot;

    @Start
    void start(Stage stage) throws AgentException {
        designs.keep(Samples.design(designs).with(Samples.caller()));
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
        ui.reduceMotionProperty().set(true);
        WizardModel.Ports ports =
                new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> Samples.NOW);
        Overlay overlay = new Overlay(ui);
        Path conf = Objects.requireNonNull(folder).resolve("squid.conf");
        WizardsView view =
                new WizardsView(
                        ui,
                        List.of(
                                ProxyOffer.of(
                                        ui,
                                        new ProxyPort(designs, new ConfigFixture(Samples.NOW)),
                                        new Guard(() -> false, () -> "edge-tokyo"),
                                        ports,
                                        drawing,
                                        new ProxyOffer.Files(
                                                saved::put, window -> Optional.of(conf)))),
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

    @ParameterizedTest
    @EnumSource(Language.class)
    void from_the_form_to_the_runbook_with_a_bad_squid_conf(Language language, FxRobot robot)
            throws IOException, TimeoutException {
        boolean isJapanese = language == Language.JAPANESE;
        Files.writeString(Objects.requireNonNull(folder).resolve("squid.conf"), Samples.BAD_CONF);
        robot.interact(() -> {
            Objects.requireNonNull(madeUi).languageProperty().set(language);
            drawing.editor().begun(designs.kept());
        });
        press(robot, "wizard-open-proxy");
        type(robot, "name", "squid");
        type(robot, "host", "no host");
        assertThat(shown())
                .contains(isJapanese ? "プロキシの名前かアドレスが必要" : "the proxy’s name or address");
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write("192.168.10.200");
        press(robot, "proxy-user-gw-1");
        press(robot, "proxy-user-gw-2");
        tabTo(robot, "proxy-scope-SCRIPTS");
        robot.push(KeyCode.UP);
        WaitForAsyncUtils.waitForFxEvents();
        type(robot, "sources", "10.0.0.0/16");
        assertThat(shown()).contains(isJapanese ? "squid 経由" : "through squid");
        assertThat(shown()).contains(isJapanese ? "squid の範囲外" : "not in the scope of squid");
        press(robot, "proxy-squid-file");
        WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS,
                TimeUnit.SECONDS,
                () -> ((TextArea) find("proxy-squid")).getText().equals(Samples.BAD_CONF));
        press(robot, "wizard-next");
        assertThat(shown()).contains(isJapanese ? "4 行目" : "line 4");
        assertThat(shown()).contains(isJapanese ? "AWS を呼び出す" : "calls AWS");
        press(robot, "wizard-next");
        assertThat(shown()).contains(isJapanese ? "追加 3 行、削除 1 行" : "3 lines added, 1 taken out");
        press(robot, "proxy-file-save");
        assertThat(saved.get("squid.conf"))
                .endsWith("http_access allow myacl\nhttp_access deny all\n");
        assertThat(designs.kept().proxies()).as("up to the review nothing is done").isEmpty();
        press(robot, "wizard-next");
        if (!model().isFinished()) {
            press(robot, "wizard-next");
        }
        Proxy squid = designs.kept().find(new ThingId("squid"), Proxy.class).orElseThrow();
        assertThat(squid.scope()).isEqualTo(ProxyScope.CLOUD_CALLS);
        assertThat(squid.users()).containsExactly(new ThingId("gw-1"), new ThingId("gw-2"));
        assertThat(drawing.now().orElseThrow().proxies()).hasSize(1);
        assertThat(shown()).contains("sudo squid -k parse -f squid.conf.new");
        press(robot, "runbook-markdown");
        assertThat(saved.get("belay-proxy-runbook.md"))
                .contains(isJapanese ? "## 手作業で行うこと" : "## Left to you");
    }

    @Test
    void the_keyboard_keeps_its_place_while_choices_change_the_form(FxRobot robot) {
        robot.interact(() -> {
            designs.keep(designs.kept().with(Samples.other()));
            drawing.editor().begun(designs.kept());
        });
        press(robot, "wizard-open-proxy");
        tabTo(robot, "proxy-new");
        robot.push(KeyCode.DOWN);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(find("proxy-known-other").isFocused()).isTrue();
        assertThat(Keyboard.labels(madeRoot)).contains("192.168.10.201");
        tabTo(robot, "proxy-SQUID");
        robot.push(KeyCode.RIGHT);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(find("proxy-OTHER").isFocused()).isTrue();
        assertThat(Objects.requireNonNull(madeRoot).lookup("#proxy-sources")).isNull();
    }

    private void type(FxRobot robot, String field, String text) {
        tabTo(robot, "proxy-" + field);
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
