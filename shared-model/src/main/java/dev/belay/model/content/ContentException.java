package dev.belay.model.content;

import dev.belay.api.ApiError;
import java.util.List;

/// Content that is refused, with every reason.
public final class ContentException extends Exception {

    private final List<ApiError> errors;

    public ContentException(List<ApiError> errors) {
        super(errors.isEmpty() ? "refused" : errors.get(0).sentence());
        this.errors = List.copyOf(errors);
    }

    public ContentException(String code, String wanted, String found, String advice) {
        this(List.of(new ApiError(code, wanted, found, advice)));
    }

    public ContentException(ApiError error, Throwable cause) {
        super(error.sentence(), cause);
        this.errors = List.of(error);
    }

    /// At least one.
    public List<ApiError> errors() {
        return errors;
    }
}
