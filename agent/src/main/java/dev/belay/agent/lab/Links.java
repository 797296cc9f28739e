package dev.belay.agent.lab;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which directions between nodes are cut, and which nodes do not answer; whoever carries bytes
/// waits here while they may not pass.
final class Links {

    /// Whoever is not a node of the lab.
    static final String OUTSIDE = "";

    private final Set<LabState.Cut> cuts = new HashSet<>();
    private final Set<String> mute = new HashSet<>();

    synchronized void cut(String from, String to) {
        cuts.add(new LabState.Cut(from, to));
    }

    synchronized void heal(String from, String to) {
        cuts.remove(new LabState.Cut(from, to));
        notifyAll();
    }

    synchronized List<LabState.Cut> cuts() {
        return cuts.stream()
                .sorted((a, b) -> (a.from() + " " + a.to()).compareTo(b.from() + " " + b.to()))
                .toList();
    }

    /// Nothing from outside passes to or from a mute node.
    synchronized void mute(String node, boolean on) {
        if (on) {
            mute.add(node);
        } else {
            mute.remove(node);
            notifyAll();
        }
    }

    /// Blocks while bytes may not pass. Whoever waits holds bytes back: they arrive late, as after
    /// a retransmission, never damaged or out of order.
    synchronized void await(String from, String to) throws InterruptedException {
        while (isBlocked(from, to)) {
            wait();
        }
    }

    private boolean isBlocked(String from, String to) {
        if (from.equals(OUTSIDE) || to.equals(OUTSIDE)) {
            return mute.contains(from) || mute.contains(to);
        }
        return cuts.contains(new LabState.Cut(from, to));
    }
}
