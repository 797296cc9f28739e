package dev.belay.app.bundles;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.model.status.NodeState;
import dev.belay.reach.bundle.SignerKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Why a bundle is not opened: all that is wrong with it, or that nobody knows who signed it.
final class RefusedPane extends ScrollPane {
    private static final int SHOWN = 20;

    private final Texts texts;
    private final BundleWords words;
    private final Button again;
    private final Button choose;
    private final Button trust;
    private final VBox body = new VBox();

    RefusedPane(Texts texts, Runnable again, Runnable choose, Runnable trust) {
        this.texts = texts;
        this.words = new BundleWords(texts);
        this.again = button("bundle-again", "again", again);
        this.choose = button("bundle-choose-another", "open", choose);
        this.trust = button("bundle-trust-stranger", "trust", trust);
        setContent(body);
        setFitToWidth(true);
        setFocusTraversable(false);
        body.getStyleClass().add("bundle-refused");
    }

    private Button button(String id, String key, Runnable run) {
        Button button = new Button();
        button.setId(id);
        button.textProperty().bind(texts.text(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> run.run());
        return button;
    }

    void refused(Path file, Trouble trouble) {
        List<Node> all = new ArrayList<>();
        all.add(head(new StateGlyph(NodeState.FAILED, 26), "refused"));
        all.add(Labels.prose(texts.get("refused.why", file)));
        List<BundleWords.Said> said = words.trouble(trouble);
        said.stream().limit(SHOWN).forEach(one -> all.add(problem(one)));
        if (said.size() > SHOWN) {
            all.add(Labels.prose(texts.get("refused.more", said.size() - SHOWN), "muted"));
        }
        all.add(buttons(choose, again));
        body.getChildren().setAll(all);
    }

    void stranger(Path file, SignerKey signer, Optional<Trouble> listTrouble) {
        List<Node> all = new ArrayList<>();
        all.add(head(new CheckGlyph(CheckGlyph.Result.WARNING, 26), "stranger"));
        all.add(Labels.prose(texts.get("stranger.why", file)));
        all.add(TrustCard.fingerprint(signer));
        all.add(Labels.prose(texts.get("stranger.advice")));
        listTrouble.ifPresent(one ->
                all.add(Labels.prose(texts.get("trust.failed", words.first(one)), "bad-text")));
        all.add(buttons(trust, choose));
        body.getChildren().setAll(all);
    }

    private HBox head(Node glyph, String key) {
        HBox head = new HBox(glyph, Labels.prose(texts.get(key), "type-page"));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("refused-head");
        return head;
    }

    private static VBox problem(BundleWords.Said said) {
        VBox problem = new VBox();
        problem.getStyleClass().add("refused-problem");
        if (!said.code().isEmpty()) {
            Label code = Labels.label(said.code(), "mono", "muted");
            problem.getChildren().add(code);
        }
        problem.getChildren()
                .addAll(Labels.prose(said.sentence(), "w500"), Labels.prose(said.advice()));
        return problem;
    }

    private static HBox buttons(Button... all) {
        HBox buttons = new HBox(all);
        buttons.getStyleClass().add("refused-buttons");
        return buttons;
    }
}
