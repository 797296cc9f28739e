package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The live cluster and the plan on the drawing, from a hatched card to the step that makes it so.
@ExtendWith(ApplicationExtension.class)
class OverlayTest {

    private static final PseudoClass PLANNED = PseudoClass.getPseudoClass("planned");
    private static final Design EXAMPLE = example("ec2-route-table.belay");

    private @Nullable ShotStudio made;

    @Start
    void start(Stage stage) {
        ShotStudio studio =
                new ShotStudio(
                        new Ui(Language.ENGLISH, Look.LIGHT, 100),
                        1440,
                        900,
                        () -> ShotFacts.of(RecordedCluster.healthy()));
        made = studio;
        stage.setScene(studio.scene());
        stage.show();
    }

    private static Design example(String name) {
        Path file = Path.of(System.getProperty("belay.home", ".."), "examples", name);
        try {
            if (DesignFormat.read(Files.readString(file)) instanceof Reading.Read(var read, _)) {
                return read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no design " + file);
    }

    private ShotStudio studio() {
        return Objects.requireNonNull(made);
    }

    private Parent root() {
        return studio().scene().getRoot();
    }

    private Node find(String id) {
        return Keyboard.find(root(), id);
    }

    private void open(FxRobot robot) {
        robot.interact(() -> {
            studio().editor().begun(EXAMPLE);
            studio().work().plans().keep(OverlayShots.settled(EXAMPLE));
            studio().go(Destination.TOPOLOGY);
            studio().draw();
            studio().ui().beat();
        });
        settle(robot);
    }

    private void settle(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> root().layout());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void back(FxRobot robot) {
        robot.interact(() -> studio().studio().go(Destination.TOPOLOGY));
        settle(robot);
    }

    private void select(FxRobot robot, String id) {
        robot.interact(() -> studio().editor().select(List.of(new ThingId(id))));
        robot.interact(() -> find("topology-canvas").requestFocus());
        settle(robot);
    }

    private boolean isHatched(String id) {
        return find(id).getPseudoClassStates().contains(PLANNED);
    }

    private String strip(String id) {
        return ((Label) find("live-" + id)).getText();
    }

    private String detail() {
        return Keyboard.labels((Parent) find("plan-detail"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void keyboard_and_mouse_lead_from_what_is_hatched_to_the_step_of_the_plan(
            Language language, FxRobot robot) {
        robot.interact(() -> studio().ui().languageProperty().set(language));
        boolean isJapanese = language == Language.JAPANESE;
        open(robot);
        assertThat(isHatched("card-files")).isTrue();
        assertThat(isHatched("card-web")).isFalse();
        assertThat(((Label) find("plan-tag-files")).getText())
                .isEqualTo(isJapanese ? "追加予定" : "planned");

        select(robot, "files");
        robot.push(KeyCode.S);
        settle(robot);
        assertThat(detail()).contains(isJapanese ? "サービス files を追加" : "Service files comes");

        back(robot);
        select(robot, "web");
        robot.push(KeyCode.S);
        settle(robot);
        assertThat(root().lookup("#plan-detail")).as("web is in force as it is drawn").isNull();

        robot.interact(() -> studio().editor().select(List.of()));
        settle(robot);
        Keyboard.press(robot, root(), "overlay-step-reports");
        settle(robot);
        assertThat(detail())
                .contains(isJapanese ? "サービス batch を停止して削除" : "Service batch stops and goes");

        back(robot);
        robot.clickOn("#plan-tag-gw-3");
        settle(robot);
        assertThat(detail()).contains("gw-3");

        back(robot);
        robot.clickOn("#ghost-old-gw");
        settle(robot);
        assertThat(detail()).contains(isJapanese ? "ステップ 5" : "Step 5");
    }

    @Test
    void the_drawing_shows_what_runs_where_and_is_plain_when_that_is_switched_off(FxRobot robot) {
        open(robot);
        assertThat(strip("gw-1")).startsWith("Active · web 2.1 s");
        assertThat(strip("web")).isEqualTo("active on gw-1 · 2.1 s");
        assertThat(strip("vip-web")).isEqualTo("held by gw-1");
        robot.interact(() -> find("topology-canvas").requestFocus());
        robot.push(KeyCode.O);
        settle(robot);
        assertThat(isHatched("card-files")).isFalse();
        assertThat(root().lookup("#live-gw-1")).isNull();
        assertThat(root().lookup("#ghost-old-gw")).isNull();
        assertThat(find("overlay-panel").isVisible()).isFalse();
        robot.push(KeyCode.O);
        settle(robot);
        assertThat(isHatched("card-files")).isTrue();
        assertThat(
                        root().lookupAll(".wire-line").stream()
                                .filter(line -> line.getPseudoClassStates().contains(PLANNED))
                                .map(Node::getId))
                .contains("wire:files|mirror-files", "wire:files|web")
                .doesNotContain("wire:mirror-web|web");
    }

    @Test
    void old_news_are_told_with_their_age(FxRobot robot) {
        open(robot);
        robot.interact(() -> {
            studio().work().plans().fail(AgentException.Kind.UNKNOWN);
            studio().work().pass(Duration.ofSeconds(12));
            studio().ui().beat();
        });
        settle(robot);
        assertThat(strip("web")).isEqualTo("active on gw-1 (12 s ago)");
    }

    @Test
    void an_edit_is_hatched_at_once_and_undone_it_is_not(FxRobot robot) {
        open(robot);
        select(robot, "web");
        robot.interact(() -> studio().editor().remove());
        settle(robot);
        assertThat(root().lookup("#ghost-web")).isNotNull();
        robot.interact(() -> studio().editor().undo());
        settle(robot);
        assertThat(root().lookup("#ghost-web")).isNull();
        assertThat(isHatched("card-web")).isFalse();
    }

    @Test
    void the_drawing_of_another_cluster_is_left_alone_and_the_switch_says_why(FxRobot robot) {
        open(robot);
        robot.interact(() -> {
            studio().editor().begun(example("gateway-cluster.belay"));
            studio().ui().beat();
        });
        settle(robot);
        assertThat(find("topology-overlay").isDisabled()).isTrue();
        assertThat(find("topology-overlay").getAccessibleHelp())
                .contains("another cluster than the one you look at");
        assertThat(root().lookup("#live-gw-1")).isNull();
    }

    @Test
    void without_anything_in_force_all_of_the_drawing_is_hatched(FxRobot robot) {
        robot.interact(() -> {
            studio().editor().begun(EXAMPLE);
            studio().go(Destination.TOPOLOGY);
            studio().draw();
            studio().ui().beat();
        });
        settle(robot);
        assertThat(isHatched("card-web")).isTrue();
        assertThat(isHatched("container-vpc")).isTrue();
        assertThat(Keyboard.labels((Parent) find("overlay-panel"))).contains("23 new");
    }

    @Test
    void a_tag_covers_no_strip_of_the_card_above(FxRobot robot) {
        open(robot);
        Bounds strip = inScene(find("live-vip-web"));
        Bounds tag = inScene(find("plan-tag-vip-files"));
        assertThat(strip.intersects(tag)).as("%s and %s", strip, tag).isFalse();
    }

    private static Bounds inScene(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }
}
