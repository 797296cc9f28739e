package dev.belay.app.config;

import dev.belay.api.ApiError;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.model.status.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What stands above the sets while a change is on its way, and after it was refused.
final class Strips {
    private static final int PATHS_SHOWN = 5;

    private final Texts texts;
    private final ConfigModel model;

    Strips(Texts texts, ConfigModel model) {
        this.texts = texts;
        this.model = model;
    }

    /// Those that are to be seen now.
    List<Node> now() {
        List<Node> now = new ArrayList<>();
        ApiError acted = model.actError();
        if (acted != null) {
            now.add(trouble(acted));
        }
        ConfigModel.Sending sending = model.sending();
        if (sending != null) {
            now.add(sending(sending));
        }
        if (!model.refusedPaths().isEmpty()) {
            now.add(refusedPaths());
        }
        return now;
    }

    private Node trouble(ApiError error) {
        Label said =
                Labels.label(
                        (model.isActUnknown() ? texts.get("config.unknown") + " " : "")
                                + refused(texts, error));
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        HBox strip =
                new HBox(
                        new StateGlyph(
                                model.isActUnknown() ? NodeState.UNKNOWN : NodeState.FAILED, 16),
                        said);
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().addAll("banner", model.isActUnknown() ? "warning" : "bad");
        return strip;
    }

    /// What was wanted, what was found and what to do: in English as it was said, in Japanese by
    /// its code where that is known.
    static String refused(Texts texts, ApiError error) {
        RefusalWords words = RefusalWords.in(texts.language());
        String advice = words.advice(error);
        return known(texts, error)
                .map(known -> texts.get("config.refused.known", known, error.found(), advice))
                .orElseGet(
                        () -> texts.get("config.refused", error.wanted(), error.found(), advice));
    }

    /// Likewise, for what was only asked.
    static String unread(Texts texts, ApiError error) {
        RefusalWords words = RefusalWords.in(texts.language());
        String advice = words.advice(error);
        return known(texts, error)
                .map(known -> texts.get("config.error.known", known, error.found(), advice))
                .orElseGet(() -> texts.get("config.error.why", error.found(), advice));
    }

    private static Optional<String> known(Texts texts, ApiError error) {
        return texts.language() == Language.JAPANESE
                ? RefusalWords.in(texts.language()).sentence(error)
                : Optional.empty();
    }

    private Node sending(ConfigModel.Sending sending) {
        Label said =
                Labels.label(
                        sending.isStopped()
                                ? texts.get("publish.stopping")
                                : sending.of() == 0
                                        ? texts.get("publish.reading", sending.folder())
                                        : texts.get(
                                                "publish.sending",
                                                texts.figures().bytes((double) sending.bytes()),
                                                texts.figures().bytes((double) sending.of())));
        said.setId("publish-progress");
        Button stop = new Button(texts.get("publish.stop"));
        stop.setId("publish-stop");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setDisable(sending.isStopped());
        stop.setOnAction(event -> model.stopPublishing());
        HBox strip =
                new HBox(new CheckGlyph(CheckGlyph.Result.RUNNING, 16), said, Labels.space(), stop);
        strip.getStyleClass().add("banner");
        return strip;
    }

    private Node refusedPaths() {
        int all = model.refusedPaths().size();
        Label head = Labels.label(texts.get("publish.refused", all), "w500");
        VBox lines = new VBox(head);
        lines.getStyleClass().add("refused-paths");
        model.refusedPaths().stream()
                .limit(PATHS_SHOWN)
                .forEach(error -> {
                    Label line =
                            Labels.label(
                                    error.code() + " · " + refused(texts, error), "type-small");
                    line.setWrapText(true);
                    line.setMinHeight(Region.USE_PREF_SIZE);
                    lines.getChildren().add(line);
                });
        if (all > PATHS_SHOWN) {
            lines.getChildren()
                    .add(
                            Labels.label(
                                    texts.get("publish.refused.more", all - PATHS_SHOWN),
                                    "type-small"));
        }
        HBox.setHgrow(lines, Priority.ALWAYS);
        HBox strip = new HBox(new StateGlyph(NodeState.FAILED, 16), lines);
        strip.setId("publish-refused");
        strip.getStyleClass().addAll("banner", "bad");
        return strip;
    }
}
