package dev.belay.app.wizard;

import dev.belay.api.ApiError;
import dev.belay.app.wizard.Finding.Verdict;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The checks before a change, and what they came to. Confined to the UI thread; the probes run in
/// the background.
public final class Preflight {
    private static final System.Logger LOG = System.getLogger(Preflight.class.getName());

    private final Executor background;
    private final Executor ui;
    private final LongSupplier nanos;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<Row> rowsReadOnly = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");

    /// One check.
    public static final class Row {
        private final Check check;
        private boolean running;
        private int turn;
        private @Nullable Finding finding;
        private long atNanos;

        Row(Check check) {
            this.check = check;
        }

        public Check check() {
            return check;
        }

        public boolean isRunning() {
            return running;
        }

        /// Null before it was first looked at.
        public @Nullable Finding finding() {
            return finding;
        }

        /// When it was seen, on the monotonic clock.
        public long atNanos() {
            return atNanos;
        }

        boolean came(Verdict verdict) {
            return finding != null && finding.verdict() == verdict;
        }
    }

    Preflight(Executor background, Executor ui, LongSupplier nanos) {
        this.background = background;
        this.ui = ui;
        this.nanos = nanos;
    }

    public ObservableList<Row> rows() {
        return rowsReadOnly;
    }

    /// Counts up whenever a check begins or ends.
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    public long count(Verdict verdict) {
        return rows.stream().filter(row -> row.came(verdict)).count();
    }

    public boolean isRunning() {
        return rows.stream().anyMatch(Row::isRunning);
    }

    /// Whether every check was looked at, and none failed.
    public boolean isPassed() {
        return !isRunning()
                && rows.stream().allMatch(row -> row.finding() != null && !row.came(Verdict.FAIL));
    }

    /// Takes other checks and looks at all of them.
    void start(List<Check> checks) {
        rows.setAll(checks.stream().map(Row::new).toList());
        runAll();
    }

    public void runAll() {
        List.copyOf(rows).forEach(this::run);
    }

    /// Looks at one check again.
    public void run(Row row) {
        row.running = true;
        row.turn++;
        int turn = row.turn;
        changed();
        background.execute(() -> {
            Finding finding = look(row.check());
            ui.execute(() -> {
                if (turn == row.turn) {
                    row.running = false;
                    row.finding = finding;
                    row.atNanos = nanos.getAsLong();
                    changed();
                }
            });
        });
    }

    /// Waits for no answer any more: what is running counts as not looked at.
    public void cancel(Row row) {
        row.turn++;
        row.running = false;
        changed();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    private static Finding look(Check check) {
        try {
            return check.probe().look();
        } catch (AgentException e) {
            return Finding.fail(e.error(), "", "");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a fault in the check " + check.id(), e);
            return Finding.fail(
                    new ApiError(
                            "check-fault",
                            "an answer of the check " + check.id(),
                            "'" + e + "'",
                            "run the check again; if it stays, tell us"),
                    "",
                    "");
        }
    }
}
