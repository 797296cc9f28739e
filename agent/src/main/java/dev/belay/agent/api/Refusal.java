package dev.belay.agent.api;

import dev.belay.agent.http.Reply;
import dev.belay.api.ApiError;
import java.util.Map;

/// A request that is not carried out.
final class Refusal extends Exception {

    private final int status;
    private final transient ApiError error;
    private final transient Map<String, String> headers;

    Refusal(int status, ApiError error, Map<String, String> headers) {
        super(error.sentence());
        this.status = status;
        this.error = error;
        this.headers = headers;
    }

    static Refusal of(int status, String code, String wanted, String found, String advice) {
        return new Refusal(status, new ApiError(code, wanted, found, advice), Map.of());
    }

    Reply reply() {
        return Reply.error(status, error, headers);
    }
}
