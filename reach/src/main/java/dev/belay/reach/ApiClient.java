package dev.belay.reach;

import dev.belay.api.AdminPrepare;
import dev.belay.api.ApiError;
import dev.belay.api.ApiPaths;
import dev.belay.api.AuditAnswer;
import dev.belay.api.CloudReach;
import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.DesignText;
import dev.belay.api.DriftOrder;
import dev.belay.api.DrillBegun;
import dev.belay.api.DrillOrder;
import dev.belay.api.EnrollmentOpened;
import dev.belay.api.EnrollmentView;
import dev.belay.api.FenceSecret;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceView;
import dev.belay.api.FenceWish;
import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.KeysReset;
import dev.belay.api.MemberRemoval;
import dev.belay.api.NodeMode;
import dev.belay.api.NodeModeChange;
import dev.belay.api.NodeRename;
import dev.belay.api.NodeStanding;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.ProxySecret;
import dev.belay.api.PublishBegin;
import dev.belay.api.PublishNeeds;
import dev.belay.api.RecordReader;
import dev.belay.api.RecordWriter;
import dev.belay.api.Rotation;
import dev.belay.api.ServiceMove;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.api.Setting;
import dev.belay.api.SettingWrite;
import dev.belay.api.TrustView;
import dev.belay.api.WhoAmI;
import dev.belay.api.WorkerPrepare;
import dev.belay.api.WorkerPrepared;
import dev.belay.model.node.FenceAction;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.NodeReport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// One agent's API, typed. Every call blocks, opens a pipe of its own, and ends within the
/// deadline; calls from several threads do not disturb each other.
public final class ApiClient {

    /// An agent that takes longer has to be taken for lost.
    public static final Duration DEADLINE = Duration.ofSeconds(5);

    /// What changes the membership waits for other nodes.
    public static final Duration MEMBERSHIP = Duration.ofSeconds(60);

    /// An agent says something at least once a second.
    public static final Duration IDLE = Duration.ofSeconds(8);

    private final AgentPath path;
    private final Duration deadline;

    public ApiClient(AgentPath path) {
        this(path, DEADLINE);
    }

    public ApiClient(AgentPath path, Duration deadline) {
        this.path = path;
        this.deadline = deadline;
    }

    public AgentPath path() {
        return path;
    }

    public WhoAmI whoAmI() throws AgentException {
        return get(ApiPaths.WHO_AM_I, WhoAmI.class);
    }

    public ClusterStatus status() throws AgentException {
        return get(ApiPaths.STATUS, ClusterStatus.class);
    }

    public NodeReport self() throws AgentException {
        return get(ApiPaths.SELF, NodeReport.class);
    }

    /// Events with a number above {@code after}, oldest first, at most {@code limit}; the newest
    /// ones when {@code after} is negative.
    public List<EventRecord> events(long after, int limit, EventScope scope) throws AgentException {
        String query =
                "?limit="
                        + limit
                        + "&scope="
                        + scope.name().toLowerCase(Locale.ROOT)
                        + (after < 0 ? "" : "&after=" + after);
        return List.of(get(ApiPaths.EVENTS + query, EventRecord[].class));
    }

    public HistoryAnswer history(HistoryTier tier, List<String> measures) throws AgentException {
        String query =
                "?tier="
                        + tier.name().toLowerCase(Locale.ROOT)
                        + "&measures="
                        + encoded(String.join(",", measures));
        return get(ApiPaths.HISTORY + query, HistoryAnswer.class);
    }

    /// Reads a replicated setting, linearizable.
    public Setting setting(String key) throws AgentException {
        return get(ApiPaths.SETTINGS + encoded(key), Setting.class);
    }

    /// Writes a replicated setting. Kind UNKNOWN when no answer came: it may have been written.
    public Setting writeSetting(String key, SettingWrite write) throws AgentException {
        String body = RecordWriter.write(write);
        return read(
                ask(new ApiRequest("PUT", ApiPaths.SETTINGS + encoded(key), body)), Setting.class);
    }

    /// How far the agent is on its way into a cluster; it answers in none, too.
    public NodeStanding standing() throws AgentException {
        return get(ApiPaths.STANDING, NodeStanding.class);
    }

