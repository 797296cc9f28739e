package dev.belay.agent.api;

import dev.belay.agent.consensus.Outcome;
import dev.belay.api.AdminPrepare;
import dev.belay.api.EnrollmentOpened;
import dev.belay.api.EnrollmentView;
import dev.belay.api.KeysReset;
import dev.belay.api.MemberRemoval;
import dev.belay.api.NodeRename;
import dev.belay.api.NodeStanding;
import dev.belay.api.WorkerPrepare;
import dev.belay.api.WorkerPrepared;
import java.io.IOException;

/// This node's way into a cluster and out of it, as the API shows it. All but the first may block
/// for as long as other nodes take.
public interface MembershipFace {

    /// How far it is.
    NodeStanding standing() throws IOException;

    /// Makes its key for enrollment.
    ///
    /// @param user who asks
    Outcome<KeysReset> resetKeys(String user) throws IOException;

    /// Opens enrollment, and founds a cluster for that if it is in none.
    Outcome<EnrollmentOpened> prepareAdmin(AdminPrepare prepare, String user) throws IOException;

    /// The enrollment that is open on this node, and who has come.
    EnrollmentView enrollment();

    Outcome<EnrollmentView> endEnrollment(String user);

    /// Becomes a worker.
    Outcome<WorkerPrepared> prepareWorker(WorkerPrepare prepare, String user) throws IOException;

    /// Leaves the cluster, or gives up what is left of one.
    Outcome<NodeStanding> reset(MemberRemoval removal, String user) throws IOException;

    /// Leaves, renames the host, and comes back.
    Outcome<NodeStanding> rename(NodeRename rename, String user) throws IOException;
}
