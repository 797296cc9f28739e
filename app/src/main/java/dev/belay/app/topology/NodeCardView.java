package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.NodeCard;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.NodeState;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/// One member on the canvas, in one of three levels of detail.
///
/// Far and mid are drawn in screen pixels, so that a name can be read at any zoom; near is drawn at
/// 100 % and scaled. It has no shadow and places its children by hand: hundreds of them move at
/// once.
final class NodeCardView extends Region implements CardView {

    static final double FAR_WIDTH = 34;
    static final double FAR_HEIGHT = 22;
    static final double MID_WIDTH = 150;
    static final double MID_HEIGHT = 42;

    private static final double FAR_BAR = 5;
    private static final double LEFT = 13;
    private static final double RIGHT = 10;
    private static final double GAP = 7;

    private final Ui ui;
    private final NodeWords words;
    private final Scale scale = new Scale(1, 1, 0, 0);
    private final Label name = new Label();
    private final StateChange change;
    private StateGlyph glyph = new StateGlyph(NodeState.UNKNOWN, 16);
    private @Nullable NodeCardBody body;
    private @Nullable NodeCard card;
    private @Nullable DetailLevel level;
    private @Nullable Language language;

    NodeCardView(Ui ui, NodeWords words) {
        this.ui = ui;
        this.words = words;
        this.change = new StateChange(ui.motion());
        getStyleClass().addAll("node-card", "stateful", "unknown");
        setManaged(false);
        setAccessibleRole(AccessibleRole.BUTTON);
        getTransforms().add(scale);
        name.getStyleClass().addAll("node-name", "w600");
        name.setMouseTransparent(true);
    }

    @Nullable NodeCard card() {
        return card;
    }

    /// The language that it was last written in.
    @Nullable Language language() {
        return language;
    }

    /// Shows the facts of now; a state that changed since the last call is pointed out once.
    void show(NodeCard next) {
        var before = card;
        card = next;
        language = ui.language();
        setId("card-" + next.id());
        name.setText(next.title());
        setAccessibleText(words.card(next));
        if (before == null || before.state() != next.state()) {
            if (before != null) {
                getStyleClass().remove(StateGlyph.styleClass(before.state()));
            }
            getStyleClass().remove(StateGlyph.styleClass(NodeState.UNKNOWN));
            getStyleClass().add(StateGlyph.styleClass(next.state()));
            glyph.setState(next.state());
            if (before != null && before.id().equals(next.id())) {
                change.play(this, glyph);
            }
        }
        if (body != null) {
            body.show(next);
        }
        requestLayout();
    }

    @Override
    public Region region() {
        return this;
    }

    @Override
    public String cardId() {
        return card == null ? "" : card.id();
    }

    @Override
    public void setSelected(boolean selected) {
        pseudoClassStateChanged(Pseudo.SELECTED, selected);
    }

    /// Puts the card where the drawing has it, at this zoom.
    ///
    /// @param box where it is at 100 %
    void place(Box box, double zoom) {
        var wanted = DetailLevel.of(zoom);
        if (wanted != level) {
            setLevel(wanted);
        }
        if (wanted == DetailLevel.NEAR) {
            scale.setX(zoom);
            scale.setY(zoom);
            resizeRelocate(box.x() * zoom, box.y() * zoom, box.width(), box.height());
            return;
        }
        var shown = shownBox(box, zoom);
        scale.setX(1);
        scale.setY(1);
        resizeRelocate(
                Math.rint(shown.x() * zoom),
                Math.rint(shown.y() * zoom),
                Math.rint(shown.width() * zoom),
                Math.rint(shown.height() * zoom));
    }

    /// The part of its place that a card fills at this zoom, at 100 %: all of it when near.
    static Box shownBox(Box box, double zoom) {
        return switch (DetailLevel.of(zoom)) {
            case FAR -> centered(box, FAR_WIDTH / zoom, FAR_HEIGHT / zoom);
            case MID -> centered(box, MID_WIDTH / zoom, MID_HEIGHT / zoom);
            case NEAR -> box;
        };
    }

    private static Box centered(Box box, double width, double height) {
        double w = Math.min(box.width(), width);
        double h = Math.min(box.height(), height);
        return new Box(box.x() + (box.width() - w) / 2, box.y() + (box.height() - h) / 2, w, h);
    }

    private void setLevel(DetailLevel next) {
        level = next;
        boolean near = next == DetailLevel.NEAR;
        getStyleClass().removeAll("far", "mid", "near");
        getStyleClass()
                .add(
                        switch (next) {
                            case FAR -> "far";
                            case MID -> "mid";
                            case NEAR -> "near";
                        });
        var now = card;
        glyph = new StateGlyph(now == null ? NodeState.UNKNOWN : now.state(), glyphSize(next));
        switch (next) {
            case FAR -> getChildren().setAll(glyph);
            case MID, NEAR -> getChildren().setAll(glyph, name);
        }
        body = near ? new NodeCardBody(ui, words) : null;
        if (body != null) {
            getChildren().addAll(body.parts());
            if (now != null) {
                body.show(now);
            }
        }
        requestLayout();
    }

    void add(Region part) {
        getChildren().add(part);
    }

    void remove(Region part) {
        getChildren().remove(part);
    }

    private static int glyphSize(DetailLevel level) {
        return level == DetailLevel.FAR ? 12 : 16;
    }

    @Override
    protected void layoutChildren() {
        double size = glyph.prefWidth(-1);
        double width = getWidth();
        double height = getHeight();
        change.layout(width, height);
        if (level == DetailLevel.FAR) {
            glyph.setVisible(height >= size && width >= size + FAR_BAR);
            glyph.resizeRelocate(
                    Math.rint((width + FAR_BAR - size) / 2),
                    Math.rint((height - size) / 2),
                    size,
                    size);
            return;
        }
        double header = level == DetailLevel.MID ? height : NodeCardBody.HEADER;
        glyph.setVisible(true);
        glyph.resizeRelocate(LEFT, Math.rint((header - size) / 2), size, size);
        double x = LEFT + size + GAP;
        double right = width - RIGHT;
        if (body != null) {
            right = body.layoutHeader(right, x, name.prefWidth(-1));
            body.layoutBody(LEFT - 1, width);
        }
        double nameWidth = Math.max(0, Math.min(name.prefWidth(-1), right - x));
        double nameHeight = name.prefHeight(-1);
        name.resizeRelocate(x, Math.rint((header - nameHeight) / 2), nameWidth, nameHeight);
    }
}
