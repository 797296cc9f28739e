package dev.belay.model.status;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What happened to a node or a cluster and is worth a line: the one source of journal, log,
/// timeline and metrics. Texts and advice are in `events.properties`, by {@link #id()}.
public sealed interface Event {

    /// The agent is up.
    ///
    /// @param version of the agent
    record AgentStarted(String version) implements Event {}

    /// The agent stopped in order.
    ///
    /// @param reason such as `SIGTERM`
    record AgentStopped(String reason) implements Event {}

    /// Found at the next start: the agent before ended without an orderly stop.
    ///
    /// @param started when that agent was started, ISO-8601
    record AgentDied(String started) implements Event {}

    /// A coordinator was elected.
    ///
    /// @param coordinator its id
    record CoordinatorElected(String coordinator, long term) implements Event {}

    /// This node lost sight of the coordinator.
    ///
    /// @param former id of the coordinator that is out of sight
    /// @param silentMillis how long it had been silent
    record CoordinatorLost(String former, long term, long silentMillis) implements Event {}

    /// A member does not answer this node any more.
    ///
    /// @param peer its id
    /// @param why such as `silent for 5.1 s`
    record NodeUnreachable(String peer, String why) implements Event {}

    /// A member answers this node again.
    ///
    /// @param silentMillis how long it had been silent
    record NodeReachable(String peer, long silentMillis) implements Event {}

    record QuorumLost(int votersUp, int votersTotal, int needed) implements Event {}

    record QuorumRegained(int votersUp, int votersTotal) implements Event {}

    record SnapshotTaken(long index, long sizeBytes) implements Event {}

    /// This node was far behind and took a whole snapshot.
    ///
    /// @param from id of the node that sent it
    record SnapshotInstalled(long index, String from) implements Event {}

    /// A setting was changed through this node.
    ///
    /// @param user who asked for it on this node
    record SettingChanged(String key, long version, String user) implements Event {}

    /// The disk of the state folder is filling.
    ///
    /// @param path folder on the file system that fills
    /// @param percent in use
    record DiskFilling(String path, long percent) implements Event {}

    record DiskFull(String path, long percent) implements Event {}

    record DiskRelieved(String path, long percent) implements Event {}

    /// The clock of this host jumped.
    ///
    /// @param byMillis positive when the clock went forward
    record ClockJumped(long byMillis) implements Event {}

    /// A history file could not be used.
    ///
    /// @param file the history file that was moved aside
    record HistoryReset(String file, String why) implements Event {}

    /// Someone asked for what they may not.
    ///
    /// @param user who asked, as the operating system knows it
    /// @param asked such as `PUT /v1/settings/{key}`
    record AccessDenied(String user, String asked) implements Event {}

    /// The state folder belongs to another cluster or node.
    ///
    /// @param owner `cluster/node` that the folder belongs to
    record StateForeign(String path, String owner) implements Event {}

    record LogFailed(String why) implements Event {}

    /// A version of a config set was published through this node.
    ///
    /// @param user who asked for it on this node
    record ConfigPublished(String set, long version, String user) implements Event {}

    /// A version is in force on all nodes that took part.
    record ConfigLive(String set, long version) implements Event {}

    /// A version was taken back everywhere.
    record ConfigRolledBack(String set, long version, String why) implements Event {}

    /// This node could not take a version.
    record ConfigRefused(String set, long version, String why) implements Event {}

    /// Files of a set were edited on this node.
    ///
    /// @param files how many
    /// @param first path of the first one
    record ConfigDrift(String set, long files, String first) implements Event {}

    /// This node was away, and has followed.
    record ConfigConverged(String set, long version, long tookMillis) implements Event {}

    /// This node's key for enrollment was made anew.
    ///
    /// @param fingerprint of its public part
    /// @param user who asked for it
    record KeysReset(String fingerprint, String user) implements Event {}

