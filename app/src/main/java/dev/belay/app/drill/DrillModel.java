package dev.belay.app.drill;

import dev.belay.api.ApiError;
import dev.belay.api.DrillKind;
import dev.belay.api.DrillOrder;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.app.drill.DrillPort.Told;
import dev.belay.app.drill.DrillPort.Wish;
import dev.belay.drill.Availability;
import dev.belay.drill.DrillResult;
import dev.belay.drill.DrillStep;
import dev.belay.reach.AgentException;
import dev.belay.reach.drill.DrillRun;
import dev.belay.reach.drill.DrillWatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// A drill before, while and after it runs. Confined to the UI thread; nothing blocks.
public final class DrillModel {

    private final DrillPort port;
    private final Executor background;
    private final Executor ui;
    private final ObservableValue<Boolean> readOnly;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private long cluster;
    private @Nullable Told told;
    private @Nullable ApiError error;
    private boolean asking;
    private String service = "";
    private DrillKind kind = DrillKind.MOVE;
    private int seconds = DrillOrder.STANDARD_SECONDS;
    private String probe = "";
    private Optional<Hypothesis> hypothesis = Optional.empty();
    private boolean isRunning;
    private final List<DrillStep> steps = new ArrayList<>();
    private Seen seen = Seen.NOTHING;
    private @Nullable DrillResult result;
    private @Nullable ApiError refusal;

    /// What somebody wants to see tried: that a fault strikes a node.
    ///
    /// @param node id of the member
    /// @param services ids of those that are expected there
    public record Hypothesis(DrillKind kind, String node, List<String> services) {

        public Hypothesis {
            services = List.copyOf(services);
        }
    }

    /// What clients see while it runs.
    ///
    /// @param orderedNanos when the fault was ordered; -1 before
    record Seen(Availability now, long orderedNanos, long nowNanos) {
        static final Seen NOTHING = new Seen(Availability.NONE, -1, 0);
    }

    /// @param readOnly whether nothing may be ordered now
    public DrillModel(
            DrillPort port, Executor background, Executor ui, ObservableValue<Boolean> readOnly) {
        this.port = port;
        this.background = background;
        this.ui = ui;
        this.readOnly = readOnly;
        readOnly.subscribe(now -> changed());
    }

    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    Optional<Told> told() {
        return Optional.ofNullable(told);
    }

    /// Why the services are not known.
    @Nullable ApiError error() {
        return error;
    }

    List<ServiceView> services() {
        return told == null ? List.of() : told.view().services();
    }

    Optional<ServiceView> service() {
        return services().stream().filter(one -> one.id().equals(service)).findFirst();
    }

    DrillKind kind() {
        return kind;
    }

    int seconds() {
        return seconds;
    }

    String probe() {
        return probe;
    }

    boolean isRunning() {
        return isRunning;
    }

    List<DrillStep> steps() {
        return List.copyOf(steps);
    }

    Seen seen() {
        return seen;
    }

    /// The last one; null before it is there.
    @Nullable DrillResult result() {
        return result;
    }

    /// Why nothing was done.
    @Nullable ApiError refusal() {
        return refusal;
    }

    /// Other services that go down with it.
    List<String> alsoHit() {
        Told now = told;
        return now == null
                ? List.of()
                : service()
                        .map(one -> DrillRun.alsoHit(now.view(), one.id(), one.node(), kind))
                        .orElse(List.of());
    }

    /// What the form was filled in for; empty once another service or fault was chosen by hand.
    Optional<Hypothesis> hypothesis() {
        return hypothesis;
    }

    /// Fills in the form: with that fault, and with a service that runs on that node as soon as it
    /// is known which do, one that is expected there before any other. Nothing while a drill runs.
    public void prepare(Hypothesis wanted) {
        if (!isRunning) {
            hypothesis = Optional.of(wanted);
            kind = wanted.kind();
            service = "";
            probe = "";
            // Where services were when somebody looked last counts for nothing.
            told = null;
            forgetRun();
            changed();
            ask();
        }
    }

    private void follow() {
        boolean isElsewhere =
                hypothesis
                        .filter(wanted ->
                                service()
                                        .filter(one -> !one.node().equals(wanted.node()))
                                        .isPresent())
                        .isPresent();
        if (isElsewhere) {
            service = "";
            probe = "";
            forgetRun();
        }
        hypothesis
                .filter(wanted -> service.isEmpty())
                .flatMap(this::runningOn)
                .ifPresent(this::take);
    }