    /// Makes the node's key for enrollment.
    public KeysReset resetKeys() throws AgentException {
        return post(ApiPaths.KEYS_RESET, null, KeysReset.class);
    }

    public TrustView rotateKeys(Rotation rotation) throws AgentException {
        return post(ApiPaths.KEYS_ROTATE, rotation, TrustView.class);
    }

    public TrustView trust() throws AgentException {
        return get(ApiPaths.TRUST, TrustView.class);
    }

    /// Opens enrollment. The answer carries the token, a secret.
    public EnrollmentOpened prepareAdmin(AdminPrepare prepare) throws AgentException {
        return post(ApiPaths.ADMIN_PREPARE, prepare, EnrollmentOpened.class);
    }

    public EnrollmentView enrollment() throws AgentException {
        return get(ApiPaths.ENROLLMENT, EnrollmentView.class);
    }

    public EnrollmentView endEnrollment() throws AgentException {
        return read(ask(new ApiRequest("DELETE", ApiPaths.ENROLLMENT, null)), EnrollmentView.class);
    }

    /// Makes the node a member. Give this client a deadline of {@link #MEMBERSHIP} for it.
    public WorkerPrepared prepareWorker(WorkerPrepare prepare) throws AgentException {
        return post(ApiPaths.WORKER_PREPARE, prepare, WorkerPrepared.class);
    }

    public NodeStanding removeMember(String node, MemberRemoval removal) throws AgentException {
        return post(ApiPaths.MEMBER_REMOVE + encoded(node), removal, NodeStanding.class);
    }

    public NodeStanding nominate(String node) throws AgentException {
        return post(ApiPaths.MEMBER_NOMINATE + encoded(node), null, NodeStanding.class);
    }

    public NodeStanding resetNode(MemberRemoval removal) throws AgentException {
        return post(ApiPaths.NODE_RESET, removal, NodeStanding.class);
    }

    public NodeStanding renameNode(NodeRename rename) throws AgentException {
        return post(ApiPaths.NODE_RENAME, rename, NodeStanding.class);
    }

    /// Audit records with a number above {@code after}, at most {@code limit}.
    ///
    /// @param verify whether the node reads the whole chain again
    public AuditAnswer audit(long after, int limit, boolean verify) throws AgentException {
        return get(
                ApiPaths.AUDIT + "?after=" + after + "&limit=" + limit + "&verify=" + verify,
                AuditAnswer.class);
    }

    public List<ConfigSetView> configSets() throws AgentException {
        return List.of(get(ApiPaths.CONFIG, ConfigSetView[].class));
    }

    /// One set as the node knows it; it asks no other, so that a rollout can be followed closely.
    public ConfigSetView configSet(String set) throws AgentException {
        return get(ApiPaths.CONFIG + "?set=" + encoded(set), ConfigSetView.class);
    }

    /// Likewise, but waits up to a second while the set's rollout stands where it stood.
    ///
    /// @param point of {@link ConfigSetView.Rollout}
    public ConfigSetView configSet(String set, String point) throws AgentException {
        return get(
                ApiPaths.CONFIG + "?set=" + encoded(set) + "&after=" + encoded(point),
                ConfigSetView.class);
    }

    /// One set, whose files are compared on all nodes first.
    public ConfigSetView lookAtConfig(String set) throws AgentException {
        return get(ApiPaths.CONFIG + "?look=" + encoded(set), ConfigSetView.class);
    }

    /// Begins to publish; see {@link dev.belay.reach.publish.Publisher}.
    public PublishNeeds beginPublish(PublishBegin begin) throws AgentException {
        return post(ApiPaths.CONFIG_PUBLISH, begin, PublishNeeds.class);
    }

    /// Sends a piece of it.
    ///
    /// @param id of the publication
    public PublishNeeds publishContent(String id, byte[] frame) throws AgentException {
        return read(
                ask(
                        new ApiRequest(
                                "POST",
                                ApiPaths.CONFIG_CONTENT + encoded(id),
                                "application/octet-stream",
                                frame)),
                PublishNeeds.class);
    }

    /// Sends what was taken in to all nodes.
    public ConfigSetView publish(String id) throws AgentException {
        return post(ApiPaths.CONFIG_PUBLISH + "/" + encoded(id), null, ConfigSetView.class);
    }