    /// Nodes may come with a token from now on.
    ///
    /// @param enrollment its id, no secret
    /// @param until when it ends by itself, ISO-8601
    record EnrollmentOpened(String enrollment, int uses, String until, String user)
            implements Event {}

    /// No more nodes may come with that token.
    ///
    /// @param why such as `expired`
    record EnrollmentClosed(String enrollment, String why) implements Event {}

    /// A node came with a token and was not taken.
    ///
    /// @param candidate the id that it asked for
    /// @param address where it came from
    /// @param code why
    record EnrollmentRefused(String candidate, String address, String code) implements Event {}

    /// A token that is used up was brought once more: somebody else may have it.
    ///
    /// @param candidate the id that was asked for
    /// @param address where it came from
    record TokenReused(String candidate, String address, String enrollment) implements Event {}

    /// A node was taken into the cluster through this one.
    record MemberAdmitted(String member, String address, String enrollment) implements Event {}

    /// This node has become a member.
    record ClusterJoined(String cluster, String member) implements Event {}

    /// This node gave up what it had of a cluster.
    ///
    /// @param user who asked for it
    record NodeReset(String cluster, String user) implements Event {}

    /// This host has another name, and its node another id.
    record NodeRenamed(String former, String name) implements Event {}

    /// A rename stopped after the node had left the cluster.
    record RenameStopped(String name, String why) implements Event {}

    /// This node is no member of its cluster any more.
    record LeftCluster(String why) implements Event {}

    /// The coordinator saw a member come.
    record MemberAdded(String member, String address) implements Event {}

    record MemberRemoved(String member) implements Event {}

    /// A member plays another part in consensus.
    ///
    /// @param role such as `VOTER`
    record MemberRole(String member, String role) implements Event {}

    /// Another member owns the configuration.
    ///
    /// @param former id of the one before
    record AdminChanged(String admin, String former) implements Event {}

    /// The admin was out of sight for so long that another voter was made the admin.
    ///
    /// @param silent how long, such as `31.2 s`
    record AdminTakenOver(String admin, String former, String silent) implements Event {}

    /// A voter is out of sight for long and another member votes in its place.
    record VoterReplaced(String lost, String by) implements Event {}

    record CertificateRenewed(String member, String serial, String until) implements Event {}

    record CertificateRevoked(String member, String serial, String why) implements Event {}

    /// This node's certificate is about to end and could not be renewed.
    record CertificateExpiring(String until, String why) implements Event {}

    /// The cluster's authority was changed.
    record AuthorityRotated(String authority, String former) implements Event {}

    /// A rotation of the authority ended without a member.
    record ReenrollmentNeeded(String member) implements Event {}

    /// A design is in force for all nodes.
    record DesignAdopted(long version, int services) implements Event {}

    /// The cluster carries a plan out from now on.
    ///
    /// @param operation its number
    record OperationBegun(long operation, int steps, String orderedBy) implements Event {}

    /// An operation stopped at something that is not as it was to be.
    ///
    /// @param position how many of its steps are in force
    record OperationStopped(long operation, int position, int steps, String why) implements Event {}

    /// An operation is taken back from now on.
    record OperationUndoing(long operation, String why) implements Event {}

    /// An operation is over.
    ///
    /// @param state such as `DONE`
    record OperationEnded(long operation, String state, int position, int steps) implements Event {}

    /// A service may run on a node from now on.
    ///
    /// @param former where it ran before; empty: nowhere
    /// @param reason why its stay before is over
    record ServicePlaced(String service, String node, String former, String reason)
            implements Event {}

    /// A service runs nowhere any more.
    record ServiceVacated(String service, String former, String reason) implements Event {}

    /// A stay of a service ended by a failure.
    record ServiceFailed(String service, String node, String why) implements Event {}

    /// A service could not be stopped.
    record ServiceStuck(String service, String node, String why) implements Event {}

    /// A drill of a service began.
    ///
    /// @param node that runs it, and gets the fault
    /// @param kind such as `KILL`
    record ServiceDrilled(String service, String node, String kind) implements Event {}

