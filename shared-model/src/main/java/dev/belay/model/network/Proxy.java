package dev.belay.model.network;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// A proxy on the way to the cloud's endpoints.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param host name or address
/// @param port of the proxy
/// @param user that it asks for; empty: it asks for none. The password is in no design: each node
///   is told it with `belay proxy secret`
/// @param software what it runs
/// @param scope whose calls go through it
/// @param http whether `HTTP_PROXY` is set
/// @param https whether `HTTPS_PROXY` is set
/// @param noProxy hosts that are reached without it; 169.254.169.254 always is
/// @param allowedSources networks that it lets through, before everything else is denied
/// @param users nodes that use it
/// @param notes what people wrote down about it; may have several lines
public record Proxy(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        Optional<String> host,
        @Otherwise("3128") Port port,
        Optional<String> user,
        @Otherwise("squid") ProxySoftware software,
        @Otherwise("cloud-calls") ProxyScope scope,
        @Otherwise("true") boolean http,
        @Otherwise("true") boolean https,
        List<String> noProxy,
        List<Cidr> allowedSources,
        @RefersTo(ThingKind.NODE) List<ThingId> users,
        @Otherwise("") String notes)
        implements Thing {

    public Proxy {
        noProxy = List.copyOf(noProxy);
        allowedSources = List.copyOf(allowedSources);
        users = List.copyOf(users);
    }

    /// One with all that is optional left as it is by default.
    public static Proxy of(ThingId id, String name) {
        return new Proxy(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Port(3128),
                Optional.empty(),
                ProxySoftware.SQUID,
                ProxyScope.CLOUD_CALLS,
                true,
                true,
                List.of(),
                List.of(),
                List.of(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.PROXY;
    }

    @Override
    public Proxy withId(ThingId id) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    @Override
    public Proxy withName(String name) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    @Override
    public Proxy withWithin(Optional<ThingId> within) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    @Override
    public Proxy withFrame(Optional<Frame> frame) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    public Proxy withHost(Optional<String> host) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    public Proxy withPort(Port port) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    public Proxy withUser(Optional<String> user) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    public Proxy withSoftware(ProxySoftware software) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    public Proxy withScope(ProxyScope scope) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    public Proxy withHttp(boolean http) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    public Proxy withHttps(boolean https) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    public Proxy withNoProxy(List<String> noProxy) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    public Proxy withAllowedSources(List<Cidr> allowedSources) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    public Proxy withUsers(List<ThingId> users) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }

    @Override
    public Proxy withNotes(String notes) {
        return new Proxy(
                id,
                name,
                within,
                frame,
                host,
                port,
                user,
                software,
                scope,
                http,
                https,
                noProxy,
                allowedSources,
                users,
                notes);
    }
}
