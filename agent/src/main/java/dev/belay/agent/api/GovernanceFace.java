package dev.belay.agent.api;

import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.api.AuditAnswer;
import dev.belay.api.MemberRemoval;
import dev.belay.api.TrustView;
import java.io.IOException;

/// Trust, membership and audit of a cluster, as the API shows them. All but {@link #trust} block.
public interface GovernanceFace {

    /// Whom the members trust.
    TrustView trust();

    /// Asks for a new key of this node, or for a new authority.
    Outcome<Answer> rotate(boolean authority, Actor actor) throws IOException;

    /// Takes a member out.
    Outcome<Answer> remove(String node, MemberRemoval removal, Actor actor);

    /// Makes a member the admin.
    Outcome<Answer> nominate(String node, Actor actor);

    /// The audit log of this node.
    ///
    /// @param after number of the record before the first; negative for the newest
    AuditAnswer audit(long after, int limit, boolean verify) throws IOException;
}
