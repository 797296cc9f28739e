package dev.belay.api;

import java.time.Instant;
import java.util.List;

/// What the members reach of the cloud, each on its own way and with its own credentials; found out
/// by calls that change nothing.
///
/// @param at when it was asked
/// @param nodes in the order of their ids
public record CloudReach(Instant at, List<Node> nodes) {

    public CloudReach {
        nodes = List.copyOf(nodes);
    }

    /// One member.
    ///
    /// @param node its id
    /// @param answered whether it said the following
    /// @param agentVersion of its agent; empty when it did not say
    /// @param proxy that the design gives it for the cluster's own calls, as `squid.example:3128`;
    ///   empty: none
    /// @param probes in the order of what depends on what; empty when the design wants nothing of
    ///   the cloud
    public record Node(
            String node, boolean answered, String agentVersion, String proxy, List<Probe> probes) {

        public Node {
            probes = List.copyOf(probes);
        }

        /// One that did not answer.
        public static Node silent(String node) {
            return new Node(node, false, "", "", List.of());
        }
    }

    /// One thing that was tried.
    ///
    /// @param target an address, such as `https://ec2.eu-central-1.amazonaws.com`, or a permission,
    ///   such as `ec2:ReplaceRoute`
    /// @param evidence what was seen, in a sentence of English; where it did not go well, with what
    ///   to do
    public record Probe(String target, Result result, String evidence) {}

    /// What came of it.
    public enum Result {
        /// It answers, past any proxy.
        DIRECT,
        /// It answers, and its name leads to addresses of the VPC: an endpoint of the VPC.
        PRIVATE,
        /// It answers, through the proxy.
        BY_PROXY,
        /// The proxy did not let it through.
        REFUSED_BY_PROXY,
        /// The permission is there.
        ALLOWED,
        /// The permission is not there, or the credentials are not good.
        DENIED,
        /// It could not be tried without a change.
        NOT_PROVEN,
        /// No answer, or one that tells nothing.
        UNKNOWN
    }
}
