package dev.belay.app.enroll;

import dev.belay.api.AdminPrepare;
import dev.belay.api.EnrollmentOpened;
import dev.belay.api.EnrollmentView;
import dev.belay.api.KeysReset;
import dev.belay.api.MemberRemoval;
import dev.belay.api.NodeRename;
import dev.belay.api.NodeStanding;
import dev.belay.api.TrustView;
import dev.belay.api.WorkerPrepare;
import dev.belay.api.WorkerPrepared;
import dev.belay.reach.AgentException;

/// What the wizards ask one node's agent. All calls block and may come from any thread.
public interface NodePort {
    NodeStanding standing() throws AgentException;

    KeysReset resetKeys() throws AgentException;

    TrustView trust() throws AgentException;

    EnrollmentOpened prepareAdmin(AdminPrepare prepare) throws AgentException;

    EnrollmentView enrollment() throws AgentException;

    EnrollmentView endEnrollment() throws AgentException;

    WorkerPrepared prepareWorker(WorkerPrepare prepare) throws AgentException;

    NodeStanding removeMember(String node, MemberRemoval removal) throws AgentException;

    NodeStanding nominate(String node) throws AgentException;

    NodeStanding resetNode(MemberRemoval removal) throws AgentException;

    NodeStanding renameNode(NodeRename rename) throws AgentException;
}
