package dev.belay.agent.core.operation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the coordinator sees of the cluster.
///
/// @param designVersion that is in force
/// @param isDecided whether the scheduler has decided by that design, and by what is there
/// @param services those of the design, and those that are to go, by id
/// @param nowMillis the coordinator's clock on the wall
/// @param leadsSinceMillis when it came to coordinate, on that clock: what was waited for before
///   was nobody's to see
public record OperationSight(
        long designVersion,
        boolean isDecided,
        SortedMap<String, ServiceSight> services,
        long nowMillis,
        long leadsSinceMillis) {

    public OperationSight {
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    }
}
