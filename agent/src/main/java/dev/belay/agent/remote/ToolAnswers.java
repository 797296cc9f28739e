package dev.belay.agent.remote;

import dev.belay.agent.xml.XmlElement;
import java.util.Map;

/// Answers the tools of Pacemaker that agents on a remote node call (`crm_attribute`, `crm_node`,
/// `attrd_updater`), as its own daemons would: they end well, and go on.
public final class ToolAnswers {

    private static final String OPERATION = "lrmd_ipc_op";
    private static final String MESSAGE = "lrmd_ipc_msg";

    private ToolAnswers() {}

    /// Does not block for long: what it says is short.
    public static void answer(RemoteSession session, String node, XmlElement proxied) {
        if (!proxied.attribute(OPERATION).orElse("").equals("request")) {
            return;
        }
        XmlElement asked =
                proxied.child(MESSAGE)
                        .flatMap(message -> message.children().stream().findFirst())
                        .orElse(XmlElement.of("nothing", Map.of()));
        try {
            switch (asked.attribute("t").orElse("")) {
                case "attrd" -> session.answer(response(proxied, ack()));
                case "cib" -> session.answer(response(proxied, cib(asked, node)));
                case "crmd" -> {
                    session.answer(response(proxied, ack()));
                    session.answer(event(proxied, nodeInfo(asked, node)));
                }
                default -> session.answer(response(proxied, ack()));
            }
        } catch (RemoteException e) {
            // Its connection has ended, and so has the tool.
        }
    }

    /// Tells a daemon that is about to stop that it has been heard: it waits until nothing runs.
    public static void mayStop(RemoteSession session) {
        try {
            session.answer(
                    XmlElement.of(
                            "lrmd_ipc_proxy",
                            Map.of(
                                    "lrmd_op",
                                    "ipc_fwd",
                                    OPERATION,
                                    "shutdown_ack",
                                    "lrmd_ipc_session",
                                    "0")));
        } catch (RemoteException e) {
            // It has stopped already.
        }
    }

    private static XmlElement ack() {
        return XmlElement.of("ack", Map.of("function", "belay", "line", "0", "status", "0"));
    }

    private static XmlElement response(XmlElement to, XmlElement with) {
        return proxy(to, "response")
                .with("lrmd_ipc_msg_id", to.attribute("lrmd_ipc_msg_id").orElse("0"))
                .with(XmlElement.of(MESSAGE, Map.of()).with(with));
    }

    private static XmlElement event(XmlElement to, XmlElement with) {
        return proxy(to, "event").with(XmlElement.of(MESSAGE, Map.of()).with(with));
    }

    private static XmlElement proxy(XmlElement to, String operation) {
        return XmlElement.of(
                "lrmd_ipc_proxy",
                Map.of(
                        "lrmd_op",
                        "ipc_fwd",
                        OPERATION,
                        operation,
                        "lrmd_ipc_session",
                        to.attribute("lrmd_ipc_session").orElse("")));
    }

    private static XmlElement cib(XmlElement asked, String node) {
        String operation = asked.attribute("cib_op").orElse("");
        if (operation.equals("register")) {
            return XmlElement.of(
                    "cib-reply",
                    Map.of(
                            "t",
                            "cib",
                            "cib_op",
                            "register",
                            "cib_clientid",
                            "belay",
                            "cib_rc",
                            "0"));
        }
        return XmlElement.of(
                        "cib-reply",
                        Map.of(
                                "t",
                                "cib",
                                "cib_op",
                                operation,
                                "cib_callid",
                                asked.attribute("cib_callid").orElse("0"),
                                "cib_rc",
                                "0"))
                .with(
                        XmlElement.of("cib_calldata", Map.of())
                                .with(
                                        XmlElement.of(
                                                "node",
                                                Map.of(
                                                        "id", node, "uname", node, "type",
                                                        "remote"))));
    }

    private static XmlElement nodeInfo(XmlElement asked, String node) {
        return XmlElement.of(
                        "create_reply_adv",
                        Map.of(
                                "subt",
                                "response",
                                "t",
                                "crmd",
                                "crm_task",
                                "node-info",
                                "reference",
                                asked.attribute("reference").orElse("")))
                .with(
                        XmlElement.of("crm_xml", Map.of())
                                .with(
                                        XmlElement.of(
                                                "node",
                                                Map.of(
                                                        "uname", node, "uuid", node, "id", "0",
                                                        "crmd", "member"))));
    }
}
