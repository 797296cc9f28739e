package dev.belay.agent.core.lease;

import java.util.Map;

/// What happened to the issuer of leases. Times are nanoseconds of the coordinator's own clock,
/// read after what they speak of had arrived.
public sealed interface IssuerInput {

    record Ticked(long at) implements IssuerInput {}

    /// A node asks.
    record Reported(Report report, long at) implements IssuerInput {}

    /// The replicated state changed.
    ///
    /// @param tenancies all, by service
    record Applied(Map<String, Tenancy> tenancies, long at) implements IssuerInput {}

    /// What became of a proposal is not known, or it was refused.
    record Unanswered(String service, long at) implements IssuerInput {}

    /// Where services shall run.
    ///
    /// @param nodes by service; an empty id: nowhere
    record Wished(Map<String, String> nodes, long at) implements IssuerInput {}

    /// A voter answers that a bar stands.
    ///
    /// @param age how long ago it vouched for the node last, at most
    record Barred(String voter, String node, long round, long age, long at)
            implements IssuerInput {}

    /// A fence device answered, or an operator gave the word.
    ///
    /// @param incarnation the newest of the node that is certainly over, when it is confirmed
    record Fenced(String node, long incarnation, Confirmation confirmation, long at)
            implements IssuerInput {}

    /// What is known of a node that was to be fenced. A time-out is not known.
    enum Confirmation {
        CONFIRMED,
        REFUSED,
        UNKNOWN
    }
}
