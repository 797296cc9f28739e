package dev.belay.drill;

import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/// Whose an address is.
public final class DrawnAddresses {

    private DrawnAddresses() {}

    /// The ids of nodes by their addresses, as the design says them; those of the cloud among them.
    public static Map<String, String> of(Design design) {
        Map<String, String> nodes = new LinkedHashMap<>();
        for (Node node : design.nodes()) {
            String id = node.id().toString();
            node.address().ifPresent(one -> nodes.putIfAbsent(one.toString(), id));
            node.addresses().forEach(one -> nodes.putIfAbsent(one.address().toString(), id));
        }
        return nodes;
    }
}
