package dev.belay.agent.api;

import dev.belay.api.AccessRole;
import dev.belay.api.ApiPaths;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that the API answers to; what is not here is refused.
enum Endpoint {
    WHO_AM_I("GET", ApiPaths.WHO_AM_I, ""),
    STATUS("GET", ApiPaths.STATUS, ""),
    SELF("GET", ApiPaths.SELF, ""),
    EVENTS("GET", ApiPaths.EVENTS, "after,limit,scope"),
    HISTORY("GET", ApiPaths.HISTORY, "tier,measures"),
    STREAM("GET", ApiPaths.STREAM, "samplesPerSecond,eventsAfter"),
    READ_SETTING("GET", ApiPaths.SETTINGS + "{key}", ""),
    WRITE_SETTING("PUT", ApiPaths.SETTINGS + "{key}", ""),
    STANDING("GET", ApiPaths.STANDING, ""),
    RESET_KEYS("POST", ApiPaths.KEYS_RESET, ""),
    PREPARE_ADMIN("POST", ApiPaths.ADMIN_PREPARE, ""),
    ENROLLMENT("GET", ApiPaths.ENROLLMENT, ""),
    END_ENROLLMENT("DELETE", ApiPaths.ENROLLMENT, ""),
    PREPARE_WORKER("POST", ApiPaths.WORKER_PREPARE, ""),
    RESET_NODE("POST", ApiPaths.NODE_RESET, ""),
    RENAME_NODE("POST", ApiPaths.NODE_RENAME, ""),
    CONFIG("GET", ApiPaths.CONFIG, "look,set,after"),
    CONFIG_DIFF("GET", ApiPaths.CONFIG_DIFF, "set,from,to"),
    BEGIN_PUBLISH("POST", ApiPaths.CONFIG_PUBLISH, ""),
    PUBLISH_CONTENT("POST", ApiPaths.CONFIG_CONTENT + "{id}", ""),
    PUBLISH("POST", ApiPaths.CONFIG_PUBLISH + "/{id}", ""),
    ROLL_BACK("POST", ApiPaths.CONFIG_ROLLBACK, ""),
    SETTLE_DRIFT("POST", ApiPaths.CONFIG_DRIFT, ""),
    FORGET_SET("DELETE", ApiPaths.CONFIG_SETS + "{set}", ""),
    SERVICES("GET", ApiPaths.SERVICES, "within"),
    SERVICE_WHY("GET", ApiPaths.SERVICE_WHY + "{service}", ""),
    SERVICE_START("POST", ApiPaths.SERVICE_START + "{service}", ""),
    SERVICE_STOP("POST", ApiPaths.SERVICE_STOP + "{service}", ""),
    SERVICE_MOVE("POST", ApiPaths.SERVICE_MOVE + "{service}", ""),
    SERVICE_CLEAR("POST", ApiPaths.SERVICE_CLEAR + "{service}", ""),
    SERVICE_DRILL("POST", ApiPaths.SERVICE_DRILL + "{service}", ""),
    MEMBER_MODE("POST", ApiPaths.MEMBER_MODE + "{node}", ""),
    FENCING("GET", ApiPaths.FENCE, ""),
    FENCE("POST", ApiPaths.FENCE_NODE + "{node}", ""),
    CONFIRM_FENCE("POST", ApiPaths.FENCE_CONFIRM + "{node}", ""),
    TEST_FENCE("POST", ApiPaths.FENCE_TEST + "{node}", ""),
    KEEP_FENCE_SECRET("PUT", ApiPaths.FENCE_SECRETS, ""),
    CLOUD_REACH("GET", ApiPaths.CLOUD_REACH, ""),
    KEEP_PROXY_SECRET("PUT", ApiPaths.PROXY_SECRETS, ""),
    DESIGN("GET", ApiPaths.DESIGN, ""),
    ADOPT_DESIGN("PUT", ApiPaths.DESIGN, ""),
    OPERATIONS("GET", ApiPaths.OPERATIONS, ""),
    BEGIN_OPERATION("POST", ApiPaths.OPERATIONS, ""),
    CANCEL_OPERATION("POST", ApiPaths.OPERATION_CANCEL + "{operation}", ""),
    RESUME_OPERATION("POST", ApiPaths.OPERATION_RESUME + "{operation}", ""),
    UNDO_OPERATION("POST", ApiPaths.OPERATION_UNDO + "{operation}", ""),
    CONFIRM_OPERATION("POST", ApiPaths.OPERATION_CONFIRM + "{operation}", ""),
    TRUST("GET", ApiPaths.TRUST, ""),
    ROTATE_KEYS("POST", ApiPaths.KEYS_ROTATE, ""),
    REMOVE_MEMBER("POST", ApiPaths.MEMBER_REMOVE + "{node}", ""),
    NOMINATE("POST", ApiPaths.MEMBER_NOMINATE + "{node}", ""),
    AUDIT("GET", ApiPaths.AUDIT, "after,limit,verify"),
    OPENAPI("GET", ApiPaths.OPENAPI, "");

