package dev.belay.app.audit;

import dev.belay.api.AuditAnswer;
import dev.belay.reach.AgentException;

/// Where the audit log comes from. Blocks.
@FunctionalInterface
public interface AuditPort {
    /// Records with a number above {@code after}.
    ///
    /// @param verify whether the whole chain is read again
    AuditAnswer audit(long after, int limit, boolean verify) throws AgentException;
}