    /// A node was given another mode.
    ///
    /// @param mode such as `STANDBY`
    record NodeModeChanged(String node, String mode) implements Event {}

    /// A service is active after it was given to a node.
    ///
    /// @param generation number of its stay
    /// @param took milliseconds since it was given to the node, on the coordinator's clock
    record ServiceActive(String service, String node, long generation, long took)
            implements Event {}

    /// A node is being stopped for certain.
    record FenceBegun(String node, String executor, String reason) implements Event {}

    /// A node was stopped for certain.
    ///
    /// @param by node that asked the devices, or who gave the word
    record FenceConfirmed(String node, String by, String evidence) implements Event {}

    /// It is not certain that a node was stopped.
    ///
    /// @param result such as `UNKNOWN`
    record FenceNotConfirmed(String node, String result, String evidence) implements Event {}

    /// A record of the audit log on this node's disk is not as the cluster has it.
    record AuditBroken(String why) implements Event {}

    /// The settings of a proxy were written for this host's whole operating system.
    ///
    /// @param files their paths
    record ProxyWritten(String files) implements Event {}

    /// Such settings were removed: the design gives this node no such proxy any more.
    ///
    /// @param files their paths
    record ProxyRemoved(String files) implements Event {}

    /// Such settings are not as the design wants them.
    ///
    /// @param files where they should be, or should not
    record ProxyRefused(String files, String why) implements Event {}

    /// Stable id, the key of text and advice.
    default String id() {
        return switch (this) {
            case AgentStarted e -> "agent.started";
            case AgentStopped e -> "agent.stopped";
            case AgentDied e -> "agent.died";
            case CoordinatorElected e -> "coordinator.elected";
            case CoordinatorLost e -> "coordinator.lost";
            case NodeUnreachable e -> "node.unreachable";
            case NodeReachable e -> "node.reachable";
            case QuorumLost e -> "quorum.lost";
            case QuorumRegained e -> "quorum.regained";
            case SnapshotTaken e -> "snapshot.taken";
            case SnapshotInstalled e -> "snapshot.installed";
            case SettingChanged e -> "setting.changed";
            case DiskFilling e -> "disk.filling";
            case DiskFull e -> "disk.full";
            case DiskRelieved e -> "disk.relieved";
            case ClockJumped e -> "clock.jumped";
            case HistoryReset e -> "history.reset";
            case AccessDenied e -> "access.denied";
            case StateForeign e -> "state.foreign";
            case LogFailed e -> "log.failed";
            case ConfigPublished e -> "config.published";
            case ConfigLive e -> "config.live";
            case ConfigRolledBack e -> "config.rolled-back";
            case ConfigRefused e -> "config.refused";
            case ConfigDrift e -> "config.drift";
            case ConfigConverged e -> "config.converged";
            case KeysReset e -> "keys.reset";
            case EnrollmentOpened e -> "enrollment.opened";
            case EnrollmentClosed e -> "enrollment.closed";
            case EnrollmentRefused e -> "enrollment.refused";
            case TokenReused e -> "token.reused";
            case MemberAdmitted e -> "member.admitted";
            case ClusterJoined e -> "cluster.joined";
            case NodeReset e -> "node.reset";
            case NodeRenamed e -> "node.renamed";
            case RenameStopped e -> "rename.stopped";
            case LeftCluster e -> "cluster.left";
            case MemberAdded e -> "member.added";
            case MemberRemoved e -> "member.removed";
            case MemberRole e -> "member.role";
            case AdminChanged e -> "admin.changed";
            case AdminTakenOver e -> "admin.taken-over";
            case VoterReplaced e -> "voter.replaced";
            case CertificateRenewed e -> "certificate.renewed";
            case CertificateRevoked e -> "certificate.revoked";
            case CertificateExpiring e -> "certificate.expiring";
            case AuthorityRotated e -> "authority.rotated";
            case ReenrollmentNeeded e -> "member.re-enroll";
            case DesignAdopted e -> "design.adopted";
            case OperationBegun e -> "operation.begun";
            case OperationStopped e -> "operation.stopped";
            case OperationUndoing e -> "operation.undoing";
            case OperationEnded e -> "operation.ended";
            case ServicePlaced e -> "service.placed";
            case ServiceVacated e -> "service.vacated";
            case ServiceFailed e -> "service.failed";
            case ServiceStuck e -> "service.stuck";
            case ServiceDrilled e -> "service.drilled";
            case NodeModeChanged e -> "node.mode";
            case ServiceActive e -> "service.active";
            case FenceBegun e -> "fence.begun";
            case FenceConfirmed e -> "fence.confirmed";
            case FenceNotConfirmed e -> "fence.not-confirmed";
            case AuditBroken e -> "audit.broken";
            case ProxyWritten e -> "proxy.written";
            case ProxyRemoved e -> "proxy.removed";
            case ProxyRefused e -> "proxy.refused";
        };
    }

