package dev.belay.app.services;

import dev.belay.api.ApiError;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView.Host;
import dev.belay.app.connect.Asked;
import dev.belay.app.connect.Asked.Hearing;
import dev.belay.app.services.ServicesPort.Told;
import dev.belay.reach.AgentException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The services of the cluster that is looked at, the chosen one, and why it is where it is.
/// Confined to the UI thread; nothing blocks. What was heard is kept, with its age, while nobody
/// answers.
public final class ServicesModel {

    private final ServicesPort port;
    private final Asked.Means means;
    private final Asked<Told> asked;
    private final ObservableValue<Boolean> readOnly;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");

    private String chosen = "";
    private @Nullable ServiceWhy why;
    private @Nullable ApiError whyError;
    private boolean whyAsking;
    private long whyTurn;

    /// What the reasons were asked for; asked again when that is no longer so.
    private String whyFor = "";

    private boolean acting;
    private @Nullable ApiError actError;
    private boolean actUnknown;

    /// A model that has heard nothing yet.
    ///
    /// @param nanos monotonic
    /// @param readOnly whether nothing may be ordered now
    public ServicesModel(
            ServicesPort port,
            Executor background,
            Executor ui,
            LongSupplier nanos,
            ObservableValue<Boolean> readOnly) {
        this.port = port;
        this.means = new Asked.Means(background, ui, nanos);
        this.asked = new Asked<>(port::services, means, this::taken, this::changed);
        this.readOnly = readOnly;
        readOnly.subscribe(now -> changed());
    }

    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// Changes when another cluster is looked at.
    ReadOnlyLongProperty clusterProperty() {
        return asked.clusterProperty();
    }

    Hearing hearing() {
        return asked.hearing();
    }

    /// The last answer; empty before the first.
    Optional<Told> told() {
        return asked.told();
    }

    private @Nullable Told now() {
        return asked.told().orElse(null);
    }

    /// Why the last question has no answer.
    @Nullable ApiError error() {
        return asked.error();
    }

    /// Age of the last answer; -1 before the first.
    long ageMillis() {
        return asked.ageMillis();
    }

    /// Whether nothing can be concluded from the last answer any more.
    boolean isStale() {
        return asked.isStale();
    }

    List<Host> hosts() {
        Told told = now();
        return told == null ? List.of() : told.view().hosts();
    }

    /// The worst first; those that are alike in the order of the design.
    List<ServiceView> services() {
        Told told = now();
        return told == null
                ? List.of()
                : told.view().services().stream()
                        .sorted(Comparator.comparingInt(one -> rank(one.state())))
                        .toList();
    }

    private static int rank(State state) {
        return switch (state) {
            case STUCK -> 0;
            case WAITING -> 1;
            case UNKNOWN -> 2;
            case STOPPING -> 3;
            case STARTING -> 4;
            case ACTIVE -> 5;
            case STOPPED -> 6;
        };
    }

