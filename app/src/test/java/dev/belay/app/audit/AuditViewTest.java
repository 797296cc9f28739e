package dev.belay.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.api.AuditAnswer;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import dev.belay.reach.AgentException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
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
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class AuditViewTest {
    private final AuditFixture log = new AuditFixture(Instant.parse("2026-03-01T05:02:14Z"));
    private final List<Boolean> asked = new ArrayList<>();
    private @Nullable ApiError refusal;
    private boolean empty;
    private @Nullable Ui madeUi;
    private @Nullable AuditView madeView;
    private @Nullable StackPane madeRoot;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
        ui.reduceMotionProperty().set(true);
        AuditView view = new AuditView(ui, this::audit, Runnable::run, Runnable::run);
        StackPane root = new StackPane(view.root());
        Scene scene = new Scene(root, 1280, 820);
        ui.dress(scene);
        stage.setScene(scene);
        stage.show();
        view.shown();
        madeUi = ui;
        madeView = view;
        madeRoot = root;
    }

    private AuditAnswer audit(long after, int limit, boolean verify) throws AgentException {
        asked.add(verify);
        ApiError why = refusal;
        if (why != null) {
            throw AgentException.refused(why);
        }
        return empty ? new AuditAnswer(List.of(), "", 0, "") : log.audit(after, limit, verify);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_chain_is_called_whole_only_after_it_was_read_again(Language language, FxRobot robot) {
        speak(language, robot);
        boolean japanese = language == Language.JAPANESE;
        assertThat(asked).containsExactly(false);
        assertThat(chain()).contains(japanese ? "未検証" : "not read again");
        press(robot, "audit-verify");
        assertThat(asked).containsExactly(false, true);
        assertThat(chain()).contains(japanese ? "正しい" : "holds over 7");
        press(robot, "audit-again");
        assertThat(chain()).contains(japanese ? "未検証" : "not read again");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_broken_chain_is_said_in_red(Language language, FxRobot robot) {
        speak(language, robot);
        log.broken("record 5");
        press(robot, "audit-verify");
        assertThat(chain())
                .endsWith("record 5")
                .contains(language == Language.JAPANESE ? "壊" : "broken");
        assertThat(find("audit-chain").getStyleClass()).contains("bad-text");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_newest_is_on_top_and_a_screen_reader_says_it(Language language, FxRobot robot) {
        speak(language, robot);
        assertThat(spoken()).hasSize(7);
        assertThat(spoken().getFirst())
                .contains("guest", "PUT /v1/settings/x", "refused: access-denied");
        assertThat(spoken().getLast())
                .contains("kaito", "cluster.founded")
                .endsWith(language == Language.JAPANESE ? "完了" : "done");
    }

    @Test
    void a_search_looks_into_user_place_action_and_result(FxRobot robot) {
        search(robot, "TOKEN-UNKNOWN");
        assertThat(spoken()).singleElement().asString().contains("worker.prepare");
        search(robot, "10.0.120.101");
        assertThat(spoken()).singleElement().asString().contains("node=gw-3");
        search(robot, " mei ");
        assertThat(spoken()).singleElement().asString().contains("config.published");
        search(robot, "nobody-of-ours");
        assertThat(spoken()).isEmpty();
        assertThat(asked).as("nobody is asked for it").containsExactly(false);
        search(robot, "");
        assertThat(spoken()).hasSize(7);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_search_that_finds_none_says_so_with_its_word(Language language, FxRobot robot) {
        speak(language, robot);
        boolean japanese = language == Language.JAPANESE;
        search(robot, " nobody-of-ours ");
        assertThat(shown())
                .contains(
                        japanese
                                ? "「nobody-of-ours」は見つかりません"
                                : "Nothing found for “nobody-of-ours”")
                .contains(japanese ? "読み込んだ 7 件" : "None of the 7 records")
                .doesNotContain(japanese ? "記録がありません" : "No record\n");
        press(robot, "audit-clear");
        assertThat(spoken()).hasSize(7);
        assertThat(find("audit-search").isFocused()).as("the keyboard is not lost").isTrue();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_log_without_a_record_says_so_whatever_is_searched(Language language, FxRobot robot) {
        empty = true;
        speak(language, robot);
        press(robot, "audit-again");
        search(robot, "mei");
        assertThat(shown())
                .contains(language == Language.JAPANESE ? "記録がありません" : "No record\n")
                .doesNotContain("見つかりません", "Nothing found");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_refusal_is_told_and_asked_again_by_keyboard(Language language, FxRobot robot) {
        speak(language, robot);
        refusal = new ApiError("cluster-not-reached", "an answer", "silence", "look at it");
        press(robot, "audit-again");
        assertThat(shown()).contains("silence");
        assertThat(shown())
                .contains(language == Language.JAPANESE ? "監査ログを読めませんでした" : "could not be read");
        refusal = null;
        press(robot, "audit-retry");
        assertThat(spoken()).hasSize(7);
    }

    private void speak(Language language, FxRobot robot) {
        robot.interact(() -> Objects.requireNonNull(madeUi).languageProperty().set(language));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void search(FxRobot robot, String text) {
        tabTo(robot, "audit-search");
        robot.interact(() -> ((TextField) find("audit-search")).clear());
        robot.write(text);
        WaitForAsyncUtils.waitForFxEvents();
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

    private String chain() {
        return ((Label) find("audit-chain")).getText();
    }

    /// What a screen reader says of the rows, from the top.
    private List<String> spoken() {
        return Objects.requireNonNull(madeView).root().lookupAll(".list-cell").stream()
                .map(node -> (ListCell<?>) node)
                .filter(cell -> !cell.isEmpty() && cell.isVisible())
                .sorted((a, b) -> Integer.compare(a.getIndex(), b.getIndex()))
                .map(Node::getAccessibleText)
                .toList();
    }

    private String shown() {
        return Keyboard.labels(madeRoot);
    }
}
