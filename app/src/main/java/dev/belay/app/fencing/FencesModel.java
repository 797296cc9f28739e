package dev.belay.app.fencing;

import dev.belay.api.ApiError;
import dev.belay.api.FenceView;
import dev.belay.api.FenceView.Device;
import dev.belay.api.FenceView.Fencing;
import dev.belay.api.ServiceView;
import dev.belay.api.ServicesView;
import dev.belay.app.connect.Asked;
import dev.belay.app.connect.Asked.Hearing;
import dev.belay.app.fencing.FencesPort.Told;
import dev.belay.model.node.FenceAction;
import dev.belay.reach.AgentException;
import dev.belay.story.OpenFencing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Fencing of the cluster that is looked at, and what became of the last order. Confined to the UI
/// thread; nothing blocks. What was heard is kept, with its age, while nobody answers.
public final class FencesModel {

    /// What can be ordered of a node.
    enum Deed {
        FENCE,
        CONFIRM
    }

    /// What is known of the last order.
    enum Outcome {
        /// It was taken, and goes on.
        UNDER_WAY,
        DONE,
        /// The cluster did not take it: nothing was done.
        REFUSED,
        /// It was taken, and no device did it.
        NOT_STOPPED,
        /// No answer came: it may have been taken.
        UNANSWERED,
        /// It was taken, and nobody knows whether the node was stopped.
        NOT_CERTAIN
    }

    /// The last order.
    ///
    /// @param number of it in the history; 0 where there is none
    /// @param error why there is no answer, or a refusal; null when it was taken
    private record Order(
            Deed deed, String node, long number, @Nullable ApiError error, boolean isUnknown) {}

    private final FencesPort port;
    private final Asked.Means means;
    private final Asked<Told> asked;
    private final ObservableValue<Boolean> readOnly;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");

    private boolean acting;

    private @Nullable Order order;

