package dev.belay.app.ui;

import dev.belay.model.thing.ThingKind;

/// The icon of each kind of thing, as the visual language has it.
public final class ThingIcons {

    private ThingIcons() {}

    public static String of(ThingKind kind) {
        return switch (kind) {
            case SITE -> "fth-map-pin";
            case VPC -> "fth-cloud";
            case ZONE -> "fth-grid";
            case SUBNET -> "fth-columns";
            case NODE -> "fth-server";
            case TRANSIT_GATEWAY -> "fth-share-2";
            case DIRECT_CONNECT_GATEWAY -> "fth-link-2";
            case ROUTE_TABLE -> "fth-shuffle";
            case LOAD_BALANCER -> "fth-git-merge";
            case STATION -> "fth-monitor";
            case PROXY -> "fth-corner-up-right";
            case DNS_RECORD -> "fth-globe";
            case VIRTUAL_IP -> "fth-flag";
            case SERVICE -> "fth-layers";
            case MIRROR -> "fth-copy";
            case FENCE_DEVICE -> "fth-power";
            case NOTE -> "fth-edit-2";
        };
    }
}