    /// The sets that are left.
    public List<ConfigSetView> forgetConfig(String set) throws AgentException {
        return List.of(
                read(
                        ask(new ApiRequest("DELETE", ApiPaths.CONFIG_SETS + encoded(set), null)),
                        ConfigSetView[].class));
    }

    /// What differs, file by file.
    ///
    /// @param from a version, or `node:ID` for the files of a node
    /// @param to a version, or `node:ID` for the files of a node
    public ConfigDiff configDiff(String set, String from, String to) throws AgentException {
        return get(
                ApiPaths.CONFIG_DIFF
                        + "?set="
                        + encoded(set)
                        + "&from="
                        + encoded(from)
                        + "&to="
                        + encoded(to),
                ConfigDiff.class);
    }

    public ConfigSetView rollbackConfig(ConfigRollback rollback) throws AgentException {
        return post(ApiPaths.CONFIG_ROLLBACK, rollback, ConfigSetView.class);
    }

    public ConfigSetView settleDrift(DriftOrder order) throws AgentException {
        return post(ApiPaths.CONFIG_DRIFT, order, ConfigSetView.class);
    }

    /// What the cluster runs; the node asks the others first.
    public ServicesView services() throws AgentException {
        return get(ApiPaths.SERVICES, ServicesView.class);
    }

    /// Likewise, of nodes that answer within a time.
    public ServicesView services(Duration within) throws AgentException {
        return get(ApiPaths.SERVICES + "?within=" + within.toMillis(), ServicesView.class);
    }

    public ServiceWhy serviceWhy(String service) throws AgentException {
        return get(ApiPaths.SERVICE_WHY + encoded(service), ServiceWhy.class);
    }

    public ServicesView startService(String service) throws AgentException {
        return post(ApiPaths.SERVICE_START + encoded(service), null, ServicesView.class);
    }

    public ServicesView stopService(String service) throws AgentException {
        return post(ApiPaths.SERVICE_STOP + encoded(service), null, ServicesView.class);
    }

    /// Sends a service to a node.
    ///
    /// @param node id; empty: away from where it is
    public ServicesView moveService(String service, String node) throws AgentException {
        return post(
                ApiPaths.SERVICE_MOVE + encoded(service),
                new ServiceMove(node),
                ServicesView.class);
    }

    /// Forgets the failures of a service and where it was sent.
    public ServicesView clearService(String service) throws AgentException {
        return post(ApiPaths.SERVICE_CLEAR + encoded(service), null, ServicesView.class);
    }

    /// Inflicts a fault on the node that runs a service; it is about to happen when this returns.
    public DrillBegun drillService(String service, DrillOrder order) throws AgentException {
        return post(ApiPaths.SERVICE_DRILL + encoded(service), order, DrillBegun.class);
    }

    public ServicesView changeMode(String node, NodeMode mode) throws AgentException {
        return post(
                ApiPaths.MEMBER_MODE + encoded(node), new NodeModeChange(mode), ServicesView.class);
    }

    public FenceView fencing() throws AgentException {
        return get(ApiPaths.FENCE, FenceView.class);
    }

    /// Begins to stop a node for certain.
    ///
    /// @param action null: what its devices are drawn for
    /// @return what was begun; what comes of it is in the history, under its number
    public FenceView.Fencing fence(String node, @Nullable FenceAction action)
            throws AgentException {
        return post(
                ApiPaths.FENCE_NODE + encoded(node),
                new FenceWish(action),
                FenceView.Fencing.class);
    }

    /// Says that a person has seen to it that a node is stopped.
    public FenceView confirmFence(String node) throws AgentException {
        return post(ApiPaths.FENCE_CONFIRM + encoded(node), null, FenceView.class);
    }

    /// Asks the devices of a node for its power; blocks until all have answered.
    public FenceTest testFence(String node) throws AgentException {
        return post(ApiPaths.FENCE_TEST + encoded(node), null, FenceTest.class);
    }

    public FenceSecretKept keepFenceSecret(FenceSecret secret) throws AgentException {
        return read(
                ask(new ApiRequest("PUT", ApiPaths.FENCE_SECRETS, RecordWriter.write(secret))),
                FenceSecretKept.class);
    }

    /// What the members reach of the cloud; blocks until they have tried it.
    public CloudReach cloudReach() throws AgentException {
        return get(ApiPaths.CLOUD_REACH, CloudReach.class);
    }

