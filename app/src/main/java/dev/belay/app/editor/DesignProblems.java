package dev.belay.app.editor;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What is wrong with the design as it is now: checked again after each edit, off the UI thread; a
/// newer design takes the place of an older one that is not checked yet. Confined to the UI thread;
/// needs no toolkit.
public final class DesignProblems {

    private final Executor background;
    private final Executor ui;
    private final AtomicInteger newest = new AtomicInteger();
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ObservableList<Problem> readOnly =
            FXCollections.unmodifiableObservableList(problems);
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper(this, "checking");

    /// @param design null while none is open
    /// @param background where checks are made
    /// @param ui where everything else happens
    public DesignProblems(
            ObservableValue<? extends @Nullable Design> design, Executor background, Executor ui) {
        this.background = background;
        this.ui = ui;
        design.subscribe(this::check);
    }

    /// Worst first, then as the checks have them.
    public ObservableList<Problem> problems() {
        return readOnly;
    }

    /// Whether what is listed is of an older design than the present one.
    public ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
    }

    private void check(@Nullable Design design) {
        int order = newest.incrementAndGet();
        if (design == null) {
            checking.set(false);
            problems.clear();
            return;
        }
        checking.set(true);
        background.execute(() -> {
            if (order != newest.get()) {
                return;
            }
            List<Problem> found =
                    DesignChecks.check(design).stream()
                            .sorted(Comparator.comparing(Problem::severity).reversed())
                            .toList();
            ui.execute(() -> show(order, found));
        });
    }

    private void show(int order, List<Problem> found) {
        if (order == newest.get()) {
            if (!problems.equals(found)) {
                problems.setAll(found);
            }
            checking.set(false);
        }
    }
}
