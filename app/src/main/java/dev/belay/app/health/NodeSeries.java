package dev.belay.app.health;

import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Sample;
import dev.belay.app.connect.LiveNode;
import dev.belay.model.status.Measure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// One chosen node: its live samples, its stored history, and which line of the graphs it is.
final class NodeSeries {

    /// Six minutes at ten samples a second.
    static final int KEPT_SAMPLES = 3_600;

    private final LiveNode node;
    private final int line;
    private final ClockEstimate clock;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown", true);
    private final ReadOnlyObjectWrapper<Fetch> fetch =
            new ReadOnlyObjectWrapper<>(this, "fetch", Fetch.NOT_ASKED);
    private final Map<HistoryTier, HistoryAnswer> histories = new EnumMap<>(HistoryTier.class);
    private final SampleRing ring = new SampleRing(KEPT_SAMPLES, Measure.ALL.size());
    private @Nullable SampleRing frozen;

    NodeSeries(LiveNode node, int line, ClockEstimate clock) {
        this.node = node;
        this.line = line;
        this.clock = clock;
    }

    LiveNode node() {
        return node;
    }

    String id() {
        return node.id();
    }

    String name() {
        return node.nameProperty().get();
    }

    /// Number of its colour and dash, from 0; the same in all graphs.
    int line() {
        return line;
    }

    BooleanProperty shownProperty() {
        return shown;
    }

    boolean isShown() {
        return shown.get();
    }

    ReadOnlyObjectProperty<Fetch> fetchProperty() {
        return fetch.getReadOnlyProperty();
    }

    Fetch fetch() {
        return fetch.get();
    }

    void setFetch(Fetch next) {
        fetch.set(next);
    }

    /// Takes a sample in.
    ///
    /// @return whether samples came again after a silence, so that the agent's history knows more
    boolean add(Sample sample, long nowMillis) {
        long at = sample.at().toEpochMilli();
        clock.observe(at, nowMillis);
        boolean wasSilent =
                ring.size() > 0 && at - ring.timeAt(ring.size() - 1) > SampleRing.PATIENCE_MILLIS;
        return ring.add(at, sample.values()) && wasSilent;
    }

    /// Takes a history in; it also fills the last silence, whose live samples nobody received.
    void add(HistoryAnswer answer) {
        histories.put(answer.tier(), answer);
        int slots = answer.series().isEmpty() ? 0 : answer.series().getFirst().mean().length;
        long end = answer.startEpochMillis() + slots * answer.stepMillis();
        ring.forgetBeforeSilenceIn(answer.startEpochMillis(), end);
    }

    /// What the agent's clock says later than ours, to be added to its times.
    long shiftMillis() {
        return clock.shiftMillis();
    }

    boolean hasData(HistoryTier tier) {
        HistoryAnswer answer = histories.get(tier);
        return ring.size() > 0 || (answer != null && !answer.series().isEmpty());
    }

    void freeze() {
        if (frozen == null) {
            frozen = ring.frozen();
        }
    }

    void thaw() {
        frozen = null;
    }

    Points points(Measure measure, HistoryTier tier) {
        return points(shownRing(), measure, tier);
    }

    /// The same, and later samples do not change them.
    Points frozenPoints(Measure measure, HistoryTier tier) {
        return points(shownRing().frozen(), measure, tier);
    }

    private Points points(SampleRing samples, Measure measure, HistoryTier tier) {
        Points live = samples.points(Measure.ALL.indexOf(measure), shiftMillis());
        HistoryAnswer answer = histories.get(tier);
        if (answer == null) {
            return live;
        }
        Optional<HistoryAnswer.Series> stored = series(answer.series(), measure);
        return stored.isEmpty()
                ? live
                : join(tier, HistoryPoints.of(answer, stored.get(), shiftMillis()), live);
    }

    /// When the node was heard, whatever it measured.
    Points presence(HistoryTier tier) {
        Points live = shownRing().presence(shiftMillis());
        HistoryAnswer answer = histories.get(tier);
        return answer == null
                ? live
                : join(tier, HistoryPoints.presence(answer, shiftMillis()), live);
    }

    private static Points join(HistoryTier tier, Points older, Points live) {
        return tier == HistoryTier.MINUTE
                ? JoinedPoints.liveFirst(older, live)
                : JoinedPoints.historyFirst(older, live);
    }

    private SampleRing shownRing() {
        return frozen == null ? ring : frozen;
    }

    private static Optional<HistoryAnswer.Series> series(
            List<HistoryAnswer.Series> all, Measure measure) {
        return all.stream().filter(one -> one.measure().equals(measure.id())).findFirst();
    }
}
