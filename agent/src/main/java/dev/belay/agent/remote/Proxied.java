package dev.belay.agent.remote;

import dev.belay.agent.xml.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a remote node says to the daemons of its cluster, by way of whom it is connected to.
final class Proxied {

    /// `crm_ipc_proxied`, and `crm_ipc_client_response`: the daemon is to say that it has it.
    private static final String FLAGS = Integer.toString(0x100 | 0x200);

    private static final String CLIENT = "belay";

    private Proxied() {}

    /// This node wants to go.
    static XmlElement shutdown() {
        return message("shutdown_req", "0");
    }

    /// A change of a node's attribute, which begins a conversation.
    ///
    /// @param isRemote whether it is of this node, which is a remote one
    static List<XmlElement> update(Outcome.Attribute change, boolean isRemote) {
        String session = UUID.randomUUID().toString();
        XmlElement update =
                XmlElement.of(
                        "attrd",
                        Map.of(
                                "t",
                                "attrd",
                                "src",
                                CLIENT,
                                "task",
                                "update",
                                "attr_name",
                                change.name(),
                                "attr_host",
                                change.node(),
                                "attr_is_remote",
                                isRemote ? "1" : "0",
                                "attr_is_private",
                                "0",
                                "attr_section",
                                "status"));
        if (change.value().isPresent()) {
            update = update.with("attr_value", change.value().get());
        }
        return List.of(
                message("new", session).with("lrmd_ipc_server", "attrd"),
                message("request", session)
                        .with("lrmd_ipc_client", CLIENT)
                        .with("lrmd_ipc_user", "root")
                        .with("lrmd_ipc_msg_id", "1")
                        .with("lrmd_ipc_msg_flags", FLAGS)
                        .with(XmlElement.of("lrmd_ipc_msg", Map.of()).with(update)));
    }

    /// The end of a conversation, once its request is answered: what ends before is not heard.
    static XmlElement end(String session) {
        return message("destroy", session);
    }

    private static XmlElement message(String what, String session) {
        return Wire.notice("lrmd_ipc_proxy", "ipc_fwd")
                .with("lrmd_ipc_op", what)
                .with("lrmd_ipc_session", session);
    }
}
