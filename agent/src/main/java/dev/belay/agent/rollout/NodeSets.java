package dev.belay.agent.rollout;

import dev.belay.api.ConfigSetView.NodeState;
import dev.belay.model.content.ContentException;
import java.io.IOException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/// All sets of this node, each with its own thread; one more as soon as the cluster has one more.
final class NodeSets implements AutoCloseable {

    private final Function<String, NodeSet> maker;
    private final ConcurrentMap<String, NodeSet> sets = new ConcurrentHashMap<>();
    private volatile boolean closed;

    NodeSets(Function<String, NodeSet> maker) {
        this.maker = maker;
    }

    /// The replicated state has changed.
    ///
    /// In one step with the end: a set that begins is waited for.
    synchronized void wake(Collection<String> names) {
        for (String name : names) {
            if (!closed) {
                sets.computeIfAbsent(
                        name,
                        fresh -> {
                            NodeSet set = maker.apply(fresh);
                            set.start();
                            return set;
                        });
            }
        }
        sets.values().forEach(NodeSet::wake);
    }

    SortedMap<String, NodeState> states() {
        var states = new TreeMap<String, NodeState>();
        sets.forEach((name, set) -> states.put(name, set.state()));
        return states;
    }

    void lookAtAll() {
        sets.values().forEach(NodeSet::look);
    }

    /// Blocks.
    SortedMap<String, NodeState> look(String name) {
        NodeSet set = sets.get(name);
        var states = new TreeMap<String, NodeState>();
        if (set != null) {
            states.put(name, set.look());
        }
        return states;
    }

    /// Blocks.
    SortedMap<String, NodeState> putBack(String name) throws ContentException, IOException {
        NodeSet set = sets.get(name);
        if (set == null) {
            throw new ContentException(
                    "set-unknown", "a config set", "'" + name + "'", "look at the list");
        }
        var states = new TreeMap<String, NodeState>();
        states.put(name, set.putBack());
        return states;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            sets.values().forEach(NodeSet::close);
        }
        Endings.await(sets.values().stream().map(NodeSet::thread).toList());
    }
}
