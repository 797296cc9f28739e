package dev.belay.agent.cloud;

import dev.belay.model.network.RecordType;
import dev.belay.model.value.IpAddress;
import java.time.Duration;
import java.util.List;

/// What a design wants of a DNS record, whichever node is active.
///
/// @param zoneId hosted zone
/// @param host full name
/// @param ttl how long resolvers may keep it; whole seconds
/// @param awaitSync whether a start waits until all servers of the zone have it
/// @param syncTimeout how long it waits at most
/// @param deleteOnStop whether the record is taken out when the service stops
public record DnsWish(
        String zoneId,
        String host,
        RecordType type,
        Duration ttl,
        boolean awaitSync,
        Duration syncTimeout,
        boolean deleteOnStop) {

    /// Whether an address may stand in it.
    boolean takes(IpAddress address) {
        return address.v6() == (type == RecordType.AAAA);
    }

    DnsApi.Row row(IpAddress address) {
        return new DnsApi.Row(zoneId, host, type, List.of(address.toString()), ttl.toSeconds());
    }
}
