package dev.belay.app.bundles;

import dev.belay.app.bundles.Prose.Block;
import dev.belay.app.bundles.Prose.Span;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A runbook to read: a command is in a line of its own, from which it can be copied.
final class RunbookPane extends ScrollPane {
    /// Whoever made a bundle may have put anything into it.
    private static final int SHOWN = 1_500;

    private static final double INDENT = 22;

    private final Texts texts;
    private final VBox page = new VBox();
    private String shown = "";

    RunbookPane(Texts texts) {
        this.texts = texts;
        setId("bundle-runbook");
        getStyleClass().add("runbook");
        page.getStyleClass().add("runbook-page");
        setContent(page);
        setFitToWidth(true);
    }

    void show(String markdown) {
        if (markdown.equals(shown)) {
            return;
        }
        shown = markdown;
        List<Block> blocks = Prose.of(markdown);
        List<Block> first = Prose.first(blocks, SHOWN);
        page.getChildren().setAll(first.stream().map(this::drawn).toList());
        boolean isWhole = first.equals(blocks);
        if (!isWhole) {
            int more = Math.max(1, blocks.size() - first.size());
            page.getChildren().add(Labels.prose(texts.get("contents.runbook.more", more), "muted"));
        }
        setVvalue(0);
    }

    private Node drawn(Block block) {
        return switch (block) {
            case Block.Heading(int level, List<Span> spans) ->
                    Labels.prose(
                            plain(spans),
                            level == 1 ? "type-page" : level == 2 ? "type-section" : "w600",
                            "runbook-heading");
            case Block.Paragraph(List<Span> spans) -> flow(spans);
            case Block.Item(int depth, String mark, List<Span> spans) -> item(depth, mark, spans);
            case Block.Code(int depth, String text) -> code(depth, text);
            case Block.Table(List<List<List<Span>>> rows) -> table(rows);
        };
    }

    private static String plain(List<Span> spans) {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    private static TextFlow flow(List<Span> spans) {
        TextFlow flow = new TextFlow();
        for (Span span : spans) {
            Text text = new Text(span.text());
            text.getStyleClass().add("runbook-text");
            if (span.isCode()) {
                text.getStyleClass().add("mono");
            }
            flow.getChildren().add(text);
        }
        HBox.setHgrow(flow, Priority.ALWAYS);
        flow.setMinWidth(0);
        return flow;
    }

    private static HBox item(int depth, String mark, List<Span> spans) {
        Label number = Labels.whole(mark, "muted");
        number.setMinWidth(INDENT);
        number.setAlignment(Pos.TOP_RIGHT);
        HBox item = new HBox(number, flow(spans));
        item.getStyleClass().add("runbook-item");
        item.setPadding(new Insets(0, 0, 0, depth * INDENT));
        return item;
    }

    private static VBox code(int depth, String text) {
        VBox lines = new VBox();
        for (String line : text.lines().toList()) {
            TextField field = new TextField(line);
            field.setEditable(false);
            field.getStyleClass().addAll("mono", "runbook-command");
            field.setAccessibleText(line);
            lines.getChildren().add(field);
        }
        lines.setPadding(new Insets(0, 0, 0, INDENT * (depth + 0.5)));
        return lines;
    }

    private static GridPane table(List<List<List<Span>>> rows) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("runbook-table");
        for (int row = 0; row < rows.size(); row++) {
            List<List<Span>> cells = rows.get(row);
            for (int column = 0; column < cells.size(); column++) {
                String text = plain(cells.get(column));
                grid.add(row == 0 ? Labels.prose(text, "w600") : Labels.prose(text), column, row);
            }
        }
        return grid;
    }
}