    /// A model that has heard nothing yet.
    ///
    /// @param nanos monotonic
    /// @param readOnly whether nothing may be ordered now
    public FencesModel(
            FencesPort port,
            Executor background,
            Executor ui,
            LongSupplier nanos,
            ObservableValue<Boolean> readOnly) {
        this.port = port;
        this.means = new Asked.Means(background, ui, nanos);
        this.asked = new Asked<>(port::look, means, told -> {}, this::changed);
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

    boolean isActing() {
        return acting;
    }

    /// In the order of their levels.
    List<Device> devices() {
        Told told = now();
        return told == null
                ? List.of()
                : told.view().devices().stream()
                        .sorted(Comparator.comparingInt(Device::level))
                        .toList();
    }

    List<Fencing> history() {
        Told told = now();
        return told == null ? List.of() : told.view().history();
    }

    /// What goes on or waits for a person's word: the latter first.
    List<OpenFencing> open() {
        Told told = now();
        return told == null
                ? List.of()
                : OpenFencing.of(told.services(), told.view().history()).stream()
                        .sorted(Comparator.comparing(one -> !one.waits()))
                        .toList();
    }

    /// Members and targets of devices, in the order of their ids.
    List<String> nodes() {
        SortedSet<String> all = new TreeSet<>();
        Told told = now();
        if (told != null) {
            told.services().hosts().forEach(host -> all.add(host.node()));
            told.view().devices().forEach(device -> all.addAll(device.targets()));
            all.addAll(told.views().keySet());
        }
        return List.copyOf(all);
    }

    /// What may be running on a node, in the order of the design.
    List<ServiceView> on(String node) {
        Told told = now();
        return told == null
                ? List.of()
                : told.services().services().stream()
                        .filter(one -> one.node().equals(node))
                        .toList();
    }

    /// Whether a node's agent answers, as the member says that was asked.
    boolean answers(String node) {
        Told told = now();
        return told != null
                && (told.views().containsKey(node)
                        || told.services().hosts().stream()
                                .filter(host -> host.node().equals(node))
                                .anyMatch(ServicesView.Host::answered));
    }

    /// The devices that stop a node, in the order of their levels.
    List<Device> of(String node) {
        return devices().stream().filter(one -> one.targets().contains(node)).toList();
    }

    /// What a node's devices do when nobody says otherwise.
    FenceAction drawn(String node) {
        return of(node).stream().findFirst().map(Device::action).orElse(FenceAction.REBOOT);
    }

    /// A device as one member says that it can use it; empty when that one does not say.
    Optional<Device> seenFrom(String member, Device device) {
        Told told = now();
        FenceView view = told == null ? null : told.views().get(member);
        return view == null
                ? Optional.empty()
                : view.devices().stream().filter(one -> one.id().equals(device.id())).findFirst();
    }

    /// What keeps anything at all from being ordered.
    Optional<Hindrance> hindrance() {
        if (readOnly.getValue()) {
            return Optional.of(Hindrance.of("read-only"));
        }
        if (acting) {
            return Optional.of(Hindrance.of("acting"));
        }
        Told told = now();
        return told == null || isStale() ? Optional.of(Hindrance.of("stale")) : Optional.empty();
    }

    /// What keeps all nodes from it.
    Optional<Hindrance> hindrance(Deed deed) {
        Optional<Hindrance> any = hindrance();
        if (any.isPresent()) {
            return any;
        }
        if (deed == Deed.FENCE && devices().isEmpty()) {
            return Optional.of(Hindrance.of("no-devices"));
        }
        boolean some = nodes().stream().anyMatch(node -> hindrance(deed, node).isEmpty());
        return some ? Optional.empty() : Optional.of(Hindrance.of("none." + deed));
    }

    /// What keeps a node from it.
    Optional<Hindrance> hindrance(Deed deed, String node) {
        return hindrance()
                .or(() ->
                        Optional.ofNullable(
                                switch (deed) {
                                    case FENCE -> fencing(node);
                                    case CONFIRM -> confirming(node);
                                }));
    }

    private @Nullable Hindrance fencing(String node) {
        if (of(node).isEmpty()) {
            return Hindrance.of("no-device", node);
        }
        Told told = now();
        Instant at = told == null ? Instant.EPOCH : told.view().at();
        Optional<Fencing> goesOn =
                history().stream()
                        .filter(one -> one.node().equals(node))
                        .findFirst()
                        .filter(one -> OpenFencing.goesOn(one, at));
        if (goesOn.isPresent()) {
            return Hindrance.of("under-way", node, goesOn.get().executor());
        }
        List<String> others = nodes().stream().filter(one -> !one.equals(node)).toList();
        List<Device> seen =
                others.stream()
                        .flatMap(other ->
                                of(node).stream().flatMap(one -> seenFrom(other, one).stream()))
                        .toList();
        if (seen.isEmpty()) {
            return Hindrance.of("nobody-else", node);
        }
        if (seen.stream().anyMatch(one -> one.trouble().isEmpty())) {
            return null;
        }
        return Hindrance.of("unusable", node, seen.getFirst().name(), seen.getFirst().trouble());
    }

    private @Nullable Hindrance confirming(String node) {
        if (answers(node)) {
            return Hindrance.of("answers", node);
        }
        return on(node).isEmpty() ? Hindrance.of("nothing-waits", node) : null;
    }

    /// Another cluster is looked at: nothing of the one before is known of it.
    public void forget() {
        asked.forget();
        acting = false;
        order = null;
        changed();
    }

    /// Asks; once at a time.
    void ask() {
        asked.ask();
    }

    /// Has a node stopped for certain.
    void fence(String node, FenceAction action) {
        act(Deed.FENCE, node, () -> port.fence(node, action).number());
    }

    /// Says that a person has seen to it that a node is stopped.
    void confirm(String node) {
        act(
                Deed.CONFIRM,
                node,
                () -> {
                    port.confirm(node);
                    return 0;
                });
    }

    private interface Act {
        /// The number in the history, or 0.
        long run() throws AgentException;
    }

    private void act(Deed deed, String node, Act act) {
        if (hindrance(deed, node).isPresent()) {
            return;
        }
        acting = true;
        order = null;
        changed();
        long mine = asked.clusterProperty().get();
        means.background()
                .execute(() -> {
                    try {
                        long number = act.run();
                        means.ui()
                                .execute(() ->
                                        acted(mine, new Order(deed, node, number, null, false)));
                    } catch (AgentException e) {
                        boolean unknown = e.kind() == AgentException.Kind.UNKNOWN;
                        means.ui()
                                .execute(() ->
                                        acted(mine, new Order(deed, node, 0, e.error(), unknown)));
                    }
                });
    }

    private void acted(long mine, Order answered) {
        if (mine == asked.clusterProperty().get()) {
            acting = false;
            asked.outdate();
            order = answered;
            changed();
            ask();
        }
    }

    /// What the last order was; empty when there is none to tell of.
    Optional<Deed> ordered() {
        return Optional.ofNullable(order).map(Order::deed);
    }

    String orderedNode() {
        return order == null ? "" : order.node();
    }

    /// Why it was refused, or has no answer.
    @Nullable ApiError orderError() {
        return order == null ? null : order.error();
    }

    /// What is known of it; empty when there is none to tell of.
    Optional<Outcome> outcome() {
        Order now = order;
        if (now == null) {
            return Optional.empty();
        }
        if (now.error() != null) {
            return Optional.of(now.isUnknown() ? Outcome.UNANSWERED : Outcome.REFUSED);
        }
        if (now.deed() == Deed.CONFIRM) {
            return Optional.of(Outcome.DONE);
        }
        return Optional.of(
                history().stream()
                        .filter(one -> one.number() == now.number())
                        .findFirst()
                        .map(one ->
                                switch (one.result()) {
                                    case UNDER_WAY -> Outcome.UNDER_WAY;
                                    case CONFIRMED, CONFIRMED_BY_HAND -> Outcome.DONE;
                                    case REFUSED -> Outcome.NOT_STOPPED;
                                    case UNKNOWN -> Outcome.NOT_CERTAIN;
                                })
                        // The member that answers has not applied it yet.
                        .orElse(Outcome.UNDER_WAY));
    }

    /// The user has read what became of an order.
    void dismiss() {
        order = null;
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
