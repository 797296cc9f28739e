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

    private ApiPaths() {}
}
