package dev.belay.agent.service;

import dev.belay.agent.cloud.CloudSteps;
import dev.belay.agent.resource.ResourceAgent;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// What whoever runs services needs of the world.
///
/// @param plans what a service, by its id, is made of now
/// @param agents what can start and stop an OCF agent or a systemd unit; never asked for an address
///   or for what is in the cloud
/// @param clouds what can move a resource of the cloud, anew for each stay
/// @param stays the leases of this node
/// @param addresses of this host
/// @param groups control groups of services
/// @param lastResort what ends a service when the agent cannot
/// @param remnants what was begun on this node
/// @param follows whether a service's stay here follows one elsewhere at once: its addresses are
///   the cluster's own then
/// @param isLeftAlone whether nothing follows from what is seen of a service: it is in maintenance
/// @param log gets one sentence for each change
/// @param clock nanoseconds, the same that deadlines of stops are on
public record Ports(
        Function<String, ServicePlan> plans,
        Function<ServiceResource, ResourceAgent> agents,
        Function<ServiceResource.InCloud, CloudSteps> clouds,
        Stays stays,
        Addresses addresses,
        Groups groups,
        LastResort lastResort,
        Remnants remnants,
        Predicate<String> follows,
        Predicate<String> isLeftAlone,
        Consumer<String> log,
        LongSupplier clock) {}
