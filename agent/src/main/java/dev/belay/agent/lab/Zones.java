package dev.belay.agent.lab;

/// Fault domains of a lab: `a`, `b` and `c` in turn.
final class Zones {

    private Zones() {}

    /// @param node number of the node, from 1
    static String of(int node) {
        return Character.toString('a' + (node - 1) % 3);
    }
}
