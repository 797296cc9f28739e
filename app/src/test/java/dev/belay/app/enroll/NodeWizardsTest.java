package dev.belay.app.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.DrawnMembers;
import dev.belay.app.design.EditedDrawing;
import dev.belay.app.design.InForce;
import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.design.Design;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
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

/// The key reset, and the changes of members.
@ExtendWith(ApplicationExtension.class)
class NodeWizardsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");

    private final DesignFixture designs =
            DesignFixture.voters("edge-tokyo", NOW, "gw-1", "gw-2", "gw-3");
    private final EditedDrawing drawing = new EditedDrawing();
    private final EnrollFixture hosts = new EnrollFixture(() -> NOW);
    private final Map<String, String> saved = new HashMap<>();
    @TempDir private @Nullable Path folder;
    private @Nullable Ui madeUi;
    private @Nullable NodeBook madeBook;
    private @Nullable WizardsView madeView;
    private @Nullable StackPane madeRoot;

    @Start
    void start(Stage stage) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100, () -> 0);
        ui.reduceMotionProperty().set(true);
        WizardModel.Ports ports =
                new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> NOW);
        Path place = Objects.requireNonNull(folder);
        NodeBook book =
                new NodeBook(
                        hosts,
                        new SingleStore(place.resolve("hosts.json")),
                        Runnable::run,
                        Runnable::run,
                        Runnable::run,
                        () -> 0);
        hosts.member("gw-1", "edge-tokyo", true);
        hosts.member("gw-2", "edge-tokyo", false);
        hosts.member("gw-3", "edge-tokyo", false);
        book.put(hosts.host("new-1", true, false), null);
        look(book, false);
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
                        new Drafts(place.resolve("wizards"), Runnable::run, Runnable::run),
                        overlay,
                        saved::put);
        StackPane root = new StackPane(view.root(), overlay);
        Scene scene = new Scene(root, 1364, 824);
        ui.dress(scene);
        stage.setScene(scene);
        stage.show();
        madeUi = ui;
        madeBook = book;
        madeView = view;
        madeRoot = root;
    }

    private static void look(NodeBook book, boolean isProtected) {
        LiveClusterFixture live =
                LiveClusterFixture.of("edge-tokyo", () -> 0)
                        .status(NodeBookTest.status("gw-1", "gw-2", "gw-3"));
        book.look(live.cluster(), isProtected);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_hosts_keys_are_reset_by_keyboard_alone(Language language, FxRobot robot) {
        speak(language, robot);
        press(robot, "wizard-open-keys");
        choose(robot, "way-new-1");
        assertThat(find("blast").isVisible()).as("what it ends is told first").isTrue();
        press(robot, "wizard-next");
        assertThat(model().missing()).isEmpty();
        press(robot, "wizard-next");
        assertThat(hosts.calls()).as("up to the review nothing is done").isEmpty();
        assertThat(next().getText()).isEqualTo(japanese(language, "鍵をリセット", "Reset keys"));
        assertThat(next().getStyleClass()).contains("destructive");
        press(robot, "wizard-next");
        assertThat(hosts.calls()).containsExactly("keys new-1");
        finish(robot);
        assertThat(model().script().facts(false))
                .allMatch(fact -> fact.good() && fact.value().startsWith("SHA256:"))
                .hasSize(1);
        press(robot, "runbook-markdown");
        assertThat(saved.values()).singleElement().asString().contains("POST /v1/keys/reset");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_members_keys_are_not_reset_and_the_way_out_is_told(Language language, FxRobot robot) {
        speak(language, robot);
        press(robot, "wizard-open-keys");
        choose(robot, "gw-2");
        assertThat(shown()).contains("edge-tokyo", japanese(language, "拒否", "Refused: this node"));
        press(robot, "wizard-next");
        assertThat(find("wizard-next").isDisabled()).isTrue();
        assertThat(model().missing()).isNotEmpty();
        assertThat(hosts.calls()).isEmpty();
    }

    @Test
    void a_reset_whose_answer_never_came_is_read_back_and_done_anew(FxRobot robot) {
        hosts.refuse(
                "keys new-1",
                AgentException.Kind.UNKNOWN,
                new ApiError("no-answer", "an answer", "silence", "read it back"));
        press(robot, "wizard-open-keys");
        choose(robot, "way-new-1");
        press(robot, "wizard-next");
        press(robot, "wizard-next");
        press(robot, "wizard-next");
        assertThat(model().operation().state()).isEqualTo(Operation.State.UNKNOWN);
        press(robot, "apply-read-back");
        assertThat(hosts.calls()).containsExactly("keys new-1", "keys new-1");
        assertThat(model().operation().state()).isEqualTo(Operation.State.DONE);
    }

    @Test
    void a_reset_that_was_done_before_is_the_result_once_it_is_verified(FxRobot robot)
            throws Exception {
        press(robot, "wizard-open-keys");
        choose(robot, "way-new-1");
        hosts.host("new-1", true, true);
        assertThat(model().script().facts(false)).noneMatch(fact -> fact.good());
        model().script().deeds().getLast().act().run((node, text) -> {});
        assertThat(model().script().facts(false))
                .allMatch(fact -> fact.good() && fact.value().startsWith("SHA256:"))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_worker_is_removed_by_keyboard_alone(Language language, FxRobot robot)
            throws AgentException {
        speak(language, robot);
        press(robot, "wizard-open-members");
        choose(robot, "gw-2");
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.SPACE);
        press(robot, "wizard-next");
        assertThat(model().missing()).isEmpty();
        press(robot, "wizard-next");
        assertThat(hosts.calls()).as("up to the review nothing is done").isEmpty();
        assertThat(next().getText())
                .isEqualTo(japanese(language, "gw-3.example.com を除外", "Remove gw-3.example.com"));
        press(robot, "wizard-next");
        assertThat(hosts.calls()).containsExactly("remove gw-3");
        assertThat(model().operation().state())
                .as("no certificate of it is valid any more")
                .isEqualTo(Operation.State.DONE);
        finish(robot);
        assertThat(model().isFinished()).isTrue();
        Design before = InForce.ask(designs).design();
        assertThat(before.nodes()).hasSize(3);
        robot.interact(() -> drawing.editor().begun(before));
        press(robot, "enroll-draw");
        assertThat(drawing.now().orElseThrow().nodes())
                .extracting(one -> one.id().text())
                .containsExactly("gw-1", "gw-2");
        robot.interact(() -> drawing.editor().undo());
        assertThat(drawing.now()).contains(before);
        Design renumbered = renumbered(before);
        robot.interact(() -> drawing.editor().begun(renumbered));
        press(robot, "enroll-draw");
        assertThat(drawing.now().orElseThrow().nodes())
                .as("it is the one of its name, not one that was chosen before")
                .extracting(one -> one.id().text())
                .containsExactly("drawn-gw-1", "drawn-gw-2");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void hosts_of_the_drawing_are_taken_with_their_way_in(Language language, FxRobot robot)
            throws AgentException {
        speak(language, robot);
        Design known = InForce.ask(designs).design();
        Design more = DrawnHostsTest.withStrangers(known);
        robot.interact(() -> drawing.editor().begun(more));
        press(robot, "wizard-open-install");
        assertThat(((Button) find("install-drawn")).getText())
                .isEqualTo(japanese(language, "図のホスト 2 台を取り込む", "Take the 2 hosts of the drawing"));
        press(robot, "install-drawn");
        assertThat(((TextArea) find("install-hosts")).getText())
                .isEqualTo("admin@gw-8.example.com:2222\n[2001:db8::9]");
        assertThat(find("install-drawn").getParent().isVisible()).isFalse();
        assertThat(model().missing()).isEmpty();
    }

    /// The same nodes by their names, with other ids.
    private static Design renumbered(Design design) {
        Design other = design;
        for (var one : design.nodes()) {
            other =
                    other.withThings(other.things().without(one.id()))
                            .with(one.withId(new ThingId("drawn-" + one.id())));
        }
        return other;
    }

    @Test
    void the_admin_is_not_removed(FxRobot robot) {
        press(robot, "wizard-open-members");
        choose(robot, "gw-1");
        press(robot, "wizard-next");
        assertThat(find("wizard-next").isDisabled()).isTrue();
        assertThat(
                        model().preflight().rows().stream()
                                .filter(row -> row.check().id().equals("not-admin"))
                                .map(row -> Objects.requireNonNull(row.finding()).error())
                                .map(error -> error == null ? "" : error.code()))
                .containsExactly("member-is-admin");
        assertThat(hosts.calls()).isEmpty();
    }

    @Test
    void on_a_protected_cluster_its_name_is_typed_first(FxRobot robot) {
        robot.interact(() -> look(Objects.requireNonNull(madeBook), true));
        press(robot, "wizard-open-members");
        choose(robot, "gw-3");
        press(robot, "wizard-next");
        press(robot, "wizard-next");
        assertThat(next().isDisabled()).isTrue();
        tabTo(robot, "members-typed");
        robot.write("edge-toky");
        assertThat(next().isDisabled()).as("not all of it").isTrue();
        robot.write("o");
        assertThat(next().isDisabled()).isFalse();
        press(robot, "wizard-next");
        assertThat(hosts.calls()).containsExactly("remove gw-3");
    }

    @Test
    void lost_counts_only_for_the_change_for_which_it_was_ticked(FxRobot robot) {
        press(robot, "wizard-open-members");
        choose(robot, "gw-3");
        press(robot, "members-lost");
        MembersScript script = (MembersScript) model().script();
        assertThat(script.isLost()).isTrue();
        robot.interact(() -> script.setChange(MembersScript.Change.RESET));
        assertThat(script.isLost()).isFalse();
        assertThat(script.deeds().getFirst().command()).doesNotContain("lost");
        robot.interact(() -> script.setChange(MembersScript.Change.REMOVE));
        assertThat(script.deeds().getFirst().command()).contains("lost=true");
    }

    @Test
    void a_lost_admin_is_replaced_by_asking_the_new_one(FxRobot robot) {
        hosts.host("gw-1", false, true);
        press(robot, "wizard-open-members");
        choose(robot, "gw-2");
        MembersScript script = (MembersScript) model().script();
        robot.interact(() -> script.setChange(MembersScript.Change.NOMINATE));
        press(robot, "wizard-next");
        assertThat(find("wizard-next").isDisabled()).as("the admin does not answer").isTrue();
        robot.interact(() -> script.setLost(true));
        assertThat(script.deeds().getFirst().where()).isEqualTo("gw-2.example.com");
        robot.interact(() -> model().preflight().runAll());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(find("wizard-next").isDisabled()).isFalse();
        press(robot, "wizard-next");
        press(robot, "wizard-next");
        assertThat(hosts.calls()).containsExactly("nominate gw-2");
        assertThat(model().operation().state()).isEqualTo(Operation.State.DONE);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_nomination_ends_no_connection_and_no_certificate(Language language, FxRobot robot) {
        assertThat(ends(MembersScript.Change.NOMINATE, "gw-2", language, robot))
                .containsExactly(
                        japanese(
                                language,
                                "接続：なし：すべてのメンバーの接続は続きます。",
                                "Connections: None: all members stay connected."),
                        japanese(
                                language,
                                "鍵、証明書：なし：すべての鍵と証明書はそのままです。",
                                "Key, certificate: None: all keys and certificates stay as they"
                                        + " are."),
                        japanese(
                                language,
                                "役割：! gw-1.example.com はワーカーになります。そこでの構成の変更は拒否され、管理ノードとして"
                                        + " gw-2.example.com が示されます。",
                                "Role: ! gw-1.example.com becomes a worker: its commands that change"
                                        + " the configuration are refused, and name gw-2.example.com as"
                                        + " the admin."),
                        japanese(
                                language,
                                "サービス：なし：動いているものは、今の場所で続きます。",
                                "Services: None: what runs goes on where it runs."));
        assertThat(shown())
                .as("no voter leaves")
                .doesNotContain("投票者が抜けても", "A voter that leaves")
                .contains(japanese(language, "誰も離れず", "Nobody leaves"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_admin_of_now_loses_nothing_by_its_nomination(Language language, FxRobot robot) {
        assertThat(ends(MembersScript.Change.NOMINATE, "gw-1", language, robot))
                .contains(
                        japanese(
                                language,
                                "役割：なし：gw-1.example.com はすでに管理ノードです。",
                                "Role: Nothing: gw-1.example.com is the admin already."))
                .noneMatch(line -> line.contains("!"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_renamed_node_leaves_for_a_while_and_gets_a_new_certificate(
            Language language, FxRobot robot) {
        assertThat(ends(MembersScript.Change.RENAME, "gw-3", language, robot))
                .satisfiesExactly(
                        connections ->
                                assertThat(connections)
                                        .contains("!", "gw-1, gw-2")
                                        .contains(
                                                japanese(
                                                        language,
                                                        "新しい名前で戻るまで",
                                                        "until it is back under its new name")),
                        certificate ->
                                assertThat(certificate)
                                        .contains("!")
                                        .contains(
                                                japanese(
                                                        language,
                                                        "同じ鍵と新しい証明書",
                                                        "the same key and a new certificate")),
                        services -> assertThat(services).doesNotContain("!"));
        assertThat(shown()).contains(japanese(language, "一度離れて戻ります", "leaves and comes back"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_reset_gives_the_key_up_with_the_certificate(Language language, FxRobot robot) {
        assertThat(ends(MembersScript.Change.RESET, "gw-3", language, robot))
                .anySatisfy(line ->
                        assertThat(line)
                                .contains(
                                        "!", japanese(language, "鍵も捨てます", "its key is given up")));
        robot.interact(() -> ((MembersScript) model().script()).setNode("way-new-1"));
        assertThat(ends())
                .contains(
                        japanese(
                                language,
                                "鍵、証明書：なし：まだ鍵がありません。",
                                "Key, certificate: None: it has no key yet."))
                .noneMatch(line -> line.contains("!"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_admin_is_neither_reset_nor_renamed(Language language, FxRobot robot) {
        assertThat(ends(MembersScript.Change.RENAME, "gw-1", language, robot).getLast())
                .contains("!", japanese(language, "改名できません", "it is not renamed"));
        assertThat(((MembersScript) model().script()).checks())
                .as("the agent refuses it, so the preflight does")
                .anyMatch(check -> check.id().equals("not-admin"));
        change(MembersScript.Change.RESET, robot);
        assertThat(ends("gw-1", robot).getLast())
                .contains("!", japanese(language, "リセットできません", "it is not reset"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_only_member_is_reset_and_its_cluster_ends(Language language, FxRobot robot) {
        LiveClusterFixture alone =
                LiveClusterFixture.of("edge-tokyo", () -> 0).status(NodeBookTest.status("gw-1"));
        robot.interact(() -> Objects.requireNonNull(madeBook).look(alone.cluster(), false));

        assertThat(ends(MembersScript.Change.RESET, "gw-1", language, robot).getLast())
                .contains("!", japanese(language, "クラスターも終わります", "The cluster ends with it"));
        assertThat(((MembersScript) model().script()).checks())
                .extracting(Check::id)
                .contains("alone")
                .doesNotContain("not-admin", "votes");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_removal_ends_connections_and_certificate(Language language, FxRobot robot) {
        assertThat(ends(MembersScript.Change.REMOVE, "gw-3", language, robot))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("!", "gw-1, gw-2"))
                .anySatisfy(line ->
                        assertThat(line)
                                .contains("!", japanese(language, "使えなくなります", "no use any more")));
        assertThat(shown()).contains(japanese(language, "投票者が抜けても", "A voter that leaves"));
    }

    /// What a change says that it ends; a line that hurts has a `!`.
    private List<String> ends(
            MembersScript.Change change, String node, Language language, FxRobot robot) {
        speak(language, robot);
        press(robot, "wizard-open-members");
        change(change, robot);
        return ends(node, robot);
    }

    private void change(MembersScript.Change change, FxRobot robot) {
        robot.interact(() -> ((ToggleButton) find("members-" + change)).fire());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private List<String> ends(String node, FxRobot robot) {
        choose(robot, node);
        return ends();
    }

    private List<String> ends() {
        List<Ends.Line> lines = ((MembersScript) model().script()).ends();
        String card = Keyboard.labels((Parent) find("blast"));
        assertThat(lines).isNotEmpty().allMatch(line -> card.contains(line.text()));
        String colon =
                Objects.requireNonNull(madeUi).languageProperty().get() == Language.JAPANESE
                        ? "："
                        : ": ";
        return lines.stream()
                .map(line -> line.what() + colon + (line.hurts() ? "! " : "") + line.text())
                .toList();
    }

    private void speak(Language language, FxRobot robot) {
        robot.interact(() -> Objects.requireNonNull(madeUi).languageProperty().set(language));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String japanese(Language language, String japanese, String english) {
        return language == Language.JAPANESE ? japanese : english;
    }

    private void finish(FxRobot robot) {
        if (!model().isFinished()) {
            press(robot, "wizard-next");
        }
    }

    private WizardModel model() {
        return Objects.requireNonNull(madeView).model().orElseThrow();
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

    private void choose(FxRobot robot, String node) {
        tabTo(robot, "node-gw-1");
        for (int i = 0; i < 10 && !find("node-" + node).isFocused(); i++) {
            robot.push(KeyCode.DOWN);
        }
        assertThat(find("node-" + node).isFocused()).isTrue();
        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String shown() {
        return Keyboard.labels(madeRoot);
    }
}
