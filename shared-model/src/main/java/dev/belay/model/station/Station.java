package dev.belay.model.station;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// A management station: proxy and package mirror for instances; stations behind one load balancer
/// are a set.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param address of the station itself
/// @param hostName what instances connect to: the load balancer's host name or address
/// @param compartment the same in the whole set
/// @param proxyPort the same in the whole set
/// @param httpMirrorPort the same in the whole set
/// @param httpsMirrorPort the same in the whole set
/// @param mountPath the same in the whole set
/// @param storage where mirrored packages are
/// @param allowedAddresses networks that may connect; the load balancer must be in them
/// @param profiles that name this station
/// @param sources software sources that it mirrors besides
/// @param notes what people wrote down about it; may have several lines
public record Station(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        Optional<IpAddress> address,
        @Otherwise("") String hostName,
        @Otherwise("") String compartment,
        @Otherwise("16080") Port proxyPort,
        @Otherwise("17080") Port httpMirrorPort,
        @Otherwise("17443") Port httpsMirrorPort,
        @Otherwise("/mnt/mirror") String mountPath,
        @Otherwise("replicated") StationStorage storage,
        List<Cidr> allowedAddresses,
        List<Profile> profiles,
        List<String> sources,
        @Otherwise("") String notes)
        implements Thing {

    public Station {
        allowedAddresses = List.copyOf(allowedAddresses);
        profiles = List.copyOf(profiles);
        sources = List.copyOf(sources);
    }

    /// One with all that is optional left as it is by default.
    public static Station of(ThingId id, String name) {
        return new Station(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                new Port(16080),
                new Port(17080),
                new Port(17443),
                "/mnt/mirror",
                StationStorage.REPLICATED,
                List.of(),
                List.of(),
                List.of(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.STATION;
    }

    @Override
    public Station withId(ThingId id) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    @Override
    public Station withName(String name) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    @Override
    public Station withWithin(Optional<ThingId> within) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    @Override
    public Station withFrame(Optional<Frame> frame) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    public Station withAddress(Optional<IpAddress> address) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    public Station withHostName(String hostName) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    public Station withCompartment(String compartment) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    public Station withProxyPort(Port proxyPort) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    public Station withHttpMirrorPort(Port httpMirrorPort) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    public Station withHttpsMirrorPort(Port httpsMirrorPort) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    public Station withMountPath(String mountPath) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    public Station withStorage(StationStorage storage) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    public Station withAllowedAddresses(List<Cidr> allowedAddresses) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    public Station withProfiles(List<Profile> profiles) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    public Station withSources(List<String> sources) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }

    @Override
    public Station withNotes(String notes) {
        return new Station(
                id,
                name,
                within,
                frame,
                address,
                hostName,
                compartment,
                proxyPort,
                httpMirrorPort,
                httpsMirrorPort,
                mountPath,
                storage,
                allowedAddresses,
                profiles,
                sources,
                notes);
    }
}
