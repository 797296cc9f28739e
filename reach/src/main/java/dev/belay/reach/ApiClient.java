package dev.belay.reach;

import dev.belay.api.ApiError;
import dev.belay.api.ApiPaths;
import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Json;
import dev.belay.api.Setting;
import dev.belay.api.SettingWrite;
import dev.belay.api.WhoAmI;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.NodeReport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;

/// One agent's API, typed. Every call blocks, opens a pipe of its own, and ends within the
/// deadline; calls from several threads do not disturb each other.
public final class ApiClient {

    /// An agent that takes longer has to be taken for lost.
    public static final Duration DEADLINE = Duration.ofSeconds(5);

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
        String body = Json.MAPPER.writeValueAsString(write);
        return read(
                ask(new ApiRequest("PUT", ApiPaths.SETTINGS + encoded(key), body)), Setting.class);
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
            value = Json.MAPPER.readValue(body, type);
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
