package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.ThingCard;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.ThingIcons;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/// A designed thing on the canvas that is not alive: icon, name, a few lines. Drawn at 100 % and
/// scaled when near; in screen pixels, with less on it, from farther away.
final class ThingCardView extends Region implements CardView {

    private static final double LEFT = 10;
    private static final double HEADER = 32;
    private static final double LINE = 16;
    private static final double GAP = 7;
    private static final double TWO_LINES = 36;
    private static final double TIGHT = 6;

    /// No name is wider than so many of these: asking for its width costs more.
    private static final double WIDE_LETTER = 14;

    private final NodeWords words;
    private final Scale scale = new Scale(1, 1, 0, 0);
    private final Label name = new Label();
    private final List<Label> lines = new ArrayList<>();
    private Icon icon = new Icon("fth-box", 15);
    private @Nullable ThingCard card;
    private DetailLevel level = DetailLevel.NEAR;

    ThingCardView(NodeWords words) {
        this.words = words;
        getStyleClass().add("thing-card");
        setManaged(false);
        setAccessibleRole(AccessibleRole.BUTTON);
        getTransforms().add(scale);
        name.getStyleClass().addAll("node-name", "w500");
        name.setMouseTransparent(true);
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

    void show(ThingCard next) {
        setAccessibleText(words.card(next));
        if (next.equals(card)) {
            return;
        }
        card = next;
        setId("card-" + next.id());
        name.setText(next.title());
        icon = new Icon(ThingIcons.of(next.kind()), 15);
        lines.clear();
        for (var line : next.lines()) {
            var label = new Label(line);
            label.getStyleClass().addAll("node-address", "mono");
            // Of an id both ends tell it from others.
            label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            label.setMouseTransparent(true);
            lines.add(label);
        }
        fill();
    }

    private void fill() {
        getChildren().setAll(icon);
        if (level != DetailLevel.FAR) {
            getChildren().add(name);
        }
        if (level == DetailLevel.NEAR) {
            getChildren().addAll(lines);
        }
        requestLayout();
    }

    void place(Box box, double zoom) {
        var wanted = DetailLevel.of(zoom);
        if (wanted != level) {
            level = wanted;
            fill();
        }
        boolean near = wanted == DetailLevel.NEAR;
        scale.setX(near ? zoom : 1);
        scale.setY(near ? zoom : 1);
        var shown = NodeCardView.shownBox(box, zoom);
        double factor = near ? 1 : zoom;
        resizeRelocate(
                Math.rint(shown.x() * zoom),
                Math.rint(shown.y() * zoom),
                Math.rint(shown.width() * factor),
                Math.rint(shown.height() * factor));
    }

    @Override
    protected void layoutChildren() {
        double size = icon.prefWidth(-1);
        boolean far = level == DetailLevel.FAR;
        double header = level == DetailLevel.NEAR ? HEADER : getHeight();
        boolean near = level == DetailLevel.NEAR;
        double left = near ? LEFT : TIGHT + 2;
        double x = far ? (getWidth() - size) / 2 : left;
        icon.resizeRelocate(Math.rint(x), Math.rint((header - size) / 2), size, size);
        double nameX = left + size + (near ? GAP : TIGHT);
        double room = Math.max(0, getWidth() - nameX - (near ? LEFT : TIGHT - 2));
        // Farther away a long name takes two lines rather than being cut off.
        boolean isLong =
                level == DetailLevel.MID
                        && name.getText().length() * WIDE_LETTER > room
                        && name.prefWidth(-1) > room;
        boolean isWrapped = isLong && header >= TWO_LINES;
        if (name.isWrapText() != isWrapped) {
            name.setWrapText(isWrapped);
        }
        double nameHeight =
                isWrapped ? Math.min(header, name.prefHeight(room)) : name.prefHeight(-1);
        name.resizeRelocate(nameX, Math.rint((header - nameHeight) / 2), room, nameHeight);
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).resizeRelocate(LEFT, HEADER - 2 + i * LINE, getWidth() - 2 * LEFT, LINE);
        }
    }
}
