package dev.belay.api;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON mapper of the API: ISO-8601 times, unknown fields ignored (a newer agent may say
/// more).
public final class Json {

    public static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new PlainCreation())
                    .disable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private Json() {}
}
