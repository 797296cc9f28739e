package dev.belay.app.config;

import dev.belay.app.ui.Syntax;
import dev.belay.app.ui.Texts;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;

/// One line of a difference, with its numbers, its sign, and the colours of its words.
final class DiffCell extends ListCell<DiffLine> {
    private final Texts texts;
    private final Syntax syntax;
    private final Label before = number();
    private final Label after = number();
    private final Label sign = new Label();
    private final HBox words = new HBox();
    private final HBox row = new HBox(before, after, sign, words);

    DiffCell(Texts texts, Syntax syntax) {
        this.texts = texts;
        this.syntax = syntax;
        row.getStyleClass().add("diff-row");
        words.setAlignment(Pos.CENTER_LEFT);
        sign.getStyleClass().addAll("mono", "sign");
        getStyleClass().add("diff-cell");
    }

    private static Label number() {
        Label number = new Label();
        number.getStyleClass().addAll("mono", "subtle", "line-number");
        return number;
    }

    @Override
    protected void updateItem(DiffLine line, boolean empty) {
        super.updateItem(line, empty);
        getStyleClass().removeAll("hunk", "same", "added", "removed");
        if (empty || line == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        getStyleClass().add(line.kind().name().toLowerCase(Locale.ROOT));
        before.setText(line.before() == 0 ? "" : Integer.toString(line.before()));
        after.setText(line.after() == 0 ? "" : Integer.toString(line.after()));
        sign.setText(
                switch (line.kind()) {
                    case ADDED -> "+";
                    case REMOVED -> "−";
                    case HUNK, SAME -> " ";
                });
        words.getChildren().clear();
        if (line.kind() == DiffLine.Kind.HUNK) {
            words.getChildren().add(word(line.text(), "hunk-text", false));
        } else {
            syntax.tokens(line.text()).forEach(token -> add(line, token));
        }
        setGraphic(row);
        setAccessibleText(texts.get("diff.spoken." + line.kind(), line.text()));
    }

    /// A word that is marked in part is two or three pieces.
    private void add(DiffLine line, Syntax.Token token) {
        List<Integer> edges =
                List.of(
                        token.from(),
                        Math.clamp(line.markFrom(), token.from(), token.to()),
                        Math.clamp(line.markTo(), token.from(), token.to()),
                        token.to());
        for (int i = 0; i < 3; i++) {
            int from = edges.get(i);
            int to = edges.get(i + 1);
            if (to > from) {
                words.getChildren()
                        .add(
                                word(
                                        line.text().substring(from, to),
                                        "syntax-" + token.kind().name().toLowerCase(Locale.ROOT),
                                        i == 1));
            }
        }
    }

    private static Node word(String text, String style, boolean marked) {
        Label word = new Label(text.replace("\t", "    "));
        word.getStyleClass().addAll("mono", style);
        word.setMinWidth(USE_PREF_SIZE);
        if (marked) {
            word.getStyleClass().add("marked");
        }
        return word;
    }
}
