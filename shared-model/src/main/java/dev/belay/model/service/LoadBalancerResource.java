package dev.belay.model.service;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;

/// Has the active node in the pool of a load balancer.
///
/// @param name what people call it
/// @param loadBalancer which one
/// @param operations time limits
public record LoadBalancerResource(
        String name,
        @RefersTo(ThingKind.LOAD_BALANCER) ThingId loadBalancer,
        @Otherwise("{}") Operations operations)
        implements Resource {

    /// One with all that is optional left as it is by default.
    public static LoadBalancerResource of(String name, ThingId loadBalancer) {
        return new LoadBalancerResource(name, loadBalancer, Operations.DEFAULT);
    }

    public LoadBalancerResource withName(String name) {
        return new LoadBalancerResource(name, loadBalancer, operations);
    }

    public LoadBalancerResource withLoadBalancer(ThingId loadBalancer) {
        return new LoadBalancerResource(name, loadBalancer, operations);
    }

    @Override
    public LoadBalancerResource withOperations(Operations operations) {
        return new LoadBalancerResource(name, loadBalancer, operations);
    }
}