    default Severity severity() {
        return switch (this) {
            case AgentStarted e -> Severity.INFO;
            case AgentStopped e -> Severity.INFO;
            case AgentDied e -> Severity.WARNING;
            case CoordinatorElected e -> Severity.INFO;
            case CoordinatorLost e -> Severity.WARNING;
            case NodeUnreachable e -> Severity.WARNING;
            case NodeReachable e -> Severity.INFO;
            case QuorumLost e -> Severity.ERROR;
            case QuorumRegained e -> Severity.INFO;
            case SnapshotTaken e -> Severity.INFO;
            case SnapshotInstalled e -> Severity.INFO;
            case SettingChanged e -> Severity.INFO;
            case DiskFilling e -> Severity.WARNING;
            case DiskFull e -> Severity.ERROR;
            case DiskRelieved e -> Severity.INFO;
            case ClockJumped e -> Severity.WARNING;
            case HistoryReset e -> Severity.WARNING;
            case AccessDenied e -> Severity.WARNING;
            case StateForeign e -> Severity.ERROR;
            case LogFailed e -> Severity.ERROR;
            case ConfigPublished e -> Severity.INFO;
            case ConfigLive e -> Severity.INFO;
            case ConfigRolledBack e -> Severity.WARNING;
            case ConfigRefused e -> Severity.ERROR;
            case ConfigDrift e -> Severity.WARNING;
            case ConfigConverged e -> Severity.INFO;
            case KeysReset e -> Severity.INFO;
            case EnrollmentOpened e -> Severity.INFO;
            case EnrollmentClosed e -> Severity.INFO;
            case EnrollmentRefused e -> Severity.WARNING;
            case TokenReused e -> Severity.ERROR;
            case MemberAdmitted e -> Severity.INFO;
            case ClusterJoined e -> Severity.INFO;
            case NodeReset e -> Severity.INFO;
            case NodeRenamed e -> Severity.INFO;
            case RenameStopped e -> Severity.ERROR;
            case LeftCluster e -> Severity.WARNING;
            case MemberAdded e -> Severity.INFO;
            case MemberRemoved e -> Severity.INFO;
            case MemberRole e -> Severity.INFO;
            case AdminChanged e -> Severity.INFO;
            case AdminTakenOver e -> Severity.WARNING;
            case VoterReplaced e -> Severity.WARNING;
            case CertificateRenewed e -> Severity.INFO;
            case CertificateRevoked e -> Severity.INFO;
            case CertificateExpiring e -> Severity.WARNING;
            case AuthorityRotated e -> Severity.INFO;
            case ReenrollmentNeeded e -> Severity.WARNING;
            case DesignAdopted e -> Severity.INFO;
            case OperationBegun e -> Severity.INFO;
            case OperationStopped e -> Severity.ERROR;
            case OperationUndoing e -> Severity.WARNING;
            case OperationEnded e -> Severity.INFO;
            case ServicePlaced e -> Severity.INFO;
            case ServiceVacated e -> Severity.INFO;
            case ServiceFailed e -> Severity.WARNING;
            case ServiceStuck e -> Severity.ERROR;
            case ServiceDrilled e -> Severity.INFO;
            case NodeModeChanged e -> Severity.INFO;
            case ServiceActive e -> Severity.INFO;
            case FenceBegun e -> Severity.WARNING;
            case FenceConfirmed e -> Severity.WARNING;
            case FenceNotConfirmed e -> Severity.ERROR;
            case AuditBroken e -> Severity.ERROR;
            case ProxyWritten e -> Severity.INFO;
            case ProxyRemoved e -> Severity.INFO;
            case ProxyRefused e -> Severity.WARNING;
        };
    }

