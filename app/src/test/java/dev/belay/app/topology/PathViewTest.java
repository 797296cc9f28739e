package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.design.CloudAnswers;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.overlay.OverlayModel;
import dev.belay.app.path.PathPorts;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class PathViewTest {

    private static final PseudoClass OFF_PATH = PseudoClass.getPseudoClass("off-path");
    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir Path temporary = Path.of("");
    private final EditorModel editor = new EditorModel();
    private final CloudAnswers answers = new CloudAnswers(Runnable::run, Runnable::run);
    private Optional<String> clipboard = Optional.empty();
    private Optional<Path> folder = Optional.empty();
    private @Nullable TopologyScreen made;
    private @Nullable Scene scene;
    private @Nullable Ui madeUi;

    @Start
    void start(Stage stage) {
        var ui = new Ui(Language.ENGLISH, Look.LIGHT, 100);
        ui.reduceMotionProperty().set(true);
        var screen =
                new TopologyScreen(
                        new SimpleObjectProperty<@Nullable LiveCluster>(),
                        editor,
                        ui,
                        Runnable::run,
                        () -> {},
                        OverlayModel.Port.none(),
                        drill -> {},
                        new PathPorts(
                                answers,
                                () -> clipboard,
                                () -> folder,
                                Runnable::run,
                                Runnable::run,
                                InstantSource.system()));
        var shown = new Scene(screen.root(), 1360, 840);
        ui.dress(shown);
        stage.setScene(shown);
        stage.show();
        screen.shown();
        made = screen;
        scene = shown;
        madeUi = ui;
    }

    private void open(FxRobot robot, String example) throws IOException {
        if (DesignFormat.read(Files.readString(EXAMPLES.resolve(example)))
                instanceof Reading.Read(Design read, int _)) {
            robot.interact(() -> editor.begun(read));
            robot.interact(() -> Objects.requireNonNull(made).shown());
        }
    }

    private @Nullable Node find(String id) {
        return Objects.requireNonNull(scene).getRoot().lookup("#" + id);
    }

    private String text(String id) {
        return ((Labeled) Objects.requireNonNull(find(id), id)).getText();
    }

    private void press(FxRobot robot, String id) {
        robot.interact(() -> ((Button) Objects.requireNonNull(find(id), id)).fire());
    }

    private Group layer() {
        return (Group) Objects.requireNonNull(find("packet-path"));
    }

    private int painted() {
        return layer().getChildren().stream()
                .map(Group.class::cast)
                .mapToInt(one -> one.getChildren().size())
                .sum();
    }

    private boolean isDimmed(String card) {
        return Objects.requireNonNull(find(card)).getPseudoClassStates().contains(OFF_PATH);
    }

    private void answer(FxRobot robot) {
        folder = Optional.of(EXAMPLES.resolve("ec2-route-table.aws"));
        press(robot, "path-folder");
    }

    @Test
    void it_is_off_at_first_and_paints_nothing(FxRobot robot) throws Exception {
        open(robot, "ec2-route-table.belay");
        assertThat(painted()).isZero();
        assertThat(isDimmed("card-files")).isFalse();
        assertThat(Objects.requireNonNull(find("path-panel")).isVisible()).isFalse();
    }

    @Test
    void a_key_lays_it_over_the_drawing_and_takes_it_away_again(FxRobot robot) throws Exception {
        open(robot, "ec2-route-table.belay");
        robot.push(KeyCode.R);
        assertThat(text("path-summary")).isEqualTo("8 hops as drawn");
        assertThat(text("topology-path-summary")).isEqualTo("8 hops as drawn");
        for (int number = 1; number <= 8; number++) {
            Label label = (Label) Objects.requireNonNull(find("path-number-" + number));
            assertThat(label.getStyleClass()).contains("unknown");
            assertThat(label.getAccessibleText())
                    .startsWith("Hop " + number + ",")
                    .contains("as drawn");
        }
        assertThat(isDimmed("card-files")).isTrue();
        assertThat(isDimmed("card-gw-1")).isFalse();
        robot.push(KeyCode.R);
        assertThat(painted()).isZero();
        assertThat(isDimmed("card-files")).isFalse();
    }

    @Test
    void answers_of_a_folder_prove_it(FxRobot robot) throws Exception {
        open(robot, "ec2-route-table.belay");
        robot.push(KeyCode.R);
        answer(robot);
        assertThat(text("path-summary")).isEqualTo("8 of 8 hops proven");
        assertThat(text("path-from")).isEqualTo("13 answers of AWS");
        assertThat(Objects.requireNonNull(find("path-number-4")).getStyleClass())
                .contains("proven");
        press(robot, "path-forget");
        assertThat(text("path-summary")).isEqualTo("8 hops as drawn");
    }

    @Test
    void the_broken_hop_says_its_reason_in_both_languages(FxRobot robot) throws Exception {
        open(robot, "ec2-route-table.belay");
        robot.push(KeyCode.R);
        folder = Optional.of(withoutRoute());
        press(robot, "path-folder");
        assertThat(text("path-summary")).isEqualTo("Hop 4 of 8 is broken");
        assertThat(text("path-tag-4"))
                .isEqualTo("Hop 4: rtb-0a1f93c2 has no route for 10.200.0.10/32.");
        assertThat(Objects.requireNonNull(find("path-tag-4")).isVisible()).isTrue();
        assertThat(((Labeled) Objects.requireNonNull(find("path-tag-4"))).getGraphic()).isNotNull();
        assertThat(Objects.requireNonNull(find("path-number-5")).getStyleClass())
                .contains("beyond");
        assertThat(((TextInputControl) Objects.requireNonNull(find("path-command-4"))).getText())
                .startsWith("aws ec2 create-route")
                .contains("rtb-0a1f93c2", "10.200.0.10/32");
        robot.interact(
                () -> Objects.requireNonNull(madeUi).languageProperty().set(Language.JAPANESE));
        assertThat(text("path-summary")).isEqualTo("区間 4/8 が切断");
        assertThat(text("path-tag-4")).startsWith("区間 4: ").contains("10.200.0.10/32");
        assertThat(text("path-reason-4")).contains("rtb-0a1f93c2");
        robot.interact(() -> editor.select(List.of(new ThingId("vip-files"))));
        assertThat(text("path-summary")).isEqualTo("8/8 区間を確認済み");
        assertThat(Objects.requireNonNull(find("path-tag-4")).isVisible()).isFalse();
    }

    private Path withoutRoute() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("ec2-route-table.aws"))) {
            for (Path file : files.toList()) {
                Files.writeString(
                        temporary.resolve(file.getFileName()),
                        Files.readString(file)
                                .replaceAll(
                                        "\"10\\.200\\.0\\.10/32\"(,\\s+\"NetworkInterfaceId\")",
                                        "\"10.200.9.9/32\"$1"));
            }
        }
        return temporary;
    }

    @Test
    void a_hop_in_the_list_and_on_the_canvas_selects_what_decides_over_it(FxRobot robot)
            throws Exception {
        open(robot, "ec2-route-table.belay");
        robot.push(KeyCode.R);
        press(robot, "path-hop-2");
        assertThat(editor.selectionProperty().get()).containsExactly(new ThingId("tgw"));
        assertThat(find("path-command-2")).isNotNull();
        robot.clickOn("#path-number-5");
        assertThat(editor.selectionProperty().get()).containsExactly(new ThingId("gw-1"));
        assertThat(find("path-command-5")).isNotNull();
    }

    @Test
    void what_was_pasted_is_read_and_what_is_no_answer_is_told(FxRobot robot) throws Exception {
        open(robot, "ec2-route-table.belay");
        robot.push(KeyCode.R);
        press(robot, "path-paste");
        assertThat(troubles()).anyMatch(one -> one.contains("There is no text on the clipboard"));
        clipboard = Optional.of("An error occurred (UnauthorizedOperation)");
        press(robot, "path-paste");
        assertThat(troubles()).hasSize(1).allMatch(one -> one.startsWith("'pasted 1'"));
        clipboard =
                Optional.of(
                        Files.readString(
                                EXAMPLES.resolve("ec2-route-table.aws/route-tables.json")));
        press(robot, "path-paste");
        assertThat(text("path-from")).isEqualTo("1 answer of AWS");
        assertThat(text("path-summary")).contains("of 8 hops proven");
    }

    private List<String> troubles() {
        return Objects.requireNonNull(scene).getRoot().lookupAll(".path-trouble").stream()
                .flatMap(one ->
                        one instanceof Label label ? Stream.of(label.getText()) : Stream.of())
                .toList();
    }

    @Test
    void an_edit_of_the_drawing_is_seen_at_once(FxRobot robot) throws Exception {
        open(robot, "ec2-route-table.belay");
        robot.push(KeyCode.R);
        robot.interact(() -> {
            editor.select(List.of(new ThingId("tgw")));
            editor.remove();
        });
        WaitForAsyncUtils.waitFor(
                30, TimeUnit.SECONDS, () -> text("path-summary").contains("broken"));
        robot.interact(editor::undo);
        WaitForAsyncUtils.waitFor(
                30, TimeUnit.SECONDS, () -> text("path-summary").equals("8 hops as drawn"));
    }

    @Test
    void where_no_virtual_ip_moves_by_route_table_it_cannot_be_switched_on(FxRobot robot)
            throws Exception {
        open(robot, "gateway-cluster.belay");
        robot.push(KeyCode.R);
        assertThat(painted()).isZero();
        assertThat(Objects.requireNonNull(find("topology-path")).isDisabled()).isTrue();
        Action action =
                Objects.requireNonNull(made).actions().stream()
                        .filter(one -> one.id().equals("path.toggle"))
                        .findFirst()
                        .orElseThrow();
        assertThat(action.possible().getValue()).isFalse();
    }
}
