package dev.belay.app.bundles;

import dev.belay.model.design.Design;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The drawing of this window, as bundles see it.
public interface Drawing {

    /// Null while none is open.
    ObservableValue<@Nullable Design> design();

    /// Whether the present change of the design is that another one was opened; to be asked by who
    /// is told of the change.
    boolean wasOpened();

    /// Shows a design that no file has yet; asks first while something is not saved.
    ///
    /// @param shown called when it is there
    void open(Design design, Runnable shown);

    /// Puts another design in its place, as one step that can be undone.
    ///
    /// @param bundle that it was merged with, as the step's name has it
    void merge(Design merged, String bundle);
}
