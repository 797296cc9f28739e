package dev.belay.agent.tenure;

import dev.belay.api.CloudReach;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What this node reaches of the cloud, tried when somebody asks; whoever asks again with the same
/// words gets the answer as soon as there is one. Never blocks: members ask each other on the line
/// of their leases.
final class OwnReach {

    /// @param question the words that it was asked with
    /// @param node null while it is tried
    record Answer(String question, CloudReach.@Nullable Node node) {}

    private final Supplier<CloudReach.Node> look;
    private Answer last = new Answer("", null);
    private boolean isLooking;

    /// @param look tries it; blocks
    OwnReach(Supplier<CloudReach.Node> look) {
        this.look = look;
    }

    synchronized Answer ask(String question) {
        if (!last.question().equals(question) && !isLooking) {
            isLooking = true;
            last = new Answer(question, null);
            Thread.ofVirtual().name("cloud-reach").start(() -> look(question));
        }
        return last.question().equals(question) ? last : new Answer(question, null);
    }

    private void look(String question) {
        CloudReach.Node found = null;
        try {
            found = look.get();
        } finally {
            end(question, found);
        }
    }

    private synchronized void end(String question, CloudReach.@Nullable Node found) {
        last = new Answer(found == null ? "" : question, found);
        isLooking = false;
    }
}
