package dev.belay.model.cib;

import dev.belay.model.network.VirtualIp;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Parsed;
import dev.belay.model.value.ThingId;
import java.util.Optional;
import java.util.Set;

/// What the agent `IPaddr2` is told, when it is no more than a virtual IP of a drawing says.
///
/// @param address of it
/// @param prefix length of its network's prefix
/// @param device empty where the agent is to find it
record VirtualIpText(IpAddress address, int prefix, String device) {

    /// Empty where a parameter would be lost or written otherwise.
    static Optional<VirtualIpText> of(CibPart part) {
        if (!part.provider().equals("heartbeat") || !part.type().equals("IPaddr2")) {
            return Optional.empty();
        }
        CibLayers parameters = part.parameters();
        Set<String> known = Set.of("ip", "cidr_netmask", "nic");
        boolean isMore =
                parameters.layers().stream().anyMatch(layer -> !known.containsAll(layer.names()));
        String text = parameters.get("ip").orElse("");
        String netmask = parameters.get("cidr_netmask").orElse("");
        String device = parameters.get("nic").orElse("");
        int prefix = CibValues.number(netmask, 0);
        if (isMore
                || (parameters.get("nic").isPresent() && device.isBlank())
                || !Integer.toString(prefix).equals(netmask)
                || !(IpAddress.parse(text) instanceof Parsed.Good<IpAddress>(var address))
                || !address.toString().equals(text)
                || prefix < 1
                || prefix > address.bits()) {
            return Optional.empty();
        }
        return Optional.of(new VirtualIpText(address, prefix, device));
    }

    VirtualIp toVirtualIp(ThingId id, String name) {
        return VirtualIp.of(id, name)
                .withAddress(Optional.of(address))
                .withPrefix(prefix)
                .withDevice(device);
    }
}
