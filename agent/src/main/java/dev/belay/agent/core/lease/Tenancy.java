package dev.belay.agent.core.lease;

/// Who may run a service, as the replicated state has it. It changes only once the one before can
/// certainly not be active any more.
///
/// @param service its id
/// @param generation grows with every change; a generation that has ended never comes back
/// @param node empty: nobody
/// @param incarnation which start of that node's agent
/// @param stuck why its stop failed; empty: it did not. Only fencing or a stop that works end it
public record Tenancy(
        String service, long generation, String node, long incarnation, String stuck) {

    /// Nobody has ever run it.
    public static Tenancy none(String service) {
        return new Tenancy(service, 0, "", 0, "");
    }

    public boolean isFree() {
        return node.isEmpty();
    }

    /// The next one.
    Tenancy next(String node, long incarnation) {
        return new Tenancy(service, generation + 1, node, incarnation, "");
    }

    Tenancy withStuck(String why) {
        return new Tenancy(service, generation, node, incarnation, why);
    }
}
