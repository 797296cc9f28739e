package dev.belay.app.health;

import dev.belay.api.Sample;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.Received;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Measure;
import dev.belay.model.status.Picture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What the health screen shows: chosen nodes and measures, a stretch of time, a crosshair, and
/// what each node thinks. Confined to the UI thread; needs no toolkit.
public final class HealthModel {

    /// The six graphs of a cluster that nobody has chosen measures for.
    static final List<Measure> FIRST_MEASURES =
            List.of(
                    Measure.CPU,
                    Measure.MEMORY,
                    Measure.NET_RECEIVED,
                    Measure.RAFT_APPLY_LAG,
                    Measure.PEER_ROUND_TRIP,
                    Measure.AGENT_MEMORY);

    /// Lines beyond six repeat their colours, so more are only shown when asked for.
    static final int FIRST_NODES = 6;

    /// Ten frames a second, with some room for the beat of the samples.
    private static final long FRAME_NANOS = 95_000_000;

    /// A sample that is older when it comes in changes more than the newest piece of a line.
    private static final long LATE_MILLIS = 500;

    private final ObservableValue<? extends @Nullable LiveCluster> cluster;
    private final LongSupplier wallMillis;
    private final Consumer<LiveNode> askAgain;

    private final ObservableList<NodeSeries> series = FXCollections.observableArrayList();
    private final ObservableList<NodeSeries> seriesReadOnly =
            FXCollections.unmodifiableObservableList(series);
    private final ObservableList<Measure> measures =
            FXCollections.observableArrayList(FIRST_MEASURES);
    private final ObjectProperty<Range> range =
            new SimpleObjectProperty<>(this, "range", Range.LIVE);
    private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
    private final ReadOnlyObjectWrapper<@Nullable TimeWindow> zoom =
            new ReadOnlyObjectWrapper<>(this, "zoom");
    private final ReadOnlyObjectWrapper<@Nullable Long> crosshair =
            new ReadOnlyObjectWrapper<>(this, "crosshair");
    private final ReadOnlyObjectWrapper<OpinionMatrix> opinions =
            new ReadOnlyObjectWrapper<>(this, "opinions", OpinionMatrix.EMPTY);
    private final ReadOnlyLongWrapper frame = new ReadOnlyLongWrapper(this, "frame");

    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, ClockEstimate> clocks = new HashMap<>();
    private final Map<String, Subscription> watched = new HashMap<>();
    private final Map<String, Consumer<Sample>> listening = new HashMap<>();
    private final ListChangeListener<LiveNode> membersChanged = change -> syncMembers();
    private final ListChangeListener<EventRecord> eventsChanged = change -> draw();
    private final Histories histories;
    private @Nullable LiveCluster attached;
    private Subscription attachment = Subscription.EMPTY;
    private long heldAtMillis;
    private long lastFrameNanos;
    private boolean chosenByHand;
    private long edition;

    /// A model that follows whatever cluster is the current one.
    ///
    /// @param cluster the current cluster, null while there is none
    /// @param wallMillis the studio's clock: milliseconds since the epoch
    /// @param askAgain asks a node for its status at once; must not block
    public HealthModel(
            ObservableValue<? extends @Nullable LiveCluster> cluster,
            LongSupplier wallMillis,
            Consumer<LiveNode> askAgain) {
        this.cluster = cluster;
        this.wallMillis = wallMillis;
        this.askAgain = askAgain;
        this.histories = new Histories(wallMillis, this::draw);
        range.subscribe((before, after) -> rangeChanged());
        paused.subscribe((before, after) -> holdChanged());
        zoom.subscribe((before, after) -> holdChanged());
        cluster.subscribe(this::attach);
    }

    ObservableValue<? extends @Nullable LiveCluster> clusterProperty() {
        return cluster;
    }

    ObservableList<NodeSeries> series() {
        return seriesReadOnly;
    }

    ObservableList<Measure> measures() {
        return measures;
    }

    ObjectProperty<Range> rangeProperty() {
        return range;
    }

    BooleanProperty pausedProperty() {
        return paused;
    }

    ReadOnlyObjectProperty<@Nullable TimeWindow> zoomProperty() {
        return zoom.getReadOnlyProperty();
    }

