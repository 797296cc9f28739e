package dev.belay.api;

/// The paths of the agent's API, one place for both ends.
public final class ApiPaths {

    /// GET, {@link WhoAmI}.
    public static final String WHO_AM_I = "/v1/whoami";

    /// GET, {@link dev.belay.model.status.ClusterStatus} as this agent sees it now.
    public static final String STATUS = "/v1/status";

    /// GET, {@link dev.belay.model.status.NodeReport} of this agent alone.
    public static final String SELF = "/v1/self";

    /// GET `?after=SEQ&limit=N&scope=node|cluster`, a list of {@link
    /// dev.belay.model.status.EventRecord}.
    public static final String EVENTS = "/v1/events";

    /// GET `?tier=minute|hour|day|week&measures=a,b`, {@link HistoryAnswer}.
    public static final String HISTORY = "/v1/history";

    /// GET `?samplesPerSecond=0..10&eventsAfter=SEQ`, server-sent events `status` ({@link
    /// dev.belay.model.status.ClusterStatus}), `sample` ({@link Sample}) and `event` ({@link
    /// dev.belay.model.status.EventRecord}).
    public static final String STREAM = "/v1/stream";

    /// GET (linearizable) and PUT {@link SettingWrite} of `/v1/settings/{key}`, both answer {@link
    /// Setting}.
    public static final String SETTINGS = "/v1/settings/";

    /// GET, the OpenAPI 3.1 document.
    public static final String OPENAPI = "/v1/openapi.json";

    /// GET, {@link NodeStanding}; also of an agent that is in no cluster.
    public static final String STANDING = "/v1/standing";

    /// POST, makes this node's key for enrollment, {@link KeysReset}.
    public static final String KEYS_RESET = "/v1/keys/reset";

    /// POST {@link Rotation}, {@link TrustView}.
    public static final String KEYS_ROTATE = "/v1/keys/rotate";

    /// GET, {@link TrustView}.
    public static final String TRUST = "/v1/trust";

    /// POST {@link AdminPrepare}, {@link EnrollmentOpened}.
    public static final String ADMIN_PREPARE = "/v1/admin/prepare";

    /// GET and DELETE (ends it), {@link EnrollmentView}.
    public static final String ENROLLMENT = "/v1/enrollment";

    /// POST {@link WorkerPrepare}, {@link WorkerPrepared}.
    public static final String WORKER_PREPARE = "/v1/worker/prepare";

    /// POST {@link MemberRemoval} to `/v1/members/remove/{node}`, {@link NodeStanding} of this
    /// agent.
    public static final String MEMBER_REMOVE = "/v1/members/remove/";

    /// POST to `/v1/members/nominate/{node}`: the admin from now on.
    public static final String MEMBER_NOMINATE = "/v1/members/nominate/";

    /// POST {@link MemberRemoval}: this node itself leaves, or gives up what it still has.
    public static final String NODE_RESET = "/v1/node/reset";

    /// POST {@link NodeRename}: leaves, renames this host, comes back. {@link NodeStanding}.
    public static final String NODE_RENAME = "/v1/node/rename";

    /// GET `?after=SEQ&limit=N&verify=true|false`, {@link AuditAnswer}.
    public static final String AUDIT = "/v1/audit";

    /// GET, a list of {@link ConfigSetView}; with `?set=NAME` one of them, as this node knows it
    /// (with `&after=POINT` not before its rollout has come past that point, or a second is over),
    /// and with `?look=NAME` one whose files are compared on all nodes first.
    public static final String CONFIG = "/v1/config";

    /// GET `?set=NAME&from=VERSION&to=VERSION|node:ID`, {@link ConfigDiff}.
    public static final String CONFIG_DIFF = "/v1/config/diff";

    /// POST {@link ConfigRollback}, {@link ConfigSetView}.
    public static final String CONFIG_ROLLBACK = "/v1/config/rollback";

    /// POST {@link DriftOrder}, {@link ConfigSetView}.
    public static final String CONFIG_DRIFT = "/v1/config/drift";

    /// DELETE `/v1/config/sets/{set}`: the cluster forgets the set; the files stay.
    public static final String CONFIG_SETS = "/v1/config/sets/";

