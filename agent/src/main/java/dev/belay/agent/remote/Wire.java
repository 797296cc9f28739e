package dev.belay.agent.remote;

import dev.belay.agent.xml.XmlElement;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How orders and results are written by an executor.
final class Wire {

    private static final String INTERVAL = "lrmd_rsc_interval";
    private static final String ATTRIBUTES = "attributes";
    private static final String PARAMETER = "param";
    private static final int REASON_MAX = 128;

    private Wire() {}

    static XmlElement reply(XmlElement request, long call, long code) {
        return XmlElement.of(
                "lrmd_reply",
                Map.of(
                        "lrmd_origin",
                        "belay",
                        "lrmd_rc",
                        Long.toString(code),
                        "lrmd_callid",
                        Long.toString(call),
                        "lrmd_remote_msg_type",
                        "reply",
                        "lrmd_remote_msg_id",
                        request.attribute("lrmd_remote_msg_id").orElse("0")));
    }

    static XmlElement notice(String name, String operation) {
        return XmlElement.of(
                name,
                Map.of(
                        "lrmd_origin",
                        "belay",
                        "lrmd_op",
                        operation,
                        "lrmd_remote_msg_type",
                        "notify",
                        "lrmd_remote_msg_id",
                        "0"));
    }

    /// @param what an `lrmd_rsc` with an order
    static Operation operation(XmlElement request, XmlElement what, long call, String caller) {
        return new Operation(
                call,
                caller,
                text(what, "lrmd_rsc_id"),
                text(what, "lrmd_rsc_action"),
                millis(what, INTERVAL),
                millis(what, "lrmd_timeout"),
                millis(what, "lrmd_rsc_start_delay"),
                (int) Executed.number(request, "lrmd_callopt", 0),
                text(what, "lrmd_rsc_userdata_str"),
                parameters(what));
    }

    /// A name that cannot be one of an attribute comes in an element of its own.
    private static SortedMap<String, String> parameters(XmlElement what) {
        SortedMap<String, String> all = new TreeMap<>();
        what.children(ATTRIBUTES)
                .forEach(given -> {
                    all.putAll(given.attributes());
                    given.children(PARAMETER)
                            .forEach(one -> all.put(text(one, "name"), text(one, "value")));
                });
        return all;
    }

    private static XmlElement written(SortedMap<String, String> parameters) {
        SortedMap<String, String> plain = new TreeMap<>();
        var all = XmlElement.of(ATTRIBUTES, plain);
        for (Map.Entry<String, String> one : parameters.entrySet()) {
            all =
                    one.getKey().matches("[A-Za-z_][A-Za-z0-9_.-]*")
                            ? all.with(one.getKey(), one.getValue())
                            : all.with(
                                    XmlElement.of(
                                            PARAMETER,
                                            Map.of("name", one.getKey(), "value", one.getValue())));
        }
        return all;
    }

    static XmlElement result(ResourceQueue.Effect.Tell tell, boolean isForgotten) {
        Operation operation = tell.operation();
        Outcome outcome = tell.outcome();
        SortedMap<String, String> all =
                new TreeMap<>(notice("lrmd_notify", "lrmd_rsc_exec").attributes());
        all.put("lrmd_callid", Long.toString(operation.call()));
        all.put("lrmd_rsc_id", operation.resource());
        all.put("lrmd_rsc_action", operation.action());
        all.put("lrmd_rsc_userdata_str", operation.token());
        all.put(INTERVAL, Long.toString(operation.interval().toMillis()));
        all.put("lrmd_timeout", Long.toString(operation.timeout().toMillis()));
        all.put("lrmd_rsc_start_delay", Long.toString(operation.startDelay().toMillis()));
        all.put("lrmd_exec_rc", Integer.toString(outcome.code()));
        all.put("lrmd_exec_op_status", Integer.toString(outcome.status().number()));
        all.put("lrmd_rsc_deleted", isForgotten ? "1" : "0");
        all.put("lrmd_run_time", Long.toString(tell.times().ran()));
        all.put("lrmd_rcchange_time", Long.toString(tell.times().changed()));
        all.put("lrmd_exec_time", Long.toString(tell.times().took().toMillis()));
        all.put("lrmd_queue_time", Long.toString(tell.times().queued().toMillis()));
        if (!outcome.reason().isEmpty()) {
            String reason = outcome.reason();
            int end = Math.min(REASON_MAX, reason.length());
            all.put("lrmd_rsc_exit_reason", reason.substring(0, end));
        }
        if (!outcome.output().isEmpty()) {
            all.put("lrmd_rsc_output", outcome.output());
        }
        return XmlElement.of("lrmd_notify", all).with(written(operation.parameters()));
    }

    static String text(XmlElement element, String attribute) {
        return element.attribute(attribute).orElse("");
    }

    private static Duration millis(XmlElement element, String attribute) {
        return Duration.ofMillis(Math.max(0, Executed.number(element, attribute, 0)));
    }
}