    /// The moment that all legends show; null for now.
    ReadOnlyObjectProperty<@Nullable Long> crosshairProperty() {
        return crosshair.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<OpinionMatrix> opinionsProperty() {
        return opinions.getReadOnlyProperty();
    }

    /// Counts up when the graphs have to be drawn anew, at most ten times a second.
    ReadOnlyLongProperty frameProperty() {
        return frame.getReadOnlyProperty();
    }

    /// Differs when more has changed than that time went on and points were added.
    long edition() {
        return edition;
    }

    /// The stretch of time that is shown.
    TimeWindow window() {
        TimeWindow zoomed = zoom.get();
        return zoomed != null ? zoomed : TimeWindow.endingAt(shownNow(), range.get().millis());
    }

    /// Up to when data can be shown: now, or the moment of the pause.
    long shownNow() {
        return isHeld() ? heldAtMillis : wallMillis.getAsLong();
    }

    /// Whether the graphs stand still while data goes on coming in.
    boolean isHeld() {
        return paused.get() || zoom.get() != null;
    }

    /// Members that are not in the graphs, in the order of their ids.
    List<LiveNode> candidates() {
        LiveCluster now = attached;
        return now == null
                ? List.of()
                : now.nodes().stream().filter(node -> find(node.id()) == null).toList();
    }

    void addNode(LiveNode node) {
        if (find(node.id()) == null) {
            chosenByHand = true;
            choose(node);
        }
    }

    void removeNode(NodeSeries gone) {
        chosenByHand = true;
        drop(gone);
        draw();
    }

    /// Shows or hides one measure; the order is that of {@link Measure#ALL}, after the first six.
    void toggle(Measure measure) {
        if (!measures.remove(measure)) {
            int place = 0;
            int own = rank(measure);
            while (place < measures.size() && rank(measures.get(place)) < own) {
                place++;
            }
            measures.add(place, measure);
        }
        draw();
    }

    private static int rank(Measure measure) {
        int first = FIRST_MEASURES.indexOf(measure);
        return first >= 0 ? first : FIRST_MEASURES.size() + Measure.ALL.indexOf(measure);
    }

    void zoomTo(long one, long other) {
        TimeWindow to = TimeWindow.between(one, other, window());
        long now = shownNow();
        boolean held = isHeld();
        heldAtMillis = now;
        zoom.set(to);
        if (held) {
            draw();
        }
    }

    /// Twice the time around the same middle, at most the whole range.
    void zoomOut() {
        TimeWindow zoomed = zoom.get();
        if (zoomed == null) {
            return;
        }
        TimeWindow all = TimeWindow.endingAt(shownNow(), range.get().millis());
        long length = Math.min(all.length(), 2 * zoomed.length());
        long middle = (zoomed.from() + zoomed.to()) / 2;
        long from = Math.clamp(middle - length / 2, all.from(), all.to() - length);
        TimeWindow wider = new TimeWindow(from, from + length);
        zoom.set(wider.equals(all) ? null : wider);
        draw();
    }

    void setCrosshair(long millis) {
        crosshair.set(window().clamp(millis));
        show();
    }

    void clearCrosshair() {
        crosshair.set(null);
        show();
    }

    /// Moves the crosshair by fractions of the window; it starts from the end.
    void moveCrosshair(double fraction) {
        TimeWindow shown = window();
        Long at = crosshair.get();
        long from = at == null ? shown.to() : at;
        setCrosshair(from + Math.round(fraction * shown.length()));
    }

    /// Back to the whole range without a crosshair.
    void reset() {
        zoom.set(null);
        clearCrosshair();
    }

    /// Events inside the window, oldest first, on the clock of the studio.
    List<EventMark> marks() {
        LiveCluster now = attached;
        if (now == null) {
            return List.of();
        }
        TimeWindow shown = window();
        List<EventMark> marks = new ArrayList<>();
        for (EventRecord event : now.events()) {
            ClockEstimate clock = clocks.get(event.node());
            long shift = clock == null ? 0 : clock.shiftMillis();
            long at = event.at().toEpochMilli() + shift;
            if (shown.contains(at)) {
                marks.add(new EventMark(at, event));
            }
        }
        return marks;
    }

    /// Stretches without data of the shown nodes.
    List<Gap> gaps() {
        TimeWindow shown = window();
        List<Gap> gaps = new ArrayList<>();
        for (NodeSeries one : series) {
            if (one.isShown()) {
                Points presence = one.presence(range.get().tier());
                gaps.addAll(Gap.of(one.name(), presence, shown, shownNow()));
            }
        }
        return Gap.overlay(gaps);
    }

    /// What one graph shows now.
    GraphFrame frame(
            Measure measure,
            List<Gap> gaps,
            List<EventMark> marks,
            GraphFrame.@Nullable Limit limit) {
        List<GraphFrame.Line> drawn = new ArrayList<>();
        for (NodeSeries one : series) {
            if (one.isShown()) {
                Points points = one.points(measure, range.get().tier());
                drawn.add(new GraphFrame.Line(one.name(), one.line(), points));
            }
        }
        return new GraphFrame(edition, measure, window(), drawn, gaps, marks, limit);
    }

    /// Whether any shown node has anything to draw.
    boolean hasData() {
        return series.stream().anyMatch(one -> one.hasData(range.get().tier()));
    }

    /// Asks again for histories that did not come.
    void retryHistories() {
        histories.retry(series, range.get());
    }

    void askAgain(String nodeId) {
        LiveCluster now = attached;
        if (now != null) {
            now.node(nodeId).ifPresent(askAgain);
        }
    }

    private void attach(@Nullable LiveCluster next) {
        attachment.unsubscribe();
        List.copyOf(series).forEach(this::drop);
        watched.values().forEach(Subscription::unsubscribe);
        watched.clear();
        clocks.clear();
        lines.clear();
        chosenByHand = false;
        paused.set(false);
        reset();
        attached = next;
        attachment = Subscription.EMPTY;
        if (next != null) {
            next.nodes().addListener(membersChanged);
            next.events().addListener(eventsChanged);
            attachment =
                    Subscription.combine(
                            () -> next.nodes().removeListener(membersChanged),
                            () -> next.events().removeListener(eventsChanged),
                            next.pictureProperty().subscribe((before, after) -> heard()));
            syncMembers();
        }
        heard();
    }

    private void syncMembers() {
        LiveCluster now = attached;
        if (now == null) {
            return;
        }
        for (NodeSeries one : List.copyOf(series)) {
            if (now.node(one.id()).isEmpty()) {
                drop(one);
            }
        }
        for (LiveNode node : now.nodes()) {
            lines.computeIfAbsent(node.id(), id -> lines.size());
            watched.computeIfAbsent(
                    node.id(), id -> node.statusProperty().subscribe(got -> setClock(id, got)));
            if (!chosenByHand && series.size() < FIRST_NODES && find(node.id()) == null) {
                choose(node);
            }
        }
        draw();
    }

    private void setClock(String node, @Nullable Received<ClusterStatus> received) {
        LiveCluster now = attached;
        if (received != null && now != null) {
            long receivedAt = wallMillis.getAsLong() - received.ageMillis(now.nowNanos());
            clock(node).observe(received.value().at().toEpochMilli(), receivedAt);
        }
    }

    private ClockEstimate clock(String node) {
        return clocks.computeIfAbsent(node, id -> new ClockEstimate());
    }

    private void choose(LiveNode node) {
        int line = lines.computeIfAbsent(node.id(), id -> lines.size());
        NodeSeries added = new NodeSeries(node, line, clock(node.id()));
        added.shownProperty().subscribe((before, after) -> draw());
        Consumer<Sample> listener = sample -> sampled(added, sample);
        listening.put(node.id(), listener);
        node.addSampleListener(listener);
        int place = 0;
        while (place < series.size() && series.get(place).line() < line) {
            place++;
        }
        series.add(place, added);
        histories.ask(added, range.get());
    }

    private void drop(NodeSeries gone) {
        Consumer<Sample> listener = listening.remove(gone.id());
        if (listener != null) {
            gone.node().removeSampleListener(listener);
        }
        series.remove(gone);
    }

    private @Nullable NodeSeries find(String id) {
        for (NodeSeries one : series) {
            if (one.id().equals(id)) {
                return one;
            }
        }
        return null;
    }

    private void sampled(NodeSeries one, Sample sample) {
        long wall = wallMillis.getAsLong();
        if (one.add(sample, wall)) {
            histories.ask(one, range.get());
        }
        if (wall - one.shiftMillis() - sample.at().toEpochMilli() > LATE_MILLIS) {
            edition++;
        }
        if (!isHeld() && passedNanos() >= FRAME_NANOS) {
            step();
        }
    }

    /// Something came in, or a second has passed.
    private void heard() {
        LiveCluster now = attached;
        List<Picture.Seen> seen = new ArrayList<>();
        if (now != null) {
            for (LiveNode node : now.nodes()) {
                Received<ClusterStatus> received = node.statusProperty().get();
                if (received != null) {
                    long age = received.ageMillis(now.nowNanos());
                    seen.add(new Picture.Seen(received.value(), age));
                }
            }
        }
        opinions.set(OpinionMatrix.of(seen));
        histories.refresh(series, range.get());
        // A clock that stands still, as in a screenshot, holds no frame back.
        if (passedNanos() == 0 || passedNanos() >= FRAME_NANOS) {
            step();
        }
    }

    private void rangeChanged() {
        reset();
        series.forEach(one -> histories.ask(one, range.get()));
        draw();
    }

    private void holdChanged() {
        if (!isHeld()) {
            series.forEach(NodeSeries::thaw);
        } else if (!series.isEmpty()) {
            if (paused.get() && zoom.get() == null) {
                heldAtMillis = wallMillis.getAsLong();
            }
            series.forEach(NodeSeries::freeze);
        }
        draw();
    }

    private long passedNanos() {
        LiveCluster now = attached;
        return now == null ? 0 : now.nowNanos() - lastFrameNanos;
    }

    /// Time went on and points were added at the end.
    private void step() {
        LiveCluster now = attached;
        lastFrameNanos = now == null ? 0 : now.nowNanos();
        show();
    }

    /// More has changed than that.
    private void draw() {
        edition++;
        show();
    }

    private void show() {
        Long at = crosshair.get();
        if (at != null && !window().contains(at)) {
            crosshair.set(null);
        }
        frame.set(frame.get() + 1);
    }
}