    /// Keeps the password of a proxy on all members that can be reached.
    public FenceSecretKept keepProxySecret(ProxySecret secret) throws AgentException {
        return read(
                ask(new ApiRequest("PUT", ApiPaths.PROXY_SECRETS, RecordWriter.write(secret))),
                FenceSecretKept.class);
    }

    public DesignText design() throws AgentException {
        return get(ApiPaths.DESIGN, DesignText.class);
    }

    /// Puts a design in force.
    ///
    /// @param design with the version that it is based on
    public DesignText putDesign(DesignText design) throws AgentException {
        return read(
                ask(new ApiRequest("PUT", ApiPaths.DESIGN, RecordWriter.write(design))),
                DesignText.class);
    }

    /// Plans that the cluster carries out, or did, newest first.
    public List<OperationView> operations() throws AgentException {
        return List.of(get(ApiPaths.OPERATIONS, OperationView[].class));
    }

    /// Has the cluster put a design in force, step by step; it goes on whatever becomes of who
    /// asked.
    public OperationView beginOperation(OperationBegin begin) throws AgentException {
        return post(ApiPaths.OPERATIONS, begin, OperationView.class);
    }

    /// Has an operation end at the next safe point.
    public OperationView cancelOperation(long operation) throws AgentException {
        return post(ApiPaths.OPERATION_CANCEL + operation, null, OperationView.class);
    }

    /// Has an operation that stopped go on.
    public OperationView resumeOperation(long operation) throws AgentException {
        return post(ApiPaths.OPERATION_RESUME + operation, null, OperationView.class);
    }

    /// Has all of an operation taken back.
    public OperationView undoOperation(long operation) throws AgentException {
        return post(ApiPaths.OPERATION_UNDO + operation, null, OperationView.class);
    }

    /// Says that all is well: the operation stays.
    public OperationView confirmOperation(long operation) throws AgentException {
        return post(ApiPaths.OPERATION_CONFIRM + operation, null, OperationView.class);
    }

    /// The OpenAPI document as it is.
    public String openApi() throws AgentException {
        return ask(new ApiRequest("GET", ApiPaths.OPENAPI, null));
    }

    /// Begins to listen; the answer's {@link ApiStream#run} does the listening.
    ///
    /// @param samplesPerSecond 0–10; 0 for none
    /// @param eventsAfter events with a number above this are sent, first those missed; only new
    ///   ones when it is negative
    public ApiStream stream(int samplesPerSecond, long eventsAfter) throws AgentException {
        return stream(samplesPerSecond, eventsAfter, IDLE);
    }

    /// Likewise, with the silence after which the agent is taken for lost.
    public ApiStream stream(int samplesPerSecond, long eventsAfter, Duration idle)
            throws AgentException {
        String query =
                "?samplesPerSecond="
                        + samplesPerSecond
                        + (eventsAfter < 0 ? "" : "&eventsAfter=" + eventsAfter);
        ApiExchange exchange =
                ApiExchange.begin(
                        path, new ApiRequest("GET", ApiPaths.STREAM + query, null), deadline);
        return new ApiStream(exchange, idle, eventsAfter);
    }

    private <T> T post(String target, @Nullable Object body, Class<T> type) throws AgentException {
        String json = body == null ? "{}" : RecordWriter.write(body);
        return read(ask(new ApiRequest("POST", target, json)), type);
    }

    private <T> T get(String target, Class<T> type) throws AgentException {
        return read(ask(new ApiRequest("GET", target, null)), type);
    }

    private String ask(ApiRequest request) throws AgentException {
        try (ApiExchange exchange = ApiExchange.begin(path, request, deadline)) {
            return exchange.body();
        }
    }

    private static <T> T read(String body, Class<T> type) throws AgentException {
        T value;
        try {
            value = RecordReader.read(body, type);
        } catch (JacksonException e) {
            throw AgentException.refused(notUnderstood(e.getOriginalMessage()));
        }
        if (value == null) {
            throw AgentException.refused(notUnderstood("null"));
        }
        return value;
    }

    static ApiError notUnderstood(String found) {
        return new ApiError(
                "answer-not-understood",
                "an answer of the Belay agent's API",
                "'" + found + "'",
                "check that a Belay agent of a version like this program's listens there");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
