package dev.belay.model.preflight;

import java.util.List;
import java.util.Optional;

/// One step of a packet.
///
/// @param step which one
/// @param from what it leaves, by id where it is known
/// @param to what it reaches, by id where it is known
/// @param state whether that is proven
/// @param checks that speak about it
/// @param reason what is in its way, or what would have to be known; empty when it is proven
public record Hop(
        Step step,
        String from,
        String to,
        State state,
        List<PreflightCheck> checks,
        Optional<Reason> reason) {

    public Hop {
        checks = List.copyOf(checks);
    }

    /// Which step, in the order of the way.
    public enum Step {
        /// The site learns the way to the virtual IP from the Direct Connect gateway.
        SITE_TO_LINE,
        LINE_TO_TRANSIT,
        /// By the route table that the site's side of the transit gateway uses.
        TRANSIT_TO_VPC,
        /// By the route tables of the subnets in which the transit gateway has its feet.
        VPC_TO_INTERFACE,
        INTERFACE_TO_NODE,
        /// By the route table of the node's subnet.
        NODE_TO_TRANSIT,
        /// By the route table that the VPC's side of the transit gateway uses.
        TRANSIT_TO_LINE,
        LINE_TO_SITE
    }

    /// Whether a step is known to be taken.
    public enum State {
        PROVEN,
        BROKEN,
        UNKNOWN
    }

    /// What a check says of the hop.
    public record Reason(PreflightCheck check, Finding finding) {}
}
