package dev.belay.app.events;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.ui.Language;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Severity;
import dev.belay.model.status.StatusText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// The events of the cluster that is looked at, on one clock, as far as they pass the filters.
///
/// A time is corrected once, when the event comes in, with the offsets known then.
final class EventsModel {
    private final ObservableValue<@Nullable LiveCluster> live;
    private final ObservableList<EventLine> all = FXCollections.observableArrayList();
    private final ObservableList<EventLine> allReadOnly =
            FXCollections.unmodifiableObservableList(all);
    private final FilteredList<EventLine> shown = new FilteredList<>(all);
    private final ObservableSet<Severity> severities =
            FXCollections.observableSet(EnumSet.allOf(Severity.class));
    private final ObservableSet<String> hiddenNodes = FXCollections.observableSet(new TreeSet<>());
    private final ObservableList<String> nodes = FXCollections.observableArrayList();
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final ObjectProperty<@Nullable EventLine> chosen =
            new SimpleObjectProperty<>(this, "chosen");
    private final ReadOnlyStringWrapper reference =
            new ReadOnlyStringWrapper(this, "reference", "");
    private final ListChangeListener<EventRecord> arrivals = this::arrived;
    private @Nullable LiveCluster source;
    private StatusText words;

    EventsModel(ObservableValue<@Nullable LiveCluster> live, ObservableValue<Language> language) {
        this.live = live;
        this.words = StatusText.of(language.getValue().locale());
        live.subscribe(this::follow);
        language.subscribe((before, now) -> {
            words = StatusText.of(now.locale());
            rebuild();
        });
        search.subscribe((before, now) -> filter());
        severities.addListener((SetChangeListener<Severity>) change -> filter());
        hiddenNodes.addListener((SetChangeListener<String>) change -> filter());
        filter();
    }

    /// The cluster that is looked at; null for none.
    ObservableValue<@Nullable LiveCluster> liveProperty() {
        return live;
    }

    /// What passes the filters, newest last.
    ObservableList<EventLine> shown() {
        return shown;
    }

    /// Everything that is known.
    ObservableList<EventLine> all() {
        return allReadOnly;
    }

    /// Severities that pass.
    ObservableSet<Severity> severities() {
        return severities;
    }

    /// Ids of nodes whose events do not pass.
    ObservableSet<String> hiddenNodes() {
        return hiddenNodes;
    }

    /// Ids of all nodes that have events or are members.
    ObservableList<String> nodes() {
        return nodes;
    }

    StringProperty searchProperty() {
        return search;
    }

    /// Whether the newest event stays in view.
    BooleanProperty followingProperty() {
        return following;
    }

    ObjectProperty<@Nullable EventLine> chosenProperty() {
        return chosen;
    }

    /// Name of the node on whose clock all times are; empty while nothing is corrected.
    ReadOnlyStringProperty referenceProperty() {
        return reference.getReadOnlyProperty();
    }

    /// What to do about an event.
    String advice(EventLine line) {
        return words.advice(line.record());
    }

    String nameOf(String node) {
        LiveCluster cluster = source;
        return cluster == null
                ? node
                : cluster.node(node).map(one -> one.nameProperty().get()).orElse(node);
    }

    /// Shows everything again.
    void clearFilters() {
        search.set("");
        severities.addAll(List.of(Severity.values()));
        hiddenNodes.clear();
    }

    private void follow(@Nullable LiveCluster cluster) {
        if (source != null) {
            source.events().removeListener(arrivals);
        }
        source = cluster;
        chosen.set(null);
        hiddenNodes.clear();
        if (cluster != null) {
            cluster.events().addListener(arrivals);
        }
        rebuild();
    }

    private void arrived(ListChangeListener.Change<? extends EventRecord> change) {
        while (change.next()) {
            if (change.wasRemoved() || change.getTo() < change.getList().size()) {
                rebuild();
                return;
            }
            ClockCorrection correction = correction();
            for (EventRecord record : change.getAddedSubList()) {
                insert(line(record, correction));
            }
        }
        refreshNodes();
    }

    private void rebuild() {
        EventLine before = chosen.get();
        LiveCluster cluster = source;
        if (cluster == null) {
            all.clear();
            refreshNodes();
            return;
        }
        ClockCorrection correction = correction();
        List<EventLine> lines = new ArrayList<>(cluster.events().size());
        for (EventRecord record : cluster.events()) {
            lines.add(line(record, correction));
        }
        lines.sort(EventLine.OLDEST_FIRST);
        all.setAll(lines);
        refreshNodes();
        if (before != null) {
            chosen.set(
                    lines.stream()
                            .filter(line -> line.record().equals(before.record()))
                            .findFirst()
                            .orElse(null));
        }
    }

    private void insert(EventLine line) {
        int at = all.size();
        while (at > 0 && EventLine.OLDEST_FIRST.compare(all.get(at - 1), line) > 0) {
            at--;
        }
        all.add(at, line);
    }

    private EventLine line(EventRecord record, ClockCorrection correction) {
        long millis = correction.millisOf(record.node());
        return new EventLine(
                record,
                record.at().plusMillis(millis),
                millis,
                nameOf(record.node()),
                words.text(record));
    }

    private ClockCorrection correction() {
        LiveCluster cluster = source;
        Picture picture = cluster == null ? Picture.EMPTY : cluster.pictureProperty().get();
        ClockCorrection correction = ClockCorrection.of(picture);
        String node = correction.reference();
        reference.set(node == null ? "" : nameOf(node));
        return correction;
    }

    private void refreshNodes() {
        Set<String> ids = new TreeSet<>();
        LiveCluster cluster = source;
        if (cluster != null) {
            cluster.nodes().stream().map(LiveNode::id).forEach(ids::add);
        }
        all.forEach(line -> ids.add(line.record().node()));
        List<String> sorted = List.copyOf(ids);
        if (!nodes.equals(sorted)) {
            nodes.setAll(sorted);
        }
    }

    private void filter() {
        String wanted =
                Objects.requireNonNullElse(search.get(), "").strip().toLowerCase(Locale.ROOT);
        Set<Severity> passing = EnumSet.noneOf(Severity.class);
        passing.addAll(severities);
        Set<String> hidden = Set.copyOf(hiddenNodes);
        shown.setPredicate(line ->
                passing.contains(line.record().severity())
                        && !hidden.contains(line.record().node())
                        && (wanted.isEmpty() || matches(line, wanted)));
    }

    private static boolean matches(EventLine line, String wanted) {
        return line.text().toLowerCase(Locale.ROOT).contains(wanted)
                || line.record().id().contains(wanted)
                || line.nodeName().toLowerCase(Locale.ROOT).contains(wanted);
    }
}
