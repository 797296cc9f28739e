package dev.belay.app.ui;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/// Carries a control and, while it is disabled, the tooltip that says why: a disabled control
/// itself hears no mouse.
public final class WhyNot extends StackPane {
    private final Tooltip tooltip = new Tooltip();

    /// Wraps a control.
    ///
    /// @param reason shown while the control is disabled; also its accessible help
    public WhyNot(Control control, ObservableValue<String> reason) {
        super(control);
        setPickOnBounds(true);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        tooltip.textProperty().bind(reason);
        control.accessibleHelpProperty().bind(reason);
        control.disableProperty()
                .subscribe(disabled -> {
                    if (disabled) {
                        Tooltip.install(this, tooltip);
                    } else {
                        Tooltip.uninstall(this, tooltip);
                    }
                });
    }
}