    private final String method;
    private final String path;
    private final String parameters;

    Endpoint(String method, String path, String parameters) {
        this.method = method;
        this.path = path;
        this.parameters = parameters;
    }

    String method() {
        return method;
    }

    /// With `{key}` where a name goes.
    String path() {
        return path;
    }

    /// Names of the query parameters; others are refused.
    Set<String> parameters() {
        return parameters.isEmpty() ? Set.of() : Set.of(parameters.split(",", -1));
    }

    /// The authorization matrix: a new endpoint does not compile without its row.
    boolean isAllowed(@Nullable AccessRole role) {
        if (role == null) {
            return false;
        }
        return switch (this) {
            case WHO_AM_I,
                    STATUS,
                    SELF,
                    EVENTS,
                    HISTORY,
                    STREAM,
                    READ_SETTING,
                    STANDING,
                    ENROLLMENT,
                    CONFIG,
                    CONFIG_DIFF,
                    SERVICES,
                    SERVICE_WHY,
                    FENCING,
                    DESIGN,
                    OPERATIONS,
                    TRUST,
                    OPENAPI ->
                    switch (role) {
                        case GUEST, OPERATOR, ADMINISTRATOR -> true;
                    };
            case AUDIT,
                    SERVICE_START,
                    SERVICE_STOP,
                    SERVICE_MOVE,
                    SERVICE_CLEAR,
                    SERVICE_DRILL,
                    MEMBER_MODE,
                    TEST_FENCE,
                    CLOUD_REACH ->
                    switch (role) {
                        case GUEST -> false;
                        case OPERATOR, ADMINISTRATOR -> true;
                    };
            case WRITE_SETTING,
                    ADOPT_DESIGN,
                    BEGIN_OPERATION,
                    CANCEL_OPERATION,
                    RESUME_OPERATION,
                    UNDO_OPERATION,
                    CONFIRM_OPERATION,
                    FENCE,
                    CONFIRM_FENCE,
                    KEEP_FENCE_SECRET,
                    KEEP_PROXY_SECRET,
                    ROTATE_KEYS,
                    REMOVE_MEMBER,
                    NOMINATE,
                    RESET_KEYS,
                    PREPARE_ADMIN,
                    END_ENROLLMENT,
                    PREPARE_WORKER,
                    RESET_NODE,
                    RENAME_NODE,
                    BEGIN_PUBLISH,
                    PUBLISH_CONTENT,
                    PUBLISH,
                    ROLL_BACK,
                    SETTLE_DRIFT,
                    FORGET_SET ->
                    switch (role) {
                        case GUEST, OPERATOR -> false;
                        case ADMINISTRATOR -> true;
                    };
        };
    }

    boolean matches(String asked) {
        int name = path.indexOf('{');
        return name < 0
                ? path.equals(asked)
                : asked.startsWith(path.substring(0, name))
                        && asked.length() > name
                        && asked.indexOf('/', name) < 0;
    }
}
