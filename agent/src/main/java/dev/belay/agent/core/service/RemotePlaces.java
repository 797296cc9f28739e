package dev.belay.agent.core.service;

import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;

/// What can run on a remote node: what a remote executor of any make can be told to start and stop.
final class RemotePlaces {

    private RemotePlaces() {}

    static boolean canRun(Service service) {
        return service.resources().stream().allMatch(RemotePlaces::canRun);
    }

    private static boolean canRun(Resource resource) {
        return resource instanceof OcfResource
                || resource instanceof SystemdResource
                || resource instanceof VirtualIpResource;
    }
}
