package dev.belay.model.preflight;

/// The checks, in the order in which they are made and shown. Source of what each wants: "HA
/// cluster with Direct Connect and a transit gateway" of the manual of LifeKeeper for Windows, and
/// the Amazon VPC user guide.
public enum PreflightCheck {
    INSTANCES("instances", Group.NODES),
    NODE_ZONES("node-zones", Group.NODES),
    SUBNET_ZONES("subnet-zones", Group.NODES),
    SOURCE_CHECK("source-check", Group.NODES),
    VIP_OUTSIDE_VPC("vip-outside-vpc", Group.ADDRESS),
    VIP_OUTSIDE_SITE("vip-outside-site", Group.ADDRESS),
    VIP_ELSEWHERE("vip-elsewhere", Group.ADDRESS),
    VIP_ROUTE("vip-route", Group.ROUTES),
    VIP_ROUTE_SAME("vip-route-same", Group.ROUTES),
    VIP_TABLES("vip-tables", Group.ROUTES),
    RETURN_ROUTE("return-route", Group.ROUTES),
    TRANSIT_ATTACHMENT("tgw-attachment", Group.TRANSIT),
    TRANSIT_ZONES("tgw-zones", Group.TRANSIT),
    TRANSIT_ASSOCIATION("tgw-association", Group.TRANSIT),
    TRANSIT_PROPAGATION("tgw-propagation", Group.TRANSIT),
    TRANSIT_ROUTE("tgw-route", Group.TRANSIT),
    TRANSIT_RETURN("tgw-return", Group.TRANSIT),
    GATEWAY_ASSOCIATION("dx-association", Group.LINE),
    GATEWAY_PREFIXES("dx-prefixes", Group.LINE);

    /// What belongs together on a page.
    public enum Group {
        NODES,
        ADDRESS,
        ROUTES,
        TRANSIT,
        LINE
    }

    private final String id;
    private final Group group;

    PreflightCheck(String id, Group group) {
        this.id = id;
        this.group = group;
    }

    /// Stable; scripts and documents name it.
    public String id() {
        return id;
    }

    public Group group() {
        return group;
    }

    /// Whether it is about the way from and to a site, and not only about the VPC.
    public boolean isBeyondVpc() {
        return group == Group.TRANSIT
                || group == Group.LINE
                || this == VIP_OUTSIDE_SITE
                || this == RETURN_ROUTE;
    }
}