    private Optional<String> runningOn(Hypothesis wanted) {
        return services().stream()
                .filter(one -> one.state() == State.ACTIVE && one.node().equals(wanted.node()))
                .map(ServiceView::id)
                .min(Comparator.comparing(id -> !wanted.services().contains(id)));
    }

    /// Key of the sentence that says why it cannot begin; empty when it can.
    Optional<String> hurdle() {
        if (isRunning) {
            return Optional.of("running");
        }
        if (readOnly.getValue()) {
            return Optional.of("read-only");
        }
        Optional<ServiceView> chosen = service();
        if (chosen.isEmpty()) {
            return Optional.of(
                    hypothesis.isPresent() && told != null ? "nothing-there" : "no-service");
        }
        if (chosen.get().state() != State.ACTIVE) {
            return Optional.of("not-active");
        }
        return probe.isBlank() ? Optional.of("no-probe") : Optional.empty();
    }

    void choose(String id) {
        if (!id.equals(service)) {
            hypothesis = Optional.empty();
            take(id);
        }
    }

    private void take(String id) {
        if (!id.equals(service)) {
            service = id;
            probe = "";
            forgetRun();
            changed();
            askProbe(id);
        }
    }

    void choose(DrillKind chosen) {
        if (kind != chosen) {
            hypothesis = Optional.empty();
            kind = chosen;
            forgetRun();
            changed();
        }
    }

    void setSeconds(int chosen) {
        seconds = Math.clamp(chosen, 1, DrillOrder.MOST_SECONDS);
        changed();
    }

    void setProbe(String text) {
        if (!text.equals(probe)) {
            probe = text;
            changed();
        }
    }

    private void forgetRun() {
        if (!isRunning) {
            steps.clear();
            seen = Seen.NOTHING;
            result = null;
            refusal = null;
        }
    }

    private void askProbe(String id) {
        long mine = cluster;
        background.execute(() -> {
            String found;
            try {
                found = port.probe(id);
            } catch (AgentException e) {
                // It can be written by hand.
                found = "";
            }
            String drawn = found;
            ui.execute(() -> {
                if (mine == cluster && id.equals(service) && probe.isEmpty()) {
                    setProbe(drawn);
                }
            });
        });
    }

    /// Another cluster is looked at.
    public void forget() {
        cluster++;
        told = null;
        error = null;
        asking = false;
        service = "";
        probe = "";
        hypothesis = Optional.empty();
        isRunning = false;
        forgetRun();
        changed();
    }

    /// Asks for the services; once at a time.
    void ask() {
        if (asking) {
            return;
        }
        asking = true;
        long mine = cluster;
        background.execute(() -> {
            try {
                Told got = port.services();
                ui.execute(() -> heard(mine, got, null));
            } catch (AgentException e) {
                ui.execute(() -> heard(mine, null, e.error()));
            }
        });
    }

    private void heard(long mine, @Nullable Told got, @Nullable ApiError no) {
        if (mine != cluster) {
            return;
        }
        asking = false;
        error = no;
        if (got != null) {
            told = got;
            follow();
            if (hypothesis.isEmpty() && service().isEmpty() && !services().isEmpty()) {
                String first =
                        services().stream()
                                .filter(one -> one.state() == State.ACTIVE)
                                .findFirst()
                                .orElse(services().getFirst())
                                .id();
                take(first);
            }
        }
        changed();
    }

    /// Begins, unless the service is elsewhere by now.
    ///
    /// @param node that is to be struck
    void run(String node) {
        if (hurdle().isPresent()) {
            return;
        }
        forgetRun();
        isRunning = true;
        changed();
        long mine = cluster;
        Wish wish = new Wish(service, node, kind, seconds, probe.strip());
        background.execute(() -> {
            try {
                DrillResult got = port.drill(wish, new Looking(mine));
                ui.execute(() -> ended(mine, got, null));
            } catch (AgentException e) {
                ui.execute(() -> ended(mine, null, e.error()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Brings what is seen to the UI thread.
    private final class Looking implements DrillWatch {

        private final long mine;

        Looking(long mine) {
            this.mine = mine;
        }

        @Override
        public void step(DrillStep step) {
            ui.execute(() -> {
                if (mine == cluster) {
                    steps.add(step);
                    changed();
                }
            });
        }

        @Override
        public void seen(Availability now, long orderedNanos, long nowNanos) {
            ui.execute(() -> {
                if (mine == cluster && isRunning) {
                    seen = new Seen(now, orderedNanos, nowNanos);
                    changed();
                }
            });
        }
    }

    private void ended(long mine, @Nullable DrillResult got, @Nullable ApiError no) {
        if (mine == cluster) {
            isRunning = false;
            result = got;
            refusal = no;
            changed();
            ask();
        }
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
