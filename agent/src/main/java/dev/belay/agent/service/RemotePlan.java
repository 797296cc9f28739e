package dev.belay.agent.service;

import dev.belay.agent.cloud.CloudSteps;
import dev.belay.agent.remote.RemoteResources;
import dev.belay.agent.remote.RemoteSession.Agent;
import dev.belay.agent.resource.ResourceAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// What a service is made of on a remote node: all of it by agents that its executor runs there.
public final class RemotePlan {

    private static final String SYSTEMD = "systemd";

    private RemotePlan() {}

    /// The same service in the words of a remote executor; a virtual IP is that of its OCF agent.
    public static ServicePlan of(ServicePlan plan) {
        List<ServiceResource> resources = new ArrayList<>();
        List<String> objections = new ArrayList<>(plan.objections());
        for (ServiceResource one : plan.resources()) {
            switch (one) {
                case ServiceResource.Ocf ocf -> resources.add(ocf);
                case ServiceResource.Systemd unit -> resources.add(unit);
                case ServiceResource.Address address -> resources.add(ofAddress(address));
                case ServiceResource.Script _, ServiceResource.InCloud _ ->
                        objections.add(
                                "resource '%s' is %s, which a remote node cannot run: place the service on members"
                                        .formatted(one.name(), one.kind()));
            }
        }
        return new ServicePlan(plan.service(), resources, objections, plan.form());
    }

    private static ServiceResource.Ocf ofAddress(ServiceResource.Address address) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("ip", address.address().toString());
        parameters.put("cidr_netmask", Integer.toString(address.prefix()));
        if (!address.device().isEmpty()) {
            parameters.put("nic", address.device());
        }
        return new ServiceResource.Ocf(
                address.name(), "heartbeat", "IPaddr2", parameters, address.operations());
    }

    /// What whoever runs services there needs of the world.
    ///
    /// @param plans what a service is made of, as {@link #of} has it
    public static Ports ports(
            Function<String, ServicePlan> plans,
            RemoteResources resources,
            Stays stays,
            Predicate<String> isLeftAlone,
            Consumer<String> log,
            LongSupplier clock) {
        var nothing = new Elsewhere();
        return new Ports(
                plans,
                resource -> agent(resources, resource),
                RemotePlan::noCloud,
                stays,
                nothing,
                nothing,
                nothing,
                Remnants.elsewhere(),
                _ -> false,
                isLeftAlone,
                log,
                clock);
    }

    private static ResourceAgent agent(RemoteResources resources, ServiceResource resource) {
        return switch (resource) {
            case ServiceResource.Ocf one ->
                    resources.of(new Agent("ocf", one.provider(), one.agent()));
            case ServiceResource.Systemd one -> resources.of(new Agent(SYSTEMD, "", one.unit()));
            case ServiceResource.Script _, ServiceResource.Address _, ServiceResource.InCloud _ ->
                    throw new IllegalStateException(
                            resource.kind() + " is in no plan of a remote node");
        };
    }

    private static CloudSteps noCloud(ServiceResource.InCloud resource) {
        throw new IllegalStateException(resource.kind() + " is in no plan of a remote node");
    }
}
