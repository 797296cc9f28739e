package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.LabDescription.LabNode;
import dev.belay.app.enroll.BareLab;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.thing.Thing;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// From an empty canvas to a service that runs on three real agents, and back: by mouse and by
/// keyboard alone, in both languages.
@Tag("netns")
@ExtendWith(ApplicationExtension.class)
class NewcomerTest {
    private static final int VIP_MILLIS = 500;

    @TempDir private @Nullable Path folder;
    private @Nullable Path place;
    private @Nullable LiveStudio made;
    private @Nullable BareLab madeLab;
    private @Nullable Hands madeHands;

    @Start
    void start(Stage stage) throws IOException {
        made = LiveStudio.shown(stage, Objects.requireNonNull(folder));
    }

    @BeforeEach
    void hosts(FxRobot robot) throws Exception {
        // Short, as sockets lie below it.
        place = Files.createTempDirectory("belay-n");
        madeLab = BareLab.clusterOfHosts(place);
        madeHands = new Hands(robot, studio().scene());
    }

    @AfterEach
    void end(FxRobot robot) throws Exception {
        robot.interact(() -> studio().close());
        if (madeLab != null) {
            madeLab.close();
        }
        if (place != null) {
            Files.delete(place);
        }
    }

    @Test
    void an_empty_canvas_becomes_a_service_that_runs_and_all_of_it_is_undone(FxRobot robot)
            throws Exception {
        connect();
        for (Language language : Language.values()) {
            speak(robot, language);
            robot.push(KeyCode.CONTROL, KeyCode.N);
            dropWhatIsThere(() -> press(robot, "unsaved-drop"));
            drawByKeyboard(robot);
            robot.push(KeyCode.CONTROL, KeyCode.P);
            press(robot, "plan-apply");
            press(robot, "plan-confirm");
            assertApplied(language);
            press(robot, "plan-undo");
            press(robot, "plan-confirm");
            assertUndone(language);
            press(robot, "plan-leave");
        }
        // The mouse last: without a screen, what it has clicked seems pressed to the keys.
        for (Language language : Language.values()) {
            speak(robot, language);
            robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
            hands().click("welcome-draw");
            dropWhatIsThere(() -> hands().click("unsaved-drop"));
            drawByMouse(robot);
            hands().click("top-plan");
            hands().click("plan-apply");
            hands().click("plan-confirm");
            assertApplied(language);
            hands().click("plan-undo");
            hands().click("plan-confirm");
            assertUndone(language);
            hands().click("plan-leave");
        }
    }

