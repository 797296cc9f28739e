package dev.belay.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ConfigViewTest {
    private final ConfigFixture cluster = new ConfigFixture(Instant.EPOCH).empty();
    private @Nullable Ui madeUi;
    private @Nullable ConfigModel madeModel;
    private @Nullable StackPane madeRoot;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
        ui.reduceMotionProperty().set(true);
        Overlay overlay = new Overlay(ui);
        ConfigModel model =
                new ConfigModel(cluster, cluster, Runnable::run, Runnable::run, () -> 0);
        ConfigView view =
                new ConfigView(ui, model, overlay, () -> Optional.of(Path.of("/srv/Edge nginx")));
        StackPane root = new StackPane(view.root(), overlay);
        Scene scene = new Scene(root, 1280, 820);
        ui.dress(scene);
        stage.setScene(scene);
        stage.show();
        view.shown();
        madeUi = ui;
        madeModel = model;
        madeRoot = root;
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

    private void write(FxRobot robot, String id, String text) {
        tabTo(robot, id);
        robot.write(text);
    }

    private boolean says(String text) {
        return Objects.requireNonNull(madeRoot).lookupAll(".label").stream()
                .filter(node -> node.isVisible() && node instanceof Label)
                .anyMatch(node -> ((Label) node).getText().contains(text));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_first_set_is_published_by_keyboard_alone(Language language, FxRobot robot) {
        robot.interact(() -> Objects.requireNonNull(madeUi).languageProperty().set(language));
        press(robot, "config-new");
        assertThat(((TextField) find("set-name")).getText()).isEqualTo("edge-nginx");
        write(robot, "set-target", "/etc/nginx");
        press(robot, "set-take-over");
        tabTo(robot, "set-kind-nginx");
        robot.push(KeyCode.RIGHT);
        assertThat(find("set-kind-haproxy").isFocused()).isTrue();
        write(robot, "set-port", "443");
        write(robot, "publish-note", "first");
        press(robot, "config-confirm");
        assertThat(cluster.calls()).containsExactly("publish edge-nginx /srv/Edge nginx first");
        ConfigSetView made = Objects.requireNonNull(madeModel).chosen().orElseThrow();
        assertThat(made.target()).isEqualTo("/etc/nginx");
        assertThat(made.hook())
                .isEqualTo(new Hook(Hook.Kind.HAPROXY, List.of(), List.of(), 443, 30_000));
        assertThat(find("config-set-edge-nginx").isVisible()).isTrue();
    }

    @Test
    void what_is_wrong_stands_under_its_field_and_nothing_is_sent(FxRobot robot) {
        press(robot, "config-new");
        write(robot, "set-port", "https");
        assertThat(says("is no port")).as("before the first try").isFalse();
        press(robot, "config-confirm");
        assertThat(says("Say which folder")).isTrue();
        assertThat(says("“https” is no port")).isTrue();
        assertThat(find("set-target").isFocused()).as("the first of them").isTrue();
        assertThat(cluster.calls()).isEmpty();
        robot.write("/etc/nginx");
        assertThat(says("Say which folder")).isFalse();
    }

    @Test
    void a_refusal_of_the_first_set_is_seen_where_no_set_is(FxRobot robot) {
        cluster.refuse(
                List.of(
                        new ApiError(
                                "link-leaves", "a link inside", "'/etc/shadow'", "leave it out")));
        press(robot, "config-new");
        write(robot, "set-target", "/etc/nginx");
        press(robot, "config-confirm");
        assertThat(find("publish-refused").isVisible()).isTrue();
        assertThat(find("config-new").isVisible()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_refusal_is_told_in_the_readers_language(Language language, FxRobot robot) {
        robot.interact(() -> Objects.requireNonNull(madeUi).languageProperty().set(language));
        cluster.refuse(
                List.of(
                        new ApiError(
                                "link-leaves",
                                "links to files inside the set",
                                "'/etc/shadow'",
                                "leave it out")));
        press(robot, "config-new");
        write(robot, "set-target", "/etc/nginx");
        press(robot, "config-confirm");
        assertThat(
                        says(
                                language == Language.JAPANESE
                                        ? "link-leaves · セットの外を指すリンクがあります。実際：'/etc/shadow'。ファイルの写しを"
                                        : "link-leaves · Wanted links to files inside the set. Found"
                                                + " '/etc/shadow'. Leave it out."))
                .isTrue();
    }

    @Test
    void a_code_of_a_newer_agent_is_told_as_it_was_said() {
        ApiError newer = new ApiError("from-the-future", "this", "that", "do so");
        Texts texts = Texts.of(Language.JAPANESE, ConfigView.class);
        assertThat(Strips.refused(texts, newer)).isEqualTo("期待：this。実際：that。Do so.");
        assertThat(Strips.unread(texts, newer)).isEqualTo("実際：that。何も変えていません。Do so.");
    }

    @Test
    void the_next_version_shows_its_hook_only_on_request(FxRobot robot) {
        press(robot, "config-new");
        write(robot, "set-target", "/etc/nginx");
        press(robot, "config-confirm");
        press(robot, "config-publish");
        assertThat(find("set-port").getParent().getParent().getParent().isVisible()).isFalse();
        press(robot, "set-change");
        write(robot, "set-port", "x");
        press(robot, "config-confirm");
        assertThat(says("“x” is no port")).isTrue();
        press(robot, "set-change");
        press(robot, "config-confirm");
        assertThat(cluster.calls()).hasSize(2);
    }

    @Test
    void the_keyboard_stays_where_it_was_when_the_list_is_asked_for_again(FxRobot robot) {
        press(robot, "config-new");
        write(robot, "set-target", "/etc/nginx");
        press(robot, "config-confirm");
        tabTo(robot, "config-publish");
        Node before = find("config-publish");
        robot.interact(() -> Objects.requireNonNull(madeModel).ask());
        assertThat(find("config-publish")).as("drawn anew").isNotSameAs(before);
        assertThat(find("config-publish").isFocused()).isTrue();
    }
}
