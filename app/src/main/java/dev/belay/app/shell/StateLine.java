package dev.belay.app.shell;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.model.status.Picture;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The state sentence in the top bar.
final class StateLine extends HBox {
    private final Texts texts;
    private final ObservableValue<@Nullable LiveCluster> live;
    private final Runnable showProblems;
    private @Nullable StateSentence shown;

    StateLine(
            Texts texts,
            ObservableValue<Language> language,
            ObservableValue<@Nullable LiveCluster> live,
            Runnable showProblems) {
        this.texts = texts;
        this.live = live;
        this.showProblems = showProblems;
        setId("state-line");
        getStyleClass().add("state-line");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        live.flatMap(LiveCluster::pictureProperty).orElse(Picture.EMPTY).subscribe(this::show);
        live.subscribe(now -> redraw());
        language.subscribe(now -> redraw());
    }

    private void redraw() {
        shown = null;
        LiveCluster cluster = live.getValue();
        show(cluster == null ? Picture.EMPTY : cluster.pictureProperty().get());
    }

    private void show(Picture picture) {
        if (live.getValue() == null) {
            shown = null;
            Label hint = new Label(texts.get("state.no-cluster"));
            hint.getStyleClass().addAll("type-small", "muted");
            getChildren().setAll(hint);
            setAccessibleText(hint.getText());
            return;
        }
        StateSentence sentence = StateSentence.of(picture, texts);
        if (sentence.equals(shown)) {
            return;
        }
        shown = sentence;
        List<Node> parts = new ArrayList<>();
        parts.add(new CheckGlyph(sentence.worst(), 15));
        for (StateSentence.Part part : sentence.parts()) {
            if (parts.size() > 1) {
                Label dot = new Label("·");
                dot.getStyleClass().addAll("type-small", "subtle");
                parts.add(dot);
            }
            parts.add(words(part));
        }
        getChildren().setAll(parts);
        setAccessibleText(sentence.spoken());
    }

    private Node words(StateSentence.Part part) {
        String tone =
                switch (part.tone()) {
                    case PLAIN -> "plain-text";
                    case WARNING -> "warning-text";
                    case BAD -> "bad-text";
                };
        if (part.leadsToProblems()) {
            Hyperlink link = new Hyperlink(part.text());
            link.setId("state-problems");
            link.getStyleClass().addAll("type-small", tone);
            link.setOnAction(event -> showProblems.run());
            return link;
        }
        Label label = new Label(part.text());
        label.getStyleClass().addAll("type-small", tone);
        return label;
    }
}
