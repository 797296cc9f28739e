package dev.belay.agent.join;

import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.api.ApiError;
import java.util.Optional;

/// Refusals that more than one place gives, in one wording.
public final class Refusals {

    private Refusals() {}

    /// Why a change of the configuration is refused on this node: only the admin takes it.
    ///
    /// @param self id of this node
    public static Optional<ApiError> notTheAdmin(ClusterState state, String self) {
        String admin = state.admin();
        return admin.equals(self)
                ? Optional.empty()
                : Optional.of(
                        new ApiError(
                                "not-the-admin",
                                "the cluster's admin",
                                "'" + self + "', a worker",
                                admin.isEmpty()
                                        ? "nominate an admin first"
                                        : "do it on '" + admin + "'"));
    }

    static JoinException notTheAdmin(String self, String admin) {
        return JoinException.refused(
                "not-the-admin",
                "the cluster's admin",
                "'" + self + "', a worker",
                admin.isEmpty() ? "nominate an admin first" : "do it on '" + admin + "'");
    }

    static JoinException workerIsAdmin() {
        return JoinException.refused(
                "worker-is-admin",
                "another host than the admin",
                "the admin itself",
                "run 'belay worker prepare' on the host that is to become a worker");
    }

    static JoinException formerAdmin() {
        return JoinException.refused(
                "former-admin-not-reset",
                "a node that was never an admin, or was reset since",
                "the former admin of a cluster",
                "reset it with 'belay node reset', make new keys with 'belay key reset', then try"
                        + " again");
    }

    static JoinException formerMember(String cluster) {
        return JoinException.refused(
                "node-not-reset",
                "a node in no cluster",
                "a former member of '" + cluster + "' that still has what it had there",
                "reset it with 'belay node reset', make new keys with 'belay key reset', then try"
                        + " again");
    }

    static JoinException keysNotReset() {
        return JoinException.refused(
                "keys-not-reset",
                "a node whose keys were made for enrollment",
                "none",
                "run 'belay key reset' on it first");
    }

    static JoinException alreadyMember(String cluster) {
        return JoinException.refused(
                "ha-already-set-up",
                "a node in no cluster",
                "a member of '" + cluster + "'",
                "take it out with 'belay node reset' first");
    }

    static JoinException nameNotSet(String name) {
        return JoinException.refused(
                "host-name-not-set",
                "a host name of its own",
                name.isEmpty() ? "none" : "'" + name + "'",
                "set it (hostnamectl set-hostname NAME) before the node is prepared");
    }

    static JoinException nameUnusable(String name) {
        return JoinException.refused(
                "host-name-unusable",
                "a host name of letters, digits and '-'",
                "'" + Plain.text(name) + "'",
                "give the host another name (hostnamectl set-hostname NAME)");
    }

    static JoinException nameUnresolvable(String name) {
        return JoinException.refused(
                "host-unresolvable",
                "a host name that this host can look up",
                "'" + Plain.text(name) + "' without an address",
                "enter it in DNS, or in /etc/hosts of all hosts of the cluster");
    }

    static JoinException busy() {
        return JoinException.refused(
                "membership-changing",
                "one change of this node's membership at a time",
                "another one that goes on",
                "wait for it, then look how the node stands");
    }
}
