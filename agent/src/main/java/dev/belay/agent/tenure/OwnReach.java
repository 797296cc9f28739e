package dev.belay.agent.tenure;

import dev.belay.api.CloudReach;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What this node reaches of the cloud, tried when somebody asks; whoever asks again with the same
/// words gets the answer as soon as there is one. What is asked while it is tried is answered by
/// the next try, all of it by one. Never blocks: members ask each other on the line of their
/// leases.
final class OwnReach {

    /// So many are remembered: whoever asks does so again and again until all members have
    /// answered.
    private static final int REMEMBERED = 16;

    /// @param question the words that it was asked with
    /// @param node null while it is tried
    record Answer(String question, CloudReach.@Nullable Node node) {}

    private final Supplier<CloudReach.Node> look;
    private final Map<String, CloudReach.Node> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, CloudReach.Node> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private final Set<String> waiting = new TreeSet<>();
    private Set<String> tried = Set.of();

    /// @param look tries it; blocks, and never fails
    OwnReach(Supplier<CloudReach.Node> look) {
        this.look = look;
    }

    synchronized Answer ask(String question) {
        CloudReach.Node node = known.get(question);
        if (node == null && !tried.contains(question)) {
            waiting.add(question);
            begin();
        }
        return new Answer(question, node);
    }

    private void begin() {
        if (tried.isEmpty() && !waiting.isEmpty()) {
            tried = Set.copyOf(waiting);
            waiting.clear();
            Thread.ofVirtual().name("cloud-reach").start(() -> end(look.get()));
        }
    }

    private synchronized void end(CloudReach.Node found) {
        tried.forEach(question -> known.put(question, found));
        tried = Set.of();
        begin();
    }
}
