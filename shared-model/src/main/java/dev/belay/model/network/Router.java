package dev.belay.model.network;

import dev.belay.model.value.IpAddress;
import java.util.Optional;

/// The router of a site, as packets see it.
///
/// @param name what people call it
/// @param address on the site's side
/// @param asn BGP autonomous system number, 1–4294967295
public record Router(String name, Optional<IpAddress> address, Optional<Long> asn) {

    /// One with all that is optional left as it is by default.
    public static Router of(String name) {
        return new Router(name, Optional.empty(), Optional.empty());
    }

    public Router withName(String name) {
        return new Router(name, address, asn);
    }

    public Router withAddress(Optional<IpAddress> address) {
        return new Router(name, address, asn);
    }

    public Router withAsn(Optional<Long> asn) {
        return new Router(name, address, asn);
    }
}
