package dev.belay.app.ui;

import java.util.Objects;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;

/// A line icon of the Feather pack, in a square of its size.
///
/// It is drawn in the looked-up colour `-belay-icon`, which any parent may set; so it is a plain
/// text and not the pack's own control, whose colour and size do not follow `em` and parents.
public final class Icon extends StackPane {
    private final Text letter = new Text();

    /// An icon by its name in the pack.
    ///
    /// @param literal such as `fth-search`
    /// @param pixels 10, 12, 13, 14, 15, 16, 18, 20 or 26 at 100 %
    public Icon(String literal, int pixels) {
        getStyleClass().addAll("icon", "px-" + pixels);
        letter.getStyleClass().add("letter");
        setMouseTransparent(true);
        setLiteral(literal);
        getChildren().add(letter);
    }

    public void setLiteral(String literal) {
        int code = Feather.findByDescription(Objects.requireNonNull(literal)).getCode();
        letter.setText(Character.toString(code));
    }
}
