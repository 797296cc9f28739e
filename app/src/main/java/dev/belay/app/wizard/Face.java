package dev.belay.app.wizard;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;

/// What a wizard shows inside the frame. FX thread only.
public interface Face {
    /// Fills a page of kind FORM or LIVE; stands above what the frame shows on the others. Made
    /// anew when the page or the language changes.
    ///
    /// @return null when there is nothing to add
    @Nullable Node page(Page page);

    /// Further buttons of the footer, before the one that leads on.
    default List<Button> buttons(Page page) {
        return List.of();
    }

    /// One sentence at the left of the footer; empty for none.
    default String note(Page page) {
        return "";
    }

    /// The user wants to go on; true when the face asks something first and goes on by itself.
    default boolean onward(Page page) {
        return false;
    }

    /// The page is not in view any more.
    default void left() {}
}
