package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.ui.Keyboard;
import dev.belay.app.ui.Language;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.node.Node;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import dev.belay.reach.bundle.SealedBundle;
import dev.belay.reach.ssh.Secrets;
import dev.belay.reach.ssh.SshSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A drawing is exported, somebody else's bundle is trusted and merged, in the whole studio and by
/// keyboard alone.
@ExtendWith(ApplicationExtension.class)
class BundleKeysTest {
    @TempDir private @Nullable Path folder;
    private @Nullable LiveStudio made;
    private @Nullable Hands madeHands;

    @Start
    void start(Stage stage) throws Exception {
        made = LiveStudio.shown(stage, dir());
    }

    @BeforeEach
    void key(FxRobot robot) throws Exception {
        madeHands = new Hands(robot, studio().scene());
        Process process =
                new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-N",
                                "",
                                "-t",
                                "ed25519",
                                "-f",
                                key().toString())
                        .start();
        assertThat(process.waitFor()).isZero();
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> studio().close());
    }

    private Path dir() {
        return Objects.requireNonNull(folder);
    }

    private LiveStudio studio() {
        return Objects.requireNonNull(made);
    }

    private Hands hands() {
        return Objects.requireNonNull(madeHands);
    }

    private Parent root() {
        return studio().scene().getRoot();
    }

    private Path key() {
        return dir().resolve("user").resolve("id_ed25519");
    }

    private static Design example() throws Exception {
        Path file =
                Path.of(System.getProperty("belay.home", ".."), "examples/gateway-cluster.belay");
        return ((Reading.Read) DesignFormat.read(Files.readAllBytes(file))).design();
    }

    private static Design with(Design design, String id, String address) {
        Node node = design.find(new ThingId(id), Node.class).orElseThrow();
        return design.with(node.withAddress(IpAddress.parse(address).good()));
    }

    private String address(String id) {
        return studio().design()
                .flatMap(design -> design.find(new ThingId(id), Node.class))
                .flatMap(Node::address)
                .map(IpAddress::toString)
                .orElse("");
    }

    private Path theirs(Design design) throws Exception {
        SshSigner signer = SshSigner.open(key(), Optional.empty(), Secrets.NONE);
        SealedBundle sealed =
                SealedBundle.of(design, BundleDraft.of(design, List.of()), Optional.of(signer));
        return Files.write(dir().resolve("theirs.zip"), sealed.zip());
    }

    private void press(FxRobot robot, String id) {
        hands().see(id);
        Keyboard.press(robot, root(), id);
    }

    private void type(FxRobot robot, String id, String text) {
        hands().see(id);
        Keyboard.tabTo(robot, root(), id);
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write(text);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_drawing_is_exported_and_merged_with_a_bundle_by_keyboard_alone(
            Language language, FxRobot robot) throws Exception {
        boolean isJapanese = language == Language.JAPANESE;
        Design begun = example();
        Path exported = dir().resolve("mine.zip");
        robot.interact(() -> {
            studio().ui().languageProperty().set(language);
            studio().draw(begun);
        });

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        type(robot, "export-file", exported.toString());
        press(robot, "export-go");
        hands().awaitText(isJapanese ? "書き出しました" : "Written: " + exported);
        press(robot, "export-close");
        assertThat(exported).exists();

        robot.interact(() ->
                studio().editor()
                        .edit(
                                EditName.of("change", "gw-1"),
                                now -> with(now, "gw-1", "10.20.0.51")));
        studio().choose(theirs(with(with(begun, "gw-1", "10.20.0.91"), "gw-2", "10.20.0.92")));
        robot.push(KeyCode.CONTROL, KeyCode.B);
        hands().awaitText(isJapanese ? "署名者不明" : "Signer unknown");
        press(robot, "bundle-trust");
        type(robot, "trust-name", "alice@example.com");
        press(robot, "trust-confirm");
        hands().awaitText(isJapanese ? "信頼済み" : "Trusted");
        assertThat(dir().resolve("user/allowed_signers")).exists();

        Keyboard.tabTo(robot, root(), "bundle-face-contents");
        robot.push(KeyCode.RIGHT).push(KeyCode.RIGHT);
        hands().see("merge-base");
        studio().choose(exported);
        press(robot, "merge-base");
        hands().awaitText(isJapanese ? "競合 1 件" : "1 conflict, 1 open");
        Keyboard.tabTo(robot, root(), "clash-mine");
        robot.push(KeyCode.DOWN);
        hands().awaitText(isJapanese ? "すべて解決" : "1 conflict, all settled");
        press(robot, "merge-take");
        hands().until("merged", () -> address("gw-1").equals("10.20.0.91"));
        assertThat(address("gw-2")).isEqualTo("10.20.0.92");
        robot.interact(() -> studio().editor().undo());
        assertThat(address("gw-1")).isEqualTo("10.20.0.51");
        assertThat(address("gw-2")).isEqualTo("10.20.0.12");
    }
}
