package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.ClusterContainer;
import dev.belay.app.topology.Drawing.Container;
import dev.belay.app.topology.Drawing.PlaceContainer;
import dev.belay.app.topology.Drawing.ZoneContainer;
import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Chip.Tone;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.ThingIcons;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Quorum;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/// A container on the canvas: a ground, a line around it, and a header.
final class ContainerView extends Region {

    static final double HEADER = 28;
    private static final double LEAST_HEADER_SCALE = 0.85;
    private static final double LEAST_WIDTH = 40;

    /// What the layout leaves free above the cards, at 100 %.
    private static final double ROOM = 40;

    private static final double LEGEND_HEIGHT = 14;
    private static final double LEAST_TITLE = 24;
    private static final double GAP = 6;

    /// Beside icon and title.
    private static final double GAPS = 36;

    private final Ui ui;
    private final NodeWords words;
    private final HBox header = new HBox();
    private final Scale headerScale = new Scale(1, 1, 0, 0);
    private final Label title = new Label();
    private final Label detail = new Label();
    private final Region spring = new Region();
    private final Chip chip = new Chip("", Tone.NEUTRAL);
    private final Tooltip chipWhy = new Tooltip();
    private final AgeBadge age;
    private final Icon icon;
    private final boolean outermost;
    private String shownId = "";
    private boolean legend;
    private boolean heard;
    private boolean quiet;
    private double headerHeight = HEADER;
    private Box placedBox = Box.EMPTY;
    private double placedZoom;
    private @Nullable SiteBody body;
    private @Nullable Container shown;
    private @Nullable Language language;

    ContainerView(Ui ui, NodeWords words, Container container) {
        this.ui = ui;
        this.words = words;
        this.age = new AgeBadge(ui);
        setManaged(false);
        setMouseTransparent(false);
        setPickOnBounds(false);
        getStyleClass().addAll("container", kind(container));
        header.getStyleClass().add("container-header");
        header.setAlignment(Pos.CENTER_LEFT);
        header.setManaged(false);
        header.getTransforms().add(headerScale);
        title.getStyleClass().addAll("container-title", "w600");
        detail.getStyleClass().addAll("container-detail", "mono");
        title.setMinWidth(LEAST_TITLE);
        detail.setMinWidth(0);
        chip.setMinWidth(USE_PREF_SIZE);
        age.setMinWidth(USE_PREF_SIZE);
        outermost = container.parent().isEmpty();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Tooltip.install(chip, chipWhy);
        icon = icon(container);
        getChildren().add(header);
        show(container);
    }

    private static String kind(Container container) {
        return switch (container) {
            case ClusterContainer cluster -> "cluster";
            case ZoneContainer zone -> "zone";
            case PlaceContainer place -> place.kind().code();
        };
    }

    private static Icon icon(Container container) {
        return switch (container) {
            case ClusterContainer cluster -> new Icon("fth-share-2", 14);
            case ZoneContainer zone -> new Icon("fth-grid", 13);
            case PlaceContainer place -> new Icon(ThingIcons.of(place.kind()), 14);
        };
    }

    String containerId() {
        return shownId;
    }

    void show(Container container) {
        if (container.equals(shown) && ui.language() == language) {
            return;
        }
        shown = container;
        language = ui.language();
        placedZoom = 0;
        shownId = container.id();
        setId("container-" + container.id());
        title.setText(container.title());
        switch (container) {
            case ClusterContainer cluster -> show(cluster);
            case ZoneContainer zone -> show(zone);
            case PlaceContainer place -> show(place);
        }
        requestLayout();
    }

    private void show(ClusterContainer cluster) {
        var texts = words.texts();
        var quorum = cluster.quorum();
        heard = !cluster.authority().isEmpty();
        detail.setText(
                !heard
                        ? ""
                        : cluster.coordinator().isEmpty()
                                ? texts.get("cluster.leaderless", Long.toString(cluster.term()))
                                : texts.get(
                                        "cluster.detail",
                                        Long.toString(cluster.term()),
                                        cluster.coordinator()));
        show(age, heard);
        if (heard) {
            age.show(texts.get("cluster.facts"), cluster.authority(), cluster.ageMillis());
        }
        if (!heard) {
            showChip(Tone.NEUTRAL, texts.get("cluster.unheard"), texts.get("cluster.unheard.why"));
        } else if (!quorum.held()) {
            showChip(
                    Tone.BAD,
                    texts.get("cluster.no-quorum", quorum.votersUp(), quorum.votersTotal()),
                    texts.get("cluster.no-quorum.why", quorum.needed()));
        } else {
            showChip(
                    tone(quorum), votesUp(quorum), texts.get("cluster.votes.why", quorum.needed()));
        }
        setAccessibleText(texts.get("cluster.sentence", cluster.title(), chip.getText()));
    }

