package dev.belay.app.connect;

import dev.belay.api.Sample;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/// Brings what threads receive onto the UI thread, once for everything that came since the last
/// time: of statuses the last one a node, samples and events all.
final class Inbox {

    /// A minute at ten a second: a window that was away for longer asks for the history.
    private static final int SAMPLES_KEPT = 600;

    /// What takes the things on the UI thread.
    interface Reader {
        void statuses(Map<String, Received<ClusterStatus>> byNode);

        void samples(String node, List<Sample> samples);

        void events(List<EventRecord> events);
    }

    private final Executor ui;
    private final Reader reader;
    private final Object lock = new Object();
    private Map<String, Received<ClusterStatus>> statuses = new LinkedHashMap<>();
    private Map<String, Deque<Sample>> samples = new LinkedHashMap<>();
    private List<EventRecord> events = new ArrayList<>();
    private List<Runnable> changes = new ArrayList<>();
    private boolean scheduled;

    Inbox(Executor ui, Reader reader) {
        this.ui = ui;
        this.reader = reader;
    }

    void status(String node, Received<ClusterStatus> status) {
        synchronized (lock) {
            statuses.put(node, status);
        }
        schedule();
    }

    void sample(String node, Sample sample) {
        synchronized (lock) {
            Deque<Sample> waiting = samples.computeIfAbsent(node, _ -> new ArrayDeque<>());
            waiting.add(sample);
            if (waiting.size() > SAMPLES_KEPT) {
                waiting.removeFirst();
            }
        }
        schedule();
    }

    void events(List<EventRecord> some) {
        synchronized (lock) {
            events.addAll(some);
        }
        schedule();
    }

    /// Anything else, in the order in which it comes, before the facts.
    void change(Runnable change) {
        synchronized (lock) {
            changes.add(change);
        }
        schedule();
    }

    private void schedule() {
        synchronized (lock) {
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        ui.execute(this::drain);
    }

    private void drain() {
        Map<String, Received<ClusterStatus>> someStatuses;
        Map<String, Deque<Sample>> someSamples;
        List<EventRecord> someEvents;
        List<Runnable> someChanges;
        synchronized (lock) {
            scheduled = false;
            someStatuses = statuses;
            someSamples = samples;
            someEvents = events;
            someChanges = changes;
            statuses = new LinkedHashMap<>();
            samples = new LinkedHashMap<>();
            events = new ArrayList<>();
            changes = new ArrayList<>();
        }
        someChanges.forEach(Runnable::run);
        if (!someStatuses.isEmpty()) {
            reader.statuses(someStatuses);
        }
        someSamples.forEach((node, list) -> reader.samples(node, List.copyOf(list)));
        if (!someEvents.isEmpty()) {
            reader.events(someEvents);
        }
    }
}
