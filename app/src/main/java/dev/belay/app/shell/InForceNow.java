package dev.belay.app.shell;

import dev.belay.api.DesignText;
import dev.belay.app.plan.PlanModel;
import dev.belay.app.plan.PlanPort.Known;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The design in force of the cluster that is looked at, as the plan heard it last; read once for
/// each version of it. Confined to the UI thread.
final class InForceNow {
    private final Executor background;
    private final Executor ui;
    private final ReadOnlyObjectWrapper<@Nullable Design> design = new ReadOnlyObjectWrapper<>();
    private String text = "";

    private InForceNow(Executor background, Executor ui) {
        this.background = background;
        this.ui = ui;
    }

    /// Null while none is in force, or none that this program can read.
    static ObservableValue<@Nullable Design> of(PlanModel plan, Executor background, Executor ui) {
        InForceNow made = new InForceNow(background, ui);
        plan.changesProperty()
                .subscribe(() ->
                        made.heard(
                                plan.known().map(Known::inForce).map(DesignText::text).orElse("")));
        return made.design.getReadOnlyProperty();
    }

    private void heard(String now) {
        if (now.equals(text)) {
            return;
        }
        text = now;
        if (now.isEmpty()) {
            design.set(null);
            return;
        }
        background.execute(() -> {
            Design read = DesignFormat.read(now) instanceof Reading.Read(var one, _) ? one : null;
            ui.execute(() -> {
                if (now.equals(text)) {
                    design.set(read);
                }
            });
        });
    }
}
