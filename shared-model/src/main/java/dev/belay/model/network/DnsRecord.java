package dev.belay.model.network;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.Optional;

/// A name that points at the node that is active.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param host full name of the record, such as `app.example.com`
/// @param zoneId hosted zone, such as `Z0123456789ABC`
/// @param assumeRole ARN of the role that is assumed for calls to the zone, where that is another
///   account's; empty: the node's own role
/// @param type kind of the record
/// @param ttl how long resolvers may keep it
/// @param awaitSync whether activation waits until all servers of the zone have it
/// @param syncTimeout after which the change is taken as unknown
/// @param deleteOnStop whether the record is removed when the service stops
/// @param notes what people wrote down about it; may have several lines
public record DnsRecord(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        String host,
        Optional<String> zoneId,
        Optional<String> assumeRole,
        @Otherwise("a") RecordType type,
        @Otherwise("10s") Duration ttl,
        @Otherwise("true") boolean awaitSync,
        @Otherwise("120s") Duration syncTimeout,
        @Otherwise("false") boolean deleteOnStop,
        @Otherwise("") String notes)
        implements Thing {

    /// One with all that is optional left as it is by default.
    public static DnsRecord of(ThingId id, String name, String host) {
        return new DnsRecord(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                host,
                Optional.empty(),
                Optional.empty(),
                RecordType.A,
                Duration.ofSeconds(10),
                true,
                Duration.ofSeconds(120),
                false,
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.DNS_RECORD;
    }

    @Override
    public DnsRecord withId(ThingId id) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    @Override
    public DnsRecord withName(String name) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    @Override
    public DnsRecord withWithin(Optional<ThingId> within) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    @Override
    public DnsRecord withFrame(Optional<Frame> frame) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    public DnsRecord withHost(String host) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    public DnsRecord withZoneId(Optional<String> zoneId) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    public DnsRecord withAssumeRole(Optional<String> assumeRole) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    public DnsRecord withType(RecordType type) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    public DnsRecord withTtl(Duration ttl) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    public DnsRecord withAwaitSync(boolean awaitSync) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    public DnsRecord withSyncTimeout(Duration syncTimeout) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    public DnsRecord withDeleteOnStop(boolean deleteOnStop) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }

    @Override
    public DnsRecord withNotes(String notes) {
        return new DnsRecord(
                id,
                name,
                within,
                frame,
                host,
                zoneId,
                assumeRole,
                type,
                ttl,
                awaitSync,
                syncTimeout,
                deleteOnStop,
                notes);
    }
}
