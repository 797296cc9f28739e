package dev.belay.agent.join;

import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the admin answers: one of the three.
///
/// @param taken the node is a member
/// @param refusal it is not
/// @param unknown nobody can say: the same request may be made again
record EnrollAnswer(@Nullable Taken taken, @Nullable ApiError refusal, @Nullable String unknown) {

    /// All that a new member needs.
    ///
    /// @param members all of them, the new one included
    /// @param admin id of the admin
    record Taken(
            String clusterId,
            String clusterName,
            String admin,
            List<Member> members,
            String authorityPem,
            String certificatePem) {}

    static EnrollAnswer taken(Taken taken) {
        return new EnrollAnswer(taken, null, null);
    }

    static EnrollAnswer of(JoinException e) {
        return e.isUnknown()
                ? new EnrollAnswer(null, null, String.valueOf(e.getMessage()))
                : new EnrollAnswer(null, e.error(), null);
    }
}