    private void speak(FxRobot robot, Language language) {
        robot.interact(() -> studio().ui().languageProperty().set(language));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// The drawing of before is not saved: whoever begins another one is asked.
    private void dropWhatIsThere(Runnable drop) {
        if (studio().scene().getRoot().lookup("#unsaved-drop") != null) {
            drop.run();
        }
        hands().until(
                        "an empty design",
                        () ->
                                studio().design()
                                        .map(one -> one.things().all().isEmpty())
                                        .orElse(false));
        hands().see("palette-vip");
    }

    private void drawByMouse(FxRobot robot) {
        Point2D service = drop(robot, "service", 0.1, 0.1);
        hands().write("field-name", "web");
        Point2D port = lowestPort();
        Point2D vip = drop(robot, "vip", 0.1, 0.45);
        address("field-address", vip());
        hands().write("field-prefix", "24");
        robot.clickOn(service.add(4, 4));
        robot.moveTo(port)
                .press(MouseButton.PRIMARY)
                .moveTo(vip.add(4, 4))
                .release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertLinked();
        double across = 0.1;
        for (LabNode node : lab().nodes()) {
            drop(robot, across < 0.2 ? "admin" : "worker", across, 0.75);
            across += 0.3;
            hands().write("field-name", node.id());
            address("field-address", node.address());
        }
        assertDrawn();
    }

    private void address(String field, String text) {
        hands().write(field, text);
    }

    /// Drags an entry of the palette there.
    private Point2D drop(FxRobot robot, String entry, double across, double down) {
        int before = things().size();
        Point2D[] at = new Point2D[1];
        hands().see("topology-canvas");
        robot.interact(() -> {
            Parent root = studio().scene().getRoot();
            root.applyCss();
            root.layout();
            var canvas = root.lookup("#topology-canvas");
            Bounds bounds = canvas.getBoundsInLocal();
            at[0] = canvas.localToScreen(bounds.getWidth() * across, bounds.getHeight() * down);
        });
        robot.moveTo("#palette-" + entry)
                .press(MouseButton.PRIMARY)
                .moveTo(at[0])
                .release(MouseButton.PRIMARY);
        hands().until(entry + " is drawn", () -> things().size() > before);
        return at[0];
    }

    private Point2D lowestPort() {
        Point2D[] at = new Point2D[1];
        hands().until("ports", () -> !studio().scene().getRoot().lookupAll(".port").isEmpty());
        hands().robot()
                .interact(() -> {
                    studio().scene().getRoot().layout();
                    at[0] =
                            studio().scene().getRoot().lookupAll(".port").stream()
                                    .map(port -> {
                                        Bounds bounds = port.getBoundsInLocal();
                                        return port.localToScreen(
                                                bounds.getCenterX(), bounds.getCenterY());
                                    })
                                    .max(Comparator.comparingDouble(Point2D::getY))
                                    .orElseThrow();
                });
        return at[0];
    }

    private void drawByKeyboard(FxRobot robot) {
        put(robot, "vip");
        edit(robot);
        type(robot, "field-address", vip());
        type(robot, "field-prefix", "24");
        leave(robot);
        put(robot, "service");
        edit(robot);
        type(robot, "field-name", "web");
        leave(robot);
        robot.push(KeyCode.C);
        WaitForAsyncUtils.waitForFxEvents();
        robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertLinked();
        boolean isFirst = true;
        for (LabNode node : lab().nodes()) {
            put(robot, isFirst ? "admin" : "worker");
            isFirst = false;
            edit(robot);
            type(robot, "field-name", node.id());
            type(robot, "field-address", node.address());
            leave(robot);
        }
        assertDrawn();
    }

    private void put(FxRobot robot, String entry) {
        int before = things().size();
        robot.push(KeyCode.P);
        WaitForAsyncUtils.waitForFxEvents();
        for (int steps = 0; steps < 30 && !isFocused("palette-" + entry); steps++) {
            robot.push(KeyCode.DOWN);
            WaitForAsyncUtils.waitForFxEvents();
        }
        robot.push(KeyCode.ENTER);
        hands().until(entry + " is drawn", () -> things().size() > before);
    }

    private static void edit(FxRobot robot) {
        robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void leave(FxRobot robot) {
        robot.push(KeyCode.ESCAPE);
        hands().until("the canvas has the keyboard", () -> isFocused("topology-canvas"));
    }

    private void type(FxRobot robot, String field, String text) {
        Keyboard.tabTo(robot, studio().scene().getRoot(), field);
        robot.push(KeyCode.CONTROL, KeyCode.A).write(text);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(hands().read(field)).isEqualTo(text);
    }

    private void press(FxRobot robot, String id) {
        hands().see(id);
        Keyboard.press(robot, studio().scene().getRoot(), id);
    }

    private boolean isFocused(String id) {
        var node = studio().scene().getRoot().lookup("#" + id);
        return node != null && node.isFocused();
    }

    private void connect() {
        hands().click("rail-connections");
        hands().click("connections-add-first");
        hands().write("form-name", "lab");
        hands().write(
                        "form-addresses",
                        lab().nodes().stream()
                                .map(LabNode::address)
                                .collect(Collectors.joining("\n")));
        hands().write("form-user", "root");
        hands().write("form-port", Integer.toString(lab().nodes().getFirst().sshPort()));
        hands().write("form-key-file", lab().keyFile());
        hands().click("form-save");
        for (int asked = 0; asked < lab().nodes().size(); asked++) {
            hands().click("host-key-accept");
        }
        hands().until("the cluster answers", () -> studio().looksAtCluster());
    }

    private List<Thing> things() {
        return studio().design().map(one -> one.things().all()).orElse(List.of());
    }

    private void assertLinked() {
        Design design = studio().design().orElseThrow();
        assertThat(design.services())
                .singleElement()
                .satisfies(web ->
                        assertThat(web.resources())
                                .singleElement()
                                .isInstanceOf(VirtualIpResource.class));
    }

    private void assertDrawn() {
        Design design = studio().design().orElseThrow();
        assertThat(design.nodes())
                .map(Node::name)
                .containsExactlyInAnyOrderElementsOf(
                        lab().nodes().stream().map(LabNode::id).toList());
    }

    private void assertApplied(Language language) throws IOException {
        hands().awaitText(language == Language.JAPANESE ? "完了" : "Done");
        hands().awaitText(
                        language == Language.JAPANESE
                                ? "すべてのステップが適用され"
                                : "All steps are in force, and what they ask");
        assertThat(InetAddress.getByName(vip()).isReachable(VIP_MILLIS))
                .as("the virtual IP answers")
                .isTrue();
    }

    private void assertUndone(Language language) throws IOException {
        hands().awaitText(
                        language == Language.JAPANESE ? "すべて元に戻しました" : "All of it was taken back");
        assertThat(InetAddress.getByName(vip()).isReachable(VIP_MILLIS))
                .as("the virtual IP is gone")
                .isFalse();
    }

    private String vip() {
        String first = lab().nodes().getFirst().address();
        return first.substring(0, first.lastIndexOf('.')) + ".210";
    }

    private LiveStudio studio() {
        return Objects.requireNonNull(made);
    }

    private BareLab lab() {
        return Objects.requireNonNull(madeLab);
    }

    private Hands hands() {
        return Objects.requireNonNull(madeHands);
    }
}