    private static Tone tone(Quorum quorum) {
        return quorum.votersUp() < quorum.votersTotal() ? Tone.WARNING : Tone.NEUTRAL;
    }

    private String votesUp(Quorum quorum) {
        return words.texts().get("cluster.votes", quorum.votersUp(), quorum.votersTotal());
    }

    private void show(ZoneContainer zone) {
        var texts = words.texts();
        detail.setText("");
        show(age, false);
        show(chip, zone.decides());
        if (zone.decides()) {
            showChip(
                    Tone.WARNING,
                    texts.get("zone.votes", zone.votes(), zone.votesTotal()),
                    texts.get("zone.votes.why", zone.title()));
            if (chip.getGraphic() == null) {
                chip.setGraphic(new CheckGlyph(CheckGlyph.Result.WARNING, 11));
            }
        }
        setAccessibleText(texts.get("zone.sentence", zone.title(), zone.votes()));
    }

    private void show(PlaceContainer place) {
        detail.setText(place.detail());
        if (body != null) {
            getChildren().remove(body);
            body = null;
        }
        if (!place.inmates().isEmpty()) {
            body = new SiteBody(place.inmates());
            body.getTransforms().add(headerScale);
            getChildren().add(body);
        }
        show(age, false);
        show(chip, false);
        setAccessibleText(
                words.texts().get("thing.sentence", words.kind(place.kind()), place.title()));
    }

    private void showChip(Tone tone, String text, String why) {
        show(chip, true);
        chip.setTone(tone);
        quiet = tone == Tone.NEUTRAL;
        chip.setText(text);
        chipWhy.setText(why);
    }

    private static void show(Region part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }

    void place(Box box, double zoom) {
        if (box.equals(placedBox) && zoom == placedZoom) {
            return;
        }
        placedBox = box;
        placedZoom = zoom;
        double x = Math.rint(box.x() * zoom);
        double y = Math.rint(box.y() * zoom);
        resizeRelocate(x, y, Math.rint(box.right() * zoom) - x, Math.rint(box.bottom() * zoom) - y);
        legend = HEADER * LEAST_HEADER_SCALE > ROOM * zoom + LEGEND_HEIGHT / 2;
        double factor = legend ? LEAST_HEADER_SCALE : Math.max(LEAST_HEADER_SCALE, zoom);
        headerScale.setX(factor);
        headerScale.setY(factor);
        header.pseudoClassStateChanged(Pseudo.LEGEND, legend);
        boolean room = !legend && DetailLevel.of(zoom) != DetailLevel.FAR;
        // Its parts are put in anew only when they are others: that has them styled again.
        int parts = legend ? 1 : 6;
        if (header.getChildren().size() != parts) {
            if (legend) {
                header.getChildren().setAll(title);
            } else {
                header.getChildren().setAll(icon, title, detail, spring, chip, age);
            }
        }
        detail.setVisible(room);
        age.setVisible(room && heard);
        chip.setVisible(chip.isManaged() && (room || !quiet));
        headerHeight = Math.min(HEADER * factor, ROOM * zoom) / factor;
        header.setVisible(getWidth() >= LEAST_WIDTH);
        requestLayout();
    }

    /// What is behind the name is cut off before the name is.
    private void giveWay(double width) {
        double taken = GAPS + icon.prefWidth(-1);
        for (Region part : List.of(chip, age)) {
            taken += part.isManaged() ? part.prefWidth(-1) + GAP : 0;
        }
        title.setMinWidth(Math.max(LEAST_TITLE, Math.min(title.prefWidth(-1), width - taken)));
    }

    private void layoutBody(double width) {
        if (body != null) {
            double room = (getHeight() - headerHeight * headerScale.getY()) / headerScale.getY();
            double height = body.prefHeight(width);
            body.setVisible(height <= room && DetailLevel.of(placedZoom) != DetailLevel.FAR);
            body.resizeRelocate(0, headerHeight * headerScale.getY(), width, height);
        }
    }

    /// Where there is no room for a header inside, the title stands on the upper line instead.
    @Override
    protected void layoutChildren() {
        if (!legend) {
            double width = getWidth() / headerScale.getX();
            header.resizeRelocate(0, 0, width, headerHeight);
            giveWay(width);
            layoutBody(width);
            return;
        }
        header.applyCss();
        if (body != null) {
            body.setVisible(false);
        }
        double width = Math.min(getWidth() - 8, header.prefWidth(-1));
        double y = outermost ? -LEGEND_HEIGHT - 1 : -LEGEND_HEIGHT / 2 - 2;
        header.resizeRelocate(6, y, width, LEGEND_HEIGHT / headerScale.getY());
    }
}
