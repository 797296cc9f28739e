package dev.belay.model.service;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;

/// Points a DNS record at the active node.
///
/// @param name what people call it
/// @param dnsRecord which one
/// @param onUnknown what a look counts for that gets no answer
/// @param operations time limits
public record DnsResource(
        String name,
        @RefersTo(ThingKind.DNS_RECORD) ThingId dnsRecord,
        @Otherwise("warn") UnknownPolicy onUnknown,
        @Otherwise("{}") Operations operations)
        implements Resource {

    /// One with all that is optional left as it is by default.
    public static DnsResource of(String name, ThingId dnsRecord) {
        return new DnsResource(name, dnsRecord, UnknownPolicy.WARN, Operations.DEFAULT);
    }

    public DnsResource withName(String name) {
        return new DnsResource(name, dnsRecord, onUnknown, operations);
    }

    public DnsResource withDnsRecord(ThingId dnsRecord) {
        return new DnsResource(name, dnsRecord, onUnknown, operations);
    }

    public DnsResource withOnUnknown(UnknownPolicy onUnknown) {
        return new DnsResource(name, dnsRecord, onUnknown, operations);
    }

    @Override
    public DnsResource withOperations(Operations operations) {
        return new DnsResource(name, dnsRecord, onUnknown, operations);
    }
}