    /// POST {@link PublishBegin}, {@link PublishNeeds}; then POST to `/v1/config/publish/{id}`: the
    /// version goes to all nodes, {@link ConfigSetView}.
    public static final String CONFIG_PUBLISH = "/v1/config/publish";

    /// POST `application/octet-stream` to `/v1/config/content/{id}`, a {@link
    /// dev.belay.model.content.ContentFrame}; {@link PublishNeeds}.
    public static final String CONFIG_CONTENT = "/v1/config/content/";

    /// GET `?within=MILLIS`, {@link ServicesView}; the node asks the others for so long, 900 ms if
    /// it is not said.
    public static final String SERVICES = "/v1/services";

    /// GET `/v1/services/why/{service}`, {@link ServiceWhy}.
    public static final String SERVICE_WHY = "/v1/services/why/";

    /// POST to `/v1/services/start/{service}`, {@link ServicesView}.
    public static final String SERVICE_START = "/v1/services/start/";

    /// POST to `/v1/services/stop/{service}`, {@link ServicesView}.
    public static final String SERVICE_STOP = "/v1/services/stop/";

    /// POST {@link ServiceMove} to `/v1/services/move/{service}`, {@link ServicesView}.
    public static final String SERVICE_MOVE = "/v1/services/move/";

    /// POST to `/v1/services/clear/{service}`: forgets its failures and where it was sent, {@link
    /// ServicesView}.
    public static final String SERVICE_CLEAR = "/v1/services/clear/";

    /// POST {@link DrillOrder} to `/v1/services/drill/{service}`: a fault for the node that runs
    /// it, {@link DrillBegun}.
    public static final String SERVICE_DRILL = "/v1/services/drill/";

    /// POST {@link NodeModeChange} to `/v1/members/mode/{node}`, {@link ServicesView}.
    public static final String MEMBER_MODE = "/v1/members/mode/";

    /// GET, {@link FenceView}.
    public static final String FENCE = "/v1/fence";

    /// POST {@link FenceWish} to `/v1/fence/nodes/{node}`: begins to stop a node for certain,
    /// {@link FenceView.Fencing}; what comes of it is in the history, under its number.
    public static final String FENCE_NODE = "/v1/fence/nodes/";

    /// POST to `/v1/fence/confirm/{node}`: a person has seen to it that a node is stopped, {@link
    /// FenceView}.
    public static final String FENCE_CONFIRM = "/v1/fence/confirm/";

    /// POST to `/v1/fence/test/{node}`: asks the devices of a node for its power, {@link
    /// FenceTest}.
    public static final String FENCE_TEST = "/v1/fence/test/";

    /// PUT {@link FenceSecret}, {@link FenceSecretKept}.
    public static final String FENCE_SECRETS = "/v1/fence/secrets";

    /// GET, {@link CloudReach}: asks all members, which try it; blocks for some seconds.
    public static final String CLOUD_REACH = "/v1/cloud/reach";

    /// PUT {@link ProxySecret}, {@link FenceSecretKept}.
    public static final String PROXY_SECRETS = "/v1/proxy/secrets";

    /// GET, {@link DesignText} in force; PUT {@link DesignText}, puts it in force if the version
    /// that it is based on still is.
    public static final String DESIGN = "/v1/design";

    /// GET, a list of {@link OperationView}, newest first; POST {@link OperationBegin}: the cluster
    /// puts a design in force step by step, {@link OperationView}.
    public static final String OPERATIONS = "/v1/operations";

    /// POST to `/v1/operations/cancel/{operation}`: it ends at the next safe point, {@link
    /// OperationView}.
    public static final String OPERATION_CANCEL = "/v1/operations/cancel/";

    /// POST to `/v1/operations/resume/{operation}`: it goes on, {@link OperationView}.
    public static final String OPERATION_RESUME = "/v1/operations/resume/";

    /// POST to `/v1/operations/undo/{operation}`: all of it is taken back, {@link OperationView}.
    public static final String OPERATION_UNDO = "/v1/operations/undo/";

    /// POST to `/v1/operations/confirm/{operation}`: it stays, {@link OperationView}.
    public static final String OPERATION_CONFIRM = "/v1/operations/confirm/";

    private ApiPaths() {}
}
