package dev.belay.story;

import dev.belay.api.FenceView.Fencing;
import dev.belay.api.FenceView.Result;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fencing of one node that is not settled: it goes on, or services wait until a person says that
/// the node is stopped. Pure.
///
/// @param node id
/// @param last the newest time that it was to be stopped; null when nobody could or did
/// @param waits whether nothing goes on, and a person's word is waited for
/// @param services ids of those that may still be running there, in the order of the design
public record OpenFencing(
        String node, @Nullable Fencing last, boolean waits, List<String> services) {

    /// Whoever began has ended by then, or is not there any more.
    public static final Duration LONGEST = Duration.ofMinutes(5);

    public OpenFencing {
        services = List.copyOf(services);
    }

    /// All of a cluster, in the order of its members.
    ///
    /// @param fences newest first; those that are settled are passed over
    public static List<OpenFencing> of(ServicesView view, List<Fencing> fences) {
        Set<String> nodes = new LinkedHashSet<>();
        for (ServicesView.Host host : view.hosts()) {
            nodes.add(host.node());
        }
        for (Fencing one : fences) {
            nodes.add(one.node());
        }
        List<OpenFencing> open = new ArrayList<>();
        for (String node : nodes) {
            OpenFencing one = of(node, view, fences);
            if (one != null) {
                open.add(one);
            }
        }
        return List.copyOf(open);
    }

    private static @Nullable OpenFencing of(String node, ServicesView view, List<Fencing> fences) {
        Fencing last = newest(node, fences);
        List<ServiceView> held = held(node, view);
        List<String> ids = new ArrayList<>();
        for (ServiceView one : held) {
            ids.add(one.id());
        }
        if (last != null && goesOn(last, view.at())) {
            return new OpenFencing(node, last, false, ids);
        }
        if (held.isEmpty() || !isSilent(node, view)) {
            return null;
        }
        boolean isStuck = false;
        for (ServiceView one : held) {
            isStuck |= one.state() == State.STUCK;
            if (last != null && one.since() != null && last.at().isBefore(one.since())) {
                // That was another life of the node.
                last = null;
            }
        }
        boolean isOver = last != null && isConfirmed(last.result());
        // Without either, the lease ends by itself.
        return isOver || (last == null && !isStuck) ? null : new OpenFencing(node, last, true, ids);
    }

    /// Whether nobody knows yet what comes of it.
    public static boolean goesOn(Fencing fencing, Instant now) {
        return fencing.result() == Result.UNDER_WAY
                && Duration.between(fencing.at(), now).compareTo(LONGEST) < 0;
    }

    /// Whether the node was stopped for certain, or a person says so.
    public static boolean isConfirmed(Result result) {
        return result == Result.CONFIRMED || result == Result.CONFIRMED_BY_HAND;
    }

    /// What may be running on a node, though nobody there says so.
    public static List<ServiceView> held(String node, ServicesView view) {
        List<ServiceView> held = new ArrayList<>();
        for (ServiceView one : view.services()) {
            if (one.node().equals(node)
                    && (one.state() == State.UNKNOWN || one.state() == State.STUCK)) {
                held.add(one);
            }
        }
        return List.copyOf(held);
    }

    /// Whether a member has not said what it runs.
    public static boolean isSilent(String node, ServicesView view) {
        for (ServicesView.Host host : view.hosts()) {
            if (host.node().equals(node)) {
                return !host.answered();
            }
        }
        return false;
    }

    private static @Nullable Fencing newest(String node, List<Fencing> fences) {
        for (Fencing one : fences) {
            if (one.node().equals(node)) {
                return one;
            }
        }
        return null;
    }
}
