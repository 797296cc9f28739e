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
import dev.belay.reach.ApiClient;
import java.time.Duration;

/// A node's agent over its API.
final class ApiNode implements NodePort {
    private final Clients clients;

    /// Where a client comes from.
    @FunctionalInterface
    interface Clients {
        /// A client, over a way that is open or opened now.
        ///
        /// @param deadline of each call
        ApiClient client(Duration deadline) throws AgentException;
    }

    ApiNode(Clients clients) {
        this.clients = clients;
    }

    private ApiClient quick() throws AgentException {
        return clients.client(ApiClient.DEADLINE);
    }

    private ApiClient patient() throws AgentException {
        return clients.client(ApiClient.MEMBERSHIP);
    }

    @Override
    public NodeStanding standing() throws AgentException {
        return quick().standing();
    }

    @Override
    public KeysReset resetKeys() throws AgentException {
        return quick().resetKeys();
    }

    @Override
    public TrustView trust() throws AgentException {
        return quick().trust();
    }

    @Override
    public EnrollmentOpened prepareAdmin(AdminPrepare prepare) throws AgentException {
        return patient().prepareAdmin(prepare);
    }

    @Override
    public EnrollmentView enrollment() throws AgentException {
        return quick().enrollment();
    }

    @Override
    public EnrollmentView endEnrollment() throws AgentException {
        return quick().endEnrollment();
    }

    @Override
    public WorkerPrepared prepareWorker(WorkerPrepare prepare) throws AgentException {
        return patient().prepareWorker(prepare);
    }

    @Override
    public NodeStanding removeMember(String node, MemberRemoval removal) throws AgentException {
        return patient().removeMember(node, removal);
    }

    @Override
    public NodeStanding nominate(String node) throws AgentException {
        return patient().nominate(node);
    }

    @Override
    public NodeStanding resetNode(MemberRemoval removal) throws AgentException {
        return patient().resetNode(removal);
    }

    @Override
    public NodeStanding renameNode(NodeRename rename) throws AgentException {
        return patient().renameNode(rename);
    }
}
