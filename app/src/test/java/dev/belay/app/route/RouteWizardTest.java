package dev.belay.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.answers.AnswerPlaces;
import dev.belay.app.answers.Desk;
import dev.belay.app.design.CloudAnswers;
import dev.belay.app.design.CloudAnswers.Use;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.Guard;
import dev.belay.app.protect.ProtectFixture;
import dev.belay.app.route.RouteFixture.Fault;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.Rehearsal;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Routes lead to a virtual IP by keyboard alone.
@ExtendWith(ApplicationExtension.class)
class RouteWizardTest {
    private final DesignFixture designs = RouteTrial.threeNodes();
    private final EditedDrawing drawing = new EditedDrawing();
    private final CloudAnswers answers = new CloudAnswers(Runnable::run, Runnable::run);
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
                new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> RouteTrial.NOW);
        Overlay overlay = new Overlay(ui);
        Path given = RouteTrial.EXAMPLES.resolve("ec2-route-table.aws");
        Desk desk =
                new Desk(
                        drawing,
                        answers,
                        new AnswerPlaces(() -> Optional.of(given), List::of),
                        saved::put);
        WizardsView view =
                new WizardsView(
                        ui,
                        List.of(
                                RouteOffer.of(
                                        ui,
                                        new ProtectFixture(designs, RouteTrial.NOW),
                                        new Guard(() -> false, () -> "edge-tokyo"),
                                        ports,
                                        desk)),
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

    private void draw(FxRobot robot, Language language) {
        robot.interact(() -> {
            Objects.requireNonNull(madeUi).languageProperty().set(language);
            drawing.editor().begun(RouteTrial.example());
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_drawn_virtual_ip_is_put_in_force_by_keyboard_alone(Language language, FxRobot robot) {
        boolean isJapanese = language == Language.JAPANESE;
        draw(robot, language);
        press(robot, "wizard-open-route");
        assertThat(text("route-address")).isEqualTo("10.200.0.10");
        assertThat(text("route-instance-gw-1")).isEqualTo("i-0c1d9e27a4b8f3356");
        press(robot, "route-folder");
        assertThat(answers.now().given()).hasSize(13).allMatch(one -> one.use() == Use.TAKEN);
        assertThat(shown()).contains("ec2 describe-route-tables · 3");
        press(robot, "wizard-next");
        assertThat(model().missing()).as(Rehearsal.bad(model())).isEmpty();
        assertThat(shown())
                .contains(isJapanese ? "すべての区間を確認しました" : "Every hop is proven")
                .contains(isJapanese ? "8 確認済み" : "8 proven");
        press(robot, "wizard-next");
        assertThat(shown()).contains("ec2:ReplaceRoute");
        press(robot, "route-form-save");
        assertThat(saved.get("belay-policy.json")).contains("ec2:ReplaceRoute");
        assertThat(designs.kept().virtualIps()).as("up to the review nothing is done").isEmpty();
        press(robot, "wizard-next");
        if (!model().isFinished()) {
            press(robot, "wizard-next");
        }
        assertThat(designs.kept().virtualIps()).isNotEmpty();
        assertThat(shown()).contains(isJapanese ? "gw-1 でアクティブ" : "active on gw-1");
        press(robot, "runbook-markdown");
        assertThat(saved.get("belay-route-runbook.md"))
                .contains("POST /v1/operations")
                .contains("rtb-0a1f93c2");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_broken_hop_and_its_fix_are_on_the_screen_until_new_answers_mend_it(
            Language language, FxRobot robot) {
        boolean isJapanese = language == Language.JAPANESE;
        draw(robot, language);
        robot.interact(() ->
                answers.add(
                        RouteFixture.answers(
                                RouteTrial.EXAMPLES, Fault.NOT_ANNOUNCED, RouteTrial.NOW)));
        press(robot, "wizard-open-route");
        press(robot, "wizard-next");
        assertThat(shown())
                .contains(isJapanese ? "区間 1 が切れています" : "Hop 1 is broken")
                .contains(isJapanese ? "1 切断" : "1 broken")
                .contains("update-direct-connect-gateway-association");
        assertThat(Keyboard.find(madeRoot, "wizard-next").isDisabled()).isTrue();
        press(robot, "route-save-terraform");
        assertThat(saved.get("belay-route.tf")).contains("10.200.0.10/32");

        robot.interact(() ->
                answers.add(RouteFixture.answers(RouteTrial.EXAMPLES, Fault.NONE, RouteTrial.NOW)));
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(shown())
                .contains(isJapanese ? "すべての区間を確認しました" : "Every hop is proven")
                .doesNotContain(isJapanese ? "区間 1 が切れています" : "Hop 1 is broken");
        assertThat(Keyboard.find(madeRoot, "wizard-next").isDisabled()).isFalse();
    }

    @Test
    void a_text_that_is_no_answer_says_so_and_can_be_taken_out(FxRobot robot) {
        draw(robot, Language.ENGLISH);
        press(robot, "wizard-open-route");
        Keyboard.tabTo(robot, madeRoot, "route-paste");
        robot.write("An error occurred");
        press(robot, "route-take");
        assertThat(shown()).contains("JSON of the AWS CLI is wanted").contains("not taken");

        press(robot, "answers-remove-pasted-1");

        assertThat(answers.now().given()).isEmpty();
        assertThat(shown()).doesNotContain("JSON of the AWS CLI is wanted");
    }

    @Test
    void the_commands_can_be_seen(FxRobot robot) {
        draw(robot, Language.ENGLISH);
        press(robot, "wizard-open-route");
        press(robot, "route-commands");
        assertThat(shown())
                .contains("aws ec2 describe-route-tables --region ap-northeast-1 --output json");
    }

    private WizardModel model() {
        return Objects.requireNonNull(madeView).model().orElseThrow();
    }

    private String text(String id) {
        return ((TextField) Keyboard.find(madeRoot, id)).getText();
    }

    private void press(FxRobot robot, String id) {
        Keyboard.press(robot, madeRoot, id);
    }

    private String shown() {
        return Keyboard.labels(madeRoot);
    }
}