    /// What fills the text, by name and in its order.
    default Map<String, String> fields() {
        return switch (this) {
            case AgentStarted(var version) -> named("version", version);
            case AgentStopped(var reason) -> named("reason", reason);
            case AgentDied(var started) -> named("started", started);
            case CoordinatorElected(var coordinator, var term) ->
                    named("coordinator", coordinator, "term", term);
            case CoordinatorLost(var former, var term, var silent) ->
                    named("former", former, "term", term, "silent", seconds(silent));
            case NodeUnreachable(var peer, var why) -> named("peer", peer, "why", why);
            case NodeReachable(var peer, var silent) ->
                    named("peer", peer, "silent", seconds(silent));
            case QuorumLost(var up, var total, var needed) ->
                    named("votersUp", up, "votersTotal", total, "needed", needed);
            case QuorumRegained(var up, var total) -> named("votersUp", up, "votersTotal", total);
            case SnapshotTaken(var index, var size) -> named("index", index, "sizeBytes", size);
            case SnapshotInstalled(var index, var from) -> named("index", index, "from", from);
            case SettingChanged(var key, var version, var user) ->
                    named("key", key, "version", version, "user", user);
            case DiskFilling(var path, var percent) -> named("path", path, "percent", percent);
            case DiskFull(var path, var percent) -> named("path", path, "percent", percent);
            case DiskRelieved(var path, var percent) -> named("path", path, "percent", percent);
            case ClockJumped(var by) -> named("by", (by < 0 ? "" : "+") + seconds(by));
            case HistoryReset(var file, var why) -> named("file", file, "why", why);
            case AccessDenied(var user, var asked) -> named("user", user, "asked", asked);
            case StateForeign(var path, var owner) -> named("path", path, "owner", owner);
            case LogFailed(var why) -> named("why", why);
            case ConfigPublished(var set, var version, var user) ->
                    named("set", set, "version", version, "user", user);
            case ConfigLive(var set, var version) -> named("set", set, "version", version);
            case ConfigRolledBack(var set, var version, var why) ->
                    named("set", set, "version", version, "why", why);
            case ConfigRefused(var set, var version, var why) ->
                    named("set", set, "version", version, "why", why);
            case ConfigDrift(var set, var files, var first) ->
                    named("set", set, "files", files, "first", first);
            case ConfigConverged(var set, var version, var took) ->
                    named("set", set, "version", version, "took", seconds(took));
            case KeysReset(var fingerprint, var user) ->
                    named("fingerprint", fingerprint, "user", user);
            case EnrollmentOpened(var enrollment, var uses, var until, var user) ->
                    named("enrollment", enrollment, "uses", uses, "until", until, "user", user);
            case EnrollmentClosed(var enrollment, var why) ->
                    named("enrollment", enrollment, "why", why);
            case EnrollmentRefused(var candidate, var address, var code) ->
                    named("candidate", candidate, "address", address, "code", code);
            case TokenReused(var candidate, var address, var enrollment) ->
                    named("candidate", candidate, "address", address, "enrollment", enrollment);
            case MemberAdmitted(var member, var address, var enrollment) ->
                    named("member", member, "address", address, "enrollment", enrollment);
            case ClusterJoined(var cluster, var member) ->
                    named("cluster", cluster, "member", member);
            case NodeReset(var cluster, var user) -> named("cluster", cluster, "user", user);
            case NodeRenamed(var former, var name) -> named("former", former, "name", name);
            case RenameStopped(var name, var why) -> named("name", name, "why", why);
            case LeftCluster(var why) -> named("why", why);
            case MemberAdded(var member, var address) ->
                    named("member", member, "address", address);
            case MemberRemoved(var member) -> named("member", member);
            case MemberRole(var member, var role) -> named("member", member, "role", role);
            case AdminChanged(var admin, var former) -> named("admin", admin, "former", former);
            case AdminTakenOver(var admin, var former, var silent) ->
                    named("admin", admin, "former", former, "silent", silent);
            case VoterReplaced(var lost, var by) -> named("lost", lost, "by", by);
            case CertificateRenewed(var member, var serial, var until) ->
                    named("member", member, "serial", serial, "until", until);
            case CertificateRevoked(var member, var serial, var why) ->
                    named("member", member, "serial", serial, "why", why);
            case CertificateExpiring(var until, var why) -> named("until", until, "why", why);
            case AuthorityRotated(var authority, var former) ->
                    named("authority", authority, "former", former);
            case ReenrollmentNeeded(var member) -> named("member", member);
            case OperationBegun(var operation, var steps, var orderedBy) ->
                    named("operation", operation, "steps", steps, "orderedBy", orderedBy);
            case OperationStopped(var operation, var position, var steps, var why) ->
                    named("operation", operation, "position", position, "steps", steps, "why", why);
            case OperationUndoing(var operation, var why) ->
                    named("operation", operation, "why", why);
            case OperationEnded(var operation, var state, var position, var steps) ->
                    named(
                            "operation",
                            operation,
                            "state",
                            state,
                            "position",
                            position,
                            "steps",
                            steps);
            case DesignAdopted(var version, var services) ->
                    named("version", version, "services", services);
            case ServicePlaced(var service, var node, var former, var reason) ->
                    named("service", service, "node", node, "former", former, "reason", reason);
            case ServiceVacated(var service, var former, var reason) ->
                    named("service", service, "former", former, "reason", reason);
            case ServiceFailed(var service, var node, var why) ->
                    named("service", service, "node", node, "why", why);
            case ServiceStuck(var service, var node, var why) ->
                    named("service", service, "node", node, "why", why);
            case ServiceActive(var service, var node, var generation, var took) ->
                    named(
                            "service", service,
                            "node", node,
                            "generation", generation,
                            "took", took);
            case FenceBegun(var node, var executor, var reason) ->
                    named("node", node, "executor", executor, "reason", reason);
            case FenceConfirmed(var node, var by, var evidence) ->
                    named("node", node, "by", by, "evidence", evidence);
            case FenceNotConfirmed(var node, var result, var evidence) ->
                    named("node", node, "result", result, "evidence", evidence);
            case ServiceDrilled(var service, var node, var kind) ->
                    named("service", service, "node", node, "kind", kind);
            case NodeModeChanged(var node, var mode) -> named("node", node, "mode", mode);
            case AuditBroken(var why) -> named("why", why);
            case ProxyWritten(var files) -> named("files", files);
            case ProxyRemoved(var files) -> named("files", files);
            case ProxyRefused(var files, var why) -> named("files", files, "why", why);
        };
    }

    /// One line for a log: id and fields, values with blanks in quotes.
    default String line() {
        var line = new StringBuilder(id());
        fields().forEach((name, value) -> {
            boolean plain = value.matches("[^\\s\"=]+");
            line.append(' ').append(name).append('=');
            line.append(plain ? value : '"' + value.replace('"', '\'') + '"');
        });
        return line.toString();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private static Map<String, String> named(Object... pairs) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], String.valueOf(pairs[i + 1]));
        }
        return fields;
    }
}
