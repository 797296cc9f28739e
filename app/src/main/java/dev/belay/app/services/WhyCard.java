package dev.belay.app.services;

import dev.belay.api.ApiError;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServiceWhy.Candidate;
import dev.belay.api.ServiceWhy.Factor;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Why the chosen service is where it is: every host with its score, and what moved it.
final class WhyCard extends VBox {
    private final Texts texts;
    private final ServicesModel model;
    private final Label title = Labels.label("", "type-section", "w600");
    private final CheckGlyph asking = new CheckGlyph(CheckGlyph.Result.RUNNING, 14);
    private final Button again = new Button();
    private final VBox rows = new VBox();
    private final Redrawn drawn = new Redrawn();

    WhyCard(Texts texts, ServicesModel model) {
        this.texts = texts;
        this.model = model;
        setId("service-why");
        getStyleClass().add("card");
        again.setId("why-again");
        again.getStyleClass().addAll("small", "flat");
        again.setGraphic(new Icon("fth-refresh-cw", 14));
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setOnAction(event -> model.askWhy());
        HBox head = new HBox(title, Labels.space(), asking, again);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().addAll("line", "card-head");
        getChildren().addAll(head, rows);
    }

    void show() {
        title.setText(texts.get("why.title"));
        again.setText(texts.get("why.again"));
        asking.setVisible(model.isWhyAsking());
        drawn.show(
                List.of(
                        Optional.ofNullable(model.why()),
                        Optional.ofNullable(model.whyError()),
                        texts.language()),
                this::draw);
    }

    private void draw() {
        rows.getChildren().clear();
        ApiError error = model.whyError();
        ServiceWhy why = model.why();
        if (error != null) {
            rows.getChildren()
                    .add(Labels.prose(ServiceWords.refused(texts, error), "bad-text", "card-row"));
        } else if (why == null) {
            rows.getChildren().add(Labels.prose(texts.get("why.asking"), "muted", "card-row"));
        } else if (why.candidates().isEmpty()) {
            rows.getChildren().add(Labels.prose(texts.get("why.none"), "muted", "card-row"));
        } else {
            why.candidates().forEach(one -> rows.getChildren().add(candidate(why, one)));
        }
    }

    private Node candidate(ServiceWhy why, Candidate candidate) {
        boolean placed = candidate.node().equals(why.placedOn());
        boolean never = ServiceWords.isNever(candidate.score());
        Label score =
                Labels.whole(
                        ServiceWords.score(candidate.score()),
                        "mono",
                        "w500",
                        "score",
                        never ? "bad-text" : placed ? "good-text" : "muted");
        score.setAccessibleText(
                never
                        ? texts.get("why.never")
                        : texts.get("why.score", ServiceWords.score(candidate.score())));
        HBox line =
                new HBox(
                        new CheckGlyph(
                                placed
                                        ? CheckGlyph.Result.PASS
                                        : never
                                                ? CheckGlyph.Result.SKIPPED
                                                : CheckGlyph.Result.WAITS,
                                16),
                        Labels.whole(candidate.node(), "w500", "resource-name"),
                        Labels.whole(
                                ServiceWords.hostState(texts, candidate.state()),
                                "type-small",
                                "muted"),
                        Labels.space(),
                        score);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("line");
        VBox row = new VBox(line, factors(candidate));
        row.getStyleClass().add("card-row");
        return row;
    }

    private Node factors(Candidate candidate) {
        String said =
                candidate.factors().isEmpty()
                        ? texts.get(
                                ServiceWords.isNever(candidate.score())
                                        ? "why.by-state"
                                        : "why.no-factor")
                        : candidate.factors().stream()
                                .map(this::factor)
                                .collect(Collectors.joining(" · "));
        return Labels.prose(said, "type-small", "muted", "below-glyph");
    }

    private String factor(Factor factor) {
        return texts.get(
                "why.factor",
                ServiceWords.cause(texts, factor.cause(), factor.subject()),
                ServiceWords.score(factor.score()));
    }
}
