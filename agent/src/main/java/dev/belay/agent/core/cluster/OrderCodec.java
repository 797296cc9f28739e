package dev.belay.agent.core.cluster;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Orders and the governed parts of the state as JSON: they grow with the product, and JSON names
/// what it holds. Fields that are not known are an error: an entry that is not understood must stop
/// a node rather than be half applied.
final class OrderCodec {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // What can be told from the components is not written beside them.
                    .changeDefaultVisibility(visible ->
                            visible.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                    .build();

    private static final Map<String, Class<? extends Order>> KINDS = kinds();

    private OrderCodec() {}

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static <T> T read(String text, Class<T> type) throws CodecException {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new CodecException("a " + type.getSimpleName() + " is wanted, found null");
            }
            return value;
        } catch (JacksonException e) {
            throw new CodecException(type.getSimpleName() + ": " + e.getOriginalMessage());
        }
    }

    static String kind(Order order) {
        return order.getClass().getSimpleName();
    }

    static Order order(String kind, String text) throws CodecException {
        Class<? extends Order> type = KINDS.get(kind);
        if (type == null) {
            throw new CodecException("order '" + kind + "' is not known");
        }
        return read(text, type);
    }

    private static Map<String, Class<? extends Order>> kinds() {
        var kinds = new HashMap<String, Class<? extends Order>>();
        collect(Order.class, kinds);
        return Map.copyOf(kinds);
    }

    private static void collect(
            Class<? extends Order> type, Map<String, Class<? extends Order>> into) {
        if (!type.isInterface()) {
            if (into.put(type.getSimpleName(), type) != null) {
                throw new IllegalStateException("two orders are named " + type.getSimpleName());
            }
            return;
        }
        for (Class<?> one : type.getPermittedSubclasses()) {
            collect(one.asSubclass(Order.class), into);
        }
    }
}
