package dev.belay.agent.service;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Resources whose parameters their agents found good on this node, as they were then: another
/// design may change them, and then they are asked about again.
final class Validated {

    private final Map<String, ServiceResource> good = new ConcurrentHashMap<>();

    boolean isGood(ServiceResource resource) {
        return resource.equals(good.get(resource.name()));
    }

    void add(ServiceResource resource) {
        good.put(resource.name(), resource);
    }
}