    Optional<ServiceView> service(String id) {
        Told told = now();
        return told == null
                ? Optional.empty()
                : told.view().services().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    Optional<ServiceView> chosen() {
        return service(chosen);
    }

    /// How long the node of a service may still be without a renewal: less from moment to moment,
    /// until the next answer.
    ///
    /// @return milliseconds, not below 0; -1 when it is not known, or was heard too long ago
    long marginMillis(ServiceView service) {
        return service.marginMillis() < 0 || isStale()
                ? -1
                : Math.max(0, service.marginMillis() - Math.max(0, ageMillis()));
    }

    /// The margin as a part of the lease, 0–1; 0 when it is not known.
    double marginShare(ServiceView service) {
        Told told = now();
        long lease = told == null ? 0 : told.view().leaseMillis();
        return lease <= 0 ? 0.0 : Math.clamp(marginMillis(service) / (double) lease, 0, 1);
    }

    /// What may be running on a node, in the order of the design.
    List<ServiceView> on(String node) {
        Told told = now();
        return told == null
                ? List.of()
                : told.view().services().stream().filter(one -> one.node().equals(node)).toList();
    }

    /// Why the chosen service is where it is; null while that is not known.
    @Nullable ServiceWhy why() {
        return why;
    }

    @Nullable ApiError whyError() {
        return whyError;
    }

    boolean isWhyAsking() {
        return whyAsking;
    }

    boolean isActing() {
        return acting;
    }

    /// Why the last order was refused, or what is not known of it.
    @Nullable ApiError actError() {
        return actError;
    }

    boolean isActUnknown() {
        return actUnknown;
    }

    /// What keeps anything at all from being ordered.
    Optional<Hurdle> hurdle() {
        if (readOnly.getValue()) {
            return Optional.of(Hurdle.of("read-only"));
        }
        if (acting) {
            return Optional.of(Hurdle.of("acting"));
        }
        Told told = now();
        return told == null || isStale() ? Optional.of(Hurdle.of("stale")) : Optional.empty();
    }

    /// What keeps the chosen service from it.
    Optional<Hurdle> hurdle(Deed deed) {
        Optional<ServiceView> service = chosen();
        Told now = now();
        if (now == null || service.isEmpty()) {
            return Optional.of(Hurdle.of("none-chosen"));
        }
        return hurdle().or(() -> Hurdles.of(deed, service.get(), now.view(), why));
    }

    /// What keeps the chosen service from being sent to a host.
    Optional<Hurdle> hurdle(Host host) {
        return chosen().flatMap(service -> Hurdles.to(host, service, why));
    }

    void choose(String id) {
        if (!id.equals(chosen)) {
            chosen = id;
            actError = null;
            why = null;
            whyFor = "";
            whyTurn++;
            whyAsking = false;
            whyError = null;
            askWhyIfOld();
            changed();
        }
    }

    /// Another cluster is looked at: nothing of the one before is known of it.
    public void forget() {
        asked.forget();
        acting = false;
        actError = null;
        choose("");
        changed();
    }

    /// Asks for the services; once at a time.
    void ask() {
        asked.ask();
    }

    private void taken(Told got) {
        if (chosen().isEmpty() && !got.view().services().isEmpty()) {
            choose(services().getFirst().id());
        }
        askWhyIfOld();
    }

    /// Asks for the reasons of the chosen service when they may be others by now.
    private void askWhyIfOld() {
        chosen().ifPresent(service -> {
            String now = service.placedOn() + " " + service.reason() + " " + hosts();
            if (!now.equals(whyFor)) {
                whyFor = now;
                askWhy();
            }
        });
    }

    /// Asks why the chosen service is where it is.
    void askWhy() {
        if (chosen.isEmpty()) {
            return;
        }
        whyTurn++;
        long mine = whyTurn;
        String service = chosen;
        whyAsking = true;
        changed();
        means.background()
                .execute(() -> {
                    try {
                        ServiceWhy got = port.why(service);
                        means.ui().execute(() -> explained(mine, got, null));
                    } catch (AgentException e) {
                        means.ui().execute(() -> explained(mine, null, e.error()));
                    }
                });
    }

    private void explained(long mine, @Nullable ServiceWhy got, @Nullable ApiError no) {
        if (mine == whyTurn) {
            whyAsking = false;
            why = got;
            whyError = no;
            changed();
        }
    }

    void start() {
        String service = chosen;
        act(() -> port.start(service));
    }

    void stop() {
        String service = chosen;
        act(() -> port.stop(service));
    }

    /// Sends the chosen service to a node.
    ///
    /// @param node id; empty: away from where it is
    void move(String node) {
        String service = chosen;
        act(() -> port.move(service, node));
    }

    void clear() {
        String service = chosen;
        act(() -> port.clear(service));
    }

    void changeMode(String node, NodeMode mode) {
        act(() -> port.changeMode(node, mode));
    }

    private interface Act {
        Told run() throws AgentException;
    }

    private void act(Act act) {
        if (hurdle().isPresent()) {
            return;
        }
        acting = true;
        actError = null;
        changed();
        long mine = asked.clusterProperty().get();
        means.background()
                .execute(() -> {
                    try {
                        Told got = act.run();
                        means.ui().execute(() -> acted(mine, got, null, false));
                    } catch (AgentException e) {
                        boolean unknown = e.kind() == AgentException.Kind.UNKNOWN;
                        means.ui().execute(() -> acted(mine, null, e.error(), unknown));
                    }
                });
    }

    private void acted(long mine, @Nullable Told got, @Nullable ApiError no, boolean unknown) {
        if (mine != asked.clusterProperty().get()) {
            return;
        }
        acting = false;
        asked.outdate();
        actError = no;
        actUnknown = unknown;
        if (got != null) {
            asked.take(got);
        }
        changed();
        ask();
    }

    /// The user has read why an order came to nothing.
    void dismiss() {
        actError = null;
        changed();
    }

    /// A second has passed: what was heard is older now.
    void beat() {
        Told told = now();
        if (told != null) {
            changed();
        }
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
