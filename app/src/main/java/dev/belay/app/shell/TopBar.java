package dev.belay.app.shell;

import dev.belay.app.ui.Action;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Mark;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// Mark, cluster switcher, state sentence, search, Plan, help, settings.
final class TopBar extends HBox {
    TopBar(
            Ui ui,
            Texts texts,
            Clusters clusters,
            ShellActions actions,
            ObservableValue<Number> planned,
            Runnable showClusters,
            Runnable showProblems) {
        getStyleClass().add("top-bar");
        setAlignment(Pos.CENTER_LEFT);
        StackPane mark = new StackPane(new Mark(26));
        mark.getStyleClass().add("mark-place");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        StateLine state =
                new StateLine(texts, ui.languageProperty(), clusters.liveProperty(), showProblems);
        HBox.setHgrow(state, Priority.SOMETIMES);
        Label protectedChip = new Label();
        protectedChip.getStyleClass().addAll("chip", "bad", "protected-chip", "w600");
        protectedChip.textProperty().bind(texts.text("cluster.protected"));
        protectedChip.visibleProperty().bind(clusters.isProtectedProperty());
        protectedChip.managedProperty().bind(clusters.isProtectedProperty());
        protectedChip.setMinWidth(USE_PREF_SIZE);
        getChildren()
                .addAll(
                        mark,
                        switcher(texts, clusters, showClusters),
                        protectedChip,
                        state,
                        space,
                        search(texts, actions.palette()),
                        plan(texts, actions, planned),
                        buttons(actions));
    }

    private static HBox buttons(ShellActions actions) {
        HBox buttons =
                new HBox(
                        iconButton("top-help", actions.help()),
                        iconButton("top-settings", actions.settings()));
        buttons.setAlignment(Pos.CENTER_LEFT);
        return buttons;
    }

    private static Button switcher(Texts texts, Clusters clusters, Runnable showClusters) {
        Button switcher = new Button();
        switcher.setId("cluster-switcher");
        switcher.getStyleClass().add("cluster-switcher");
        Icon arrow = new Icon("fth-chevron-down", 13);
        arrow.getStyleClass().add("quiet");
        Label name = new Label();
        name.getStyleClass().add("w600");
        clusters.liveProperty()
                .flatMap(cluster -> cluster.nameProperty())
                .subscribe(given -> showName(name, texts, clusters));
        texts.text("cluster.none").subscribe(none -> showName(name, texts, clusters));
        HBox content = new HBox(name, arrow);
        content.getStyleClass().add("content");
        content.setAlignment(Pos.CENTER_LEFT);
        switcher.setGraphic(content);
        switcher.accessibleTextProperty().bind(texts.text("cluster.switch", name.textProperty()));
        switcher.setMinWidth(USE_PREF_SIZE);
        switcher.setOnAction(event -> showClusters.run());
        clusters.isProtectedProperty()
                .subscribe(isProtected -> {
                    switcher.getStyleClass().remove("protected");
                    if (isProtected) {
                        switcher.getStyleClass().add("protected");
                        Icon lock = new Icon("fth-lock", 14);
                        lock.getStyleClass().add("bad");
                        content.getChildren().setAll(lock, name, arrow);
                    } else {
                        content.getChildren().setAll(name, arrow);
                    }
                });
        return switcher;
    }

    private static Button search(Texts texts, Action palette) {
        Button search = new Button();
        search.setId("top-search");
        search.getStyleClass().add("search-box");
        Label hint = new Label();
        hint.getStyleClass().addAll("type-small", "subtle");
        hint.textProperty().bind(texts.text("search.hint"));
        Label keys = new Label("Ctrl K");
        keys.getStyleClass().add("key");
        keys.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox content = new HBox(new Icon("fth-search", 14), hint, space, keys);
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("content");
        search.setGraphic(content);
        search.accessibleTextProperty().bind(texts.text("search.hint"));
        search.setOnAction(event -> palette.perform());
        return search;
    }

    private static Button plan(Texts texts, ShellActions actions, ObservableValue<Number> planned) {
        Button plan = new Button();
        plan.setId("top-plan");
        plan.getStyleClass().addAll("large", "plan-button");
        Label word = new Label();
        word.textProperty().bind(texts.text("plan.button"));
        Label count = new Label();
        count.getStyleClass().add("plan-count");
        count.managedProperty().bind(count.visibleProperty());
        HBox content = new HBox(new Icon("fth-git-branch", 15), word, count);
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("content");
        plan.setGraphic(content);
        plan.setMinWidth(USE_PREF_SIZE);
        planned.subscribe(steps -> {
            count.setText(steps.toString());
            count.setVisible(steps.intValue() > 0);
            plan.getStyleClass().remove("has-steps");
            if (steps.intValue() > 0) {
                plan.getStyleClass().add("has-steps");
            }
        });
        plan.accessibleTextProperty().bind(texts.text("plan.spoken", planned));
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(texts.text("plan.tooltip"));
        plan.setTooltip(tooltip);
        plan.setOnAction(event -> actions.plan().perform());
        return plan;
    }

    private static Button iconButton(String id, Action action) {
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().addAll("flat", "icon-only");
        button.setGraphic(new Icon(action.icon(), 17));
        button.accessibleTextProperty().bind(action.name());
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(action.name());
        button.setTooltip(tooltip);
        button.setOnAction(event -> action.perform());
        return button;
    }

    private static void showName(Label label, Texts texts, Clusters clusters) {
        var live = clusters.liveProperty().get();
        label.setText(live == null ? texts.get("cluster.none") : live.nameProperty().get());
    }
}
