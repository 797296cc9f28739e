package dev.belay.model.thing;

/// The kinds of things on the palette, in the order of the file.
public enum ThingKind {
    SITE("site", "sites"),
    VPC("vpc", "vpcs"),
    ZONE("zone", "zones"),
    SUBNET("subnet", "subnets"),
    NODE("node", "nodes"),
    TRANSIT_GATEWAY("transit-gateway", "transitGateways"),
    DIRECT_CONNECT_GATEWAY("direct-connect-gateway", "directConnectGateways"),
    ROUTE_TABLE("route-table", "routeTables"),
    LOAD_BALANCER("load-balancer", "loadBalancers"),
    STATION("station", "stations"),
    PROXY("proxy", "proxies"),
    DNS_RECORD("dns-record", "dnsRecords"),
    VIRTUAL_IP("virtual-ip", "virtualIps"),
    SERVICE("service", "services"),
    MIRROR("mirror", "mirrors"),
    FENCE_DEVICE("fence-device", "fenceDevices"),
    NOTE("note", "notes");

    private final String code;
    private final String section;

    ThingKind(String code, String section) {
        this.code = code;
        this.section = section;
    }

    /// Its name in ids, problems and texts.
    public String code() {
        return code;
    }

    /// Its section in the file.
    public String section() {
        return section;
    }
}
