package dev.belay.app.path;

import dev.belay.model.check.Problem;
import dev.belay.model.preflight.Hop;
import java.util.Optional;

/// Why a hop is in its state.
public sealed interface Why {

    /// The answers of AWS prove it.
    record Proven() implements Why {}

    /// A check of the answers of AWS speaks against it, or lacks an answer.
    record Answered(Hop.Reason reason) implements Why {}

    /// It is drawn so; nobody asked AWS.
    ///
    /// @param ask the command whose answer would tell; empty where the design does not say enough
    ///   to ask
    record AsDrawn(Optional<String> ask) implements Why {}

    /// A check of the design speaks against it.
    record Checked(Problem problem) implements Why {}

    /// The drawing itself has nothing that this hop could take.
    record Missing(Lack lack) implements Why {}

    /// The answers are about another node than the one that holds the virtual IP now: they are
    /// older than its last move, or the route did not follow.
    ///
    /// @param answered name of the node that the answers are about
    /// @param active name of the node that holds the virtual IP
    /// @param ask the command whose answer would tell; empty when none is known
    record Elsewhere(String answered, String active, Optional<String> ask) implements Why {}

    /// What a drawing can lack.
    enum Lack {
        SITE,
        LINE,
        /// Direct Connect gateways are drawn, none of them at the transit gateway.
        ASSOCIATION,
        /// The VPC is at no transit gateway that is drawn.
        ATTACHMENT,
        /// The subnets by which packets come in use no route table that is drawn.
        TABLE,
        /// No node that runs services is drawn in the VPC.
        NODE,
        /// The virtual IP is an address of the site: it is looked for there.
        VIP_IN_SITE;

        /// Whether nothing else could make up for it, such as a VPN that is not drawn.
        boolean isBreak() {
            return this != SITE && this != LINE;
        }
    }
}
